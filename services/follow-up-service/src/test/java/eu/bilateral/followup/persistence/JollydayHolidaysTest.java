package eu.bilateral.followup.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JollydayHolidaysTest {

    final JollydayHolidays holidays = new JollydayHolidays();

    @ParameterizedTest
    @ValueSource(strings = {"2017-05-01", "2017-05-03", "2017-06-15", "2017-11-01", "2017-12-25", "2025-12-24"})
    void polandHasTheseDaysOff(LocalDate day) {
        assertThat(holidays.isHoliday(day, "PL")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2017-05-02", "2017-05-16", "2017-07-04", "2017-12-24"})
    void polandWorksOnThese(LocalDate day) {
        assertThat(holidays.isHoliday(day, "PL")).isFalse();
    }

    @Test
    void eachCountryHasItsOwn() {
        var independenceDay = LocalDate.parse("2017-07-04");

        assertThat(holidays.isHoliday(independenceDay, "US")).isTrue();
        assertThat(holidays.isHoliday(LocalDate.parse("2017-05-03"), "US")).isFalse();
    }

    @Test
    void aCountryThatNobodyKnowsWorksAlways() {
        assertThat(holidays.isHoliday(LocalDate.parse("2017-12-25"), "XX")).isFalse();
    }
}
