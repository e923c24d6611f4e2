package eu.bilateral.dashboard.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.ibm.icu.text.MessageFormat;
import eu.bilateral.dashboard.webhook.Webhook;
import eu.bilateral.kernel.event.CooperationArea;
import eu.bilateral.kernel.event.FollowUpKind;
import eu.bilateral.kernel.event.Stage;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class WordsTest {

    static final Locale POLISH = Locale.of("pl", "PL");

    static final Words ENGLISH_WORDS =
            new Words(new PluralMessages(), Locale.UK, SampleWorkspace.NINE_ON_TUESDAY, SampleWorkspace.LUBLIN);
    static final Words POLISH_WORDS =
            new Words(new PluralMessages(), POLISH, SampleWorkspace.NINE_ON_TUESDAY, SampleWorkspace.LUBLIN);

    @Test
    void theDateIsThatOfThePlace() {
        var evening = new Words(
                new PluralMessages(), Locale.UK, Instant.parse("2017-05-16T22:30:00Z"), SampleWorkspace.LUBLIN);

        assertThat(evening.today()).isEqualTo("2017-05-17");
        assertThat(evening.today(ZoneId.of("America/New_York"))).isEqualTo("2017-05-16");
    }

    @Test
    void bothLanguagesHaveTheSameKeys() {
        var english = Collections.list(PluralMessages.words(Locale.UK).getKeys());
        var polish = Collections.list(PluralMessages.words(POLISH).getKeys());

        assertThat(english).hasSizeGreaterThan(200);
        assertThat(polish).containsExactlyInAnyOrderElementsOf(english);
    }

    @ParameterizedTest
    @MethodSource("everyMessage")
    void everyMessageIsWellFormedAndTakesTheSameArgumentsInBothLanguages(String key) {
        var english = PluralMessages.words(Locale.UK).getString(key);
        var polish = PluralMessages.words(POLISH).getString(key);

        assertThat(arguments(polish)).isEqualTo(arguments(english));
        assertThatCode(() -> new MessageFormat(polish, POLISH)).doesNotThrowAnyException();
    }

    /** Whoever lets it go on should know what is missing then. */
    @ParameterizedTest
    @EnumSource(Webhook.Reason.class)
    void aDisabledWebhookSaysThatNothingIsCollected(Webhook.Reason reason) {
        assertThat(ENGLISH_WORDS.say("webhook.reason." + reason, "then")).contains("not collected");
        assertThat(POLISH_WORDS.say("webhook.reason." + reason, "wtedy")).contains("nie są zbierane");
    }

    @ParameterizedTest
    @MethodSource("everyMessage")
    void whereEnglishCountsPolishHasAllItsForms(String key) {
        var english = PluralMessages.words(Locale.UK).getString(key);
        var polish = PluralMessages.words(POLISH).getString(key);

        assertThat(polish.contains(", plural,")).isEqualTo(english.contains(", plural,"));
        if (polish.contains(", plural,")) {
            assertThat(polish).contains("one {", "few {", "many {", "other {");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0 spotkań",
        "1, 1 spotkanie",
        "2, 2 spotkania",
        "4, 4 spotkania",
        "5, 5 spotkań",
        "12, 12 spotkań",
        "14, 14 spotkań",
        "21, 21 spotkań",
        "22, 22 spotkania",
        "25, 25 spotkań",
        "101, 101 spotkań",
        "102, 102 spotkania",
        "112, 112 spotkań"
    })
    void polishCountsMeetingsAsPolesDo(long number, String said) {
        assertThat(POLISH_WORDS.say("meetings.number", number)).isEqualTo(said);
    }

    @ParameterizedTest
    @CsvSource({
        "2017-05-22, 1 day late, 1 dzień po terminie",
        "2017-05-21, 2 days late, 2 dni po terminie",
        "2017-05-23, today, dziś",
        "2017-05-24, tomorrow, jutro",
        "2017-05-25, in 2 days, za 2 dni",
        "2017-06-14, in 22 days, za 22 dni"
    })
    void aDueDateIsToldAsSeenFromToday(LocalDate dueOn, String english, String polish) {
        assertThat(ENGLISH_WORDS.due(dueOn)).isEqualTo(english);
        assertThat(POLISH_WORDS.due(dueOn)).isEqualTo(polish);
    }

    @Test
    void aDateIsWrittenAsItsReadersWriteIt() {
        var friday = LocalDate.of(2017, 5, 26);

        assertThat(ENGLISH_WORDS.day(friday)).isEqualTo("Fri\u00a026\u00a0May");
        assertThat(POLISH_WORDS.day(friday)).isEqualTo("pt.\u00a026\u00a0maja");
        assertThat(ENGLISH_WORDS.wholeDay(friday)).isEqualTo("Friday, 26 May 2017");
        assertThat(POLISH_WORDS.wholeDay(friday)).isEqualTo("piątek, 26 maja 2017");
    }

    @Test
    void aDateOfAnotherYearSaysWhich() {
        assertThat(ENGLISH_WORDS.day(LocalDate.of(2018, 1, 5))).isEqualTo("Fri\u00a05\u00a0Jan\u00a02018");
    }

    @Test
    void aMissionsDaysAreToldAsOneSpan() {
        assertThat(ENGLISH_WORDS.span(LocalDate.of(2017, 5, 15), LocalDate.of(2017, 5, 19)))
                .isEqualTo("15–19 May 2017");
        assertThat(POLISH_WORDS.span(LocalDate.of(2017, 5, 15), LocalDate.of(2017, 5, 19)))
                .isEqualTo("15–19 maja 2017");
        assertThat(ENGLISH_WORDS.span(LocalDate.of(2017, 5, 30), LocalDate.of(2017, 6, 2)))
                .isEqualTo("30 May – 2 June 2017");
        assertThat(ENGLISH_WORDS.span(LocalDate.of(2017, 12, 30), LocalDate.of(2018, 1, 2)))
                .isEqualTo("30 December 2017 – 2 January 2018");
    }

    /** A name that the pages have no word for would surface only where somebody meets it. */
    @Test
    void everyStageAreaAndKindHasAWord() {
        for (var words : List.of(ENGLISH_WORDS, POLISH_WORDS)) {
            assertThat(Stream.of(Stage.values()).map(words::stage)).doesNotHaveDuplicates();
            assertThat(Stream.of(CooperationArea.values()).map(words::area)).doesNotHaveDuplicates();
            assertThat(Stream.of(FollowUpKind.values()).map(words::kind)).doesNotHaveDuplicates();
            assertThat(Stream.of(Stage.values()).map(stage -> words.say("move.hint." + stage)))
                    .doesNotHaveDuplicates();
        }
    }

    static Stream<String> everyMessage() {
        return Collections.list(PluralMessages.words(Locale.UK).getKeys()).stream()
                .filter(key -> !key.startsWith("date.") || key.equals("date.examples"));
    }

    private static List<String> arguments(String pattern) {
        return Pattern.compile("\\{(\\d)")
                .matcher(pattern)
                .results()
                .map(found -> found.group(1))
                .distinct()
                .sorted()
                .toList();
    }
}
