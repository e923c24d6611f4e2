package eu.bilateral.dashboard.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NaturalDateTest {

    /** A Tuesday. */
    static final LocalDate TODAY = LocalDate.of(2017, 5, 23);

    @ParameterizedTest
    @CsvSource({
        "today, 2017-05-23",
        "Tomorrow, 2017-05-24",
        "Friday, 2017-05-26",
        "fri, 2017-05-26",
        "on Friday, 2017-05-26",
        "next Friday, 2017-05-26",
        "Tuesday, 2017-05-30",
        "Monday, 2017-05-29",
        "in two weeks, 2017-06-06",
        "in 2 weeks, 2017-06-06",
        "in a week, 2017-05-30",
        "next week, 2017-05-30",
        "in 10 days, 2017-06-02",
        "in a month, 2017-06-23",
        "a fortnight, 2017-06-06",
        "26 May, 2017-05-26",
        "May 26, 2017-05-26",
        "26th of May, 2017-05-26",
        "2 June 2018, 2018-06-02",
        "22 May, 2018-05-22",
        "end of the month, 2017-05-31",
        "2017-12-24, 2017-12-24"
    })
    void englishIsRead(String text, LocalDate meant) {
        assertThat(NaturalDate.read(text, TODAY).orElse(null)).isEqualTo(meant);
    }

    @ParameterizedTest
    @CsvSource({
        "dziś, 2017-05-23",
        "jutro, 2017-05-24",
        "pojutrze, 2017-05-25",
        "piątek, 2017-05-26",
        "w piątek, 2017-05-26",
        "do piątku, 2017-05-26",
        "w środę, 2017-05-24",
        "we wtorek, 2017-05-30",
        "w przyszły poniedziałek, 2017-05-29",
        "w niedzielę, 2017-05-28",
        "za tydzień, 2017-05-30",
        "za dwa tygodnie, 2017-06-06",
        "ZA DWA TYGODNIE, 2017-06-06",
        "za 3 dni, 2017-05-26",
        "za pięć dni, 2017-05-28",
        "za miesiąc, 2017-06-23",
        "za dwa miesiące, 2017-07-23",
        "w przyszłym tygodniu, 2017-05-30",
        "26 maja, 2017-05-26",
        "3 października, 2017-10-03",
        "1 września 2018, 2018-09-01",
        "26.05, 2017-05-26",
        "26.05.2017, 2017-05-26",
        "1.1, 2018-01-01",
        "do końca miesiąca, 2017-05-31"
    })
    void polishIsRead(String text, LocalDate meant) {
        assertThat(NaturalDate.read(text, TODAY).orElse(null)).isEqualTo(meant);
    }

    @Test
    void diacriticsMayBeLeftOut() {
        assertThat(NaturalDate.read("w srode", TODAY)).contains(LocalDate.of(2017, 5, 24));
        assertThat(NaturalDate.read("za piec dni", TODAY)).contains(LocalDate.of(2017, 5, 28));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "   ",
                "soon",
                "someday",
                "31 June",
                "30 February",
                "2017-13-01",
                "in many weeks",
                "<b>",
                "99"
            })
    void whatMeansNoDateIsNone(String text) {
        assertThat(NaturalDate.read(text, TODAY)).isEmpty();
    }

    @Test
    void aDateOfTheNewYearIsMeantInTheOldOnesLastDays() {
        var newYearsEve = LocalDate.of(2017, 12, 31);

        assertThat(NaturalDate.read("tomorrow", newYearsEve)).contains(LocalDate.of(2018, 1, 1));
        assertThat(NaturalDate.read("2 January", newYearsEve)).contains(LocalDate.of(2018, 1, 2));
        assertThat(NaturalDate.read("Monday", newYearsEve)).contains(LocalDate.of(2018, 1, 1));
        assertThat(NaturalDate.read("za dwa tygodnie", newYearsEve)).contains(LocalDate.of(2018, 1, 14));
    }

    @Test
    void theWeekInWhichTheClocksChangeHasSevenDaysToo() {
        var beforeSummerTime = LocalDate.of(2017, 3, 25);
        var beforeWinterTime = LocalDate.of(2017, 10, 28);

        assertThat(NaturalDate.read("in a week", beforeSummerTime)).contains(LocalDate.of(2017, 4, 1));
        assertThat(NaturalDate.read("jutro", beforeSummerTime)).contains(LocalDate.of(2017, 3, 26));
        assertThat(NaturalDate.read("za 2 dni", beforeWinterTime)).contains(LocalDate.of(2017, 10, 30));
    }

    @Test
    void theLastDayOfAShortMonthStandsForTheMissingOne() {
        assertThat(NaturalDate.read("in a month", LocalDate.of(2017, 1, 31))).contains(LocalDate.of(2017, 2, 28));
        assertThat(NaturalDate.read("29 February", TODAY)).contains(LocalDate.of(2020, 2, 29));
    }

    @Test
    void whatHasHappenedIsLookedForInThePast() {
        assertThat(NaturalDate.readPast("Friday", TODAY)).contains(LocalDate.of(2017, 5, 19));
        assertThat(NaturalDate.readPast("wtorek", TODAY)).contains(TODAY);
        assertThat(NaturalDate.readPast("yesterday", TODAY)).contains(LocalDate.of(2017, 5, 22));
        assertThat(NaturalDate.readPast("24 May", TODAY)).contains(LocalDate.of(2016, 5, 24));
        assertThat(NaturalDate.readPast("16 maja", TODAY)).contains(LocalDate.of(2017, 5, 16));
    }
}
