package eu.bilateral.followup.domain.playbook;

import static eu.bilateral.followup.domain.playbook.Step.Counting.CALENDAR_DAYS;
import static eu.bilateral.followup.domain.playbook.Step.Counting.WORKING_DAYS;
import static eu.bilateral.followup.domain.playbook.Step.Scope.MEETING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import eu.bilateral.kernel.event.FollowUpKind;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PlannerTest {

    static final LocalDate TUESDAY = LocalDate.parse("2017-05-16");
    static final LocalDate CORPUS_CHRISTI = LocalDate.parse("2017-06-15");
    static final Holidays POLISH = (day, country) -> country.equals("PL") && day.equals(CORPUS_CHRISTI);

    final Planner planner = new Planner(Playbook.standard(), POLISH);

    @Test
    void workingDaysSkipTheWeekend() {
        assertThat(planner.inWorkingDays(2, TUESDAY, List.of())).isEqualTo("2017-05-18");
        assertThat(planner.inWorkingDays(5, TUESDAY, List.of())).isEqualTo("2017-05-23");
    }

    @Test
    void workingDaysSkipTheDaysOfTravel() {
        var onTheRoad = Set.of(
                LocalDate.parse("2017-05-15"),
                TUESDAY,
                LocalDate.parse("2017-05-17"),
                LocalDate.parse("2017-05-18"),
                LocalDate.parse("2017-05-19"));

        assertThat(planner.inWorkingDays(2, TUESDAY, onTheRoad)).isEqualTo("2017-05-23");
    }

    @Test
    void workingDaysSkipThePublicHolidaysOfTheOwnersCountry() {
        assertThat(planner.inWorkingDays(1, CORPUS_CHRISTI.minusDays(1), List.of()))
                .isEqualTo(CORPUS_CHRISTI.plusDays(1));
    }

    @Test
    void aCountOfDaysThatEndsOnADayOffGoesOnToTheNextWorkingDay() {
        var thirty = new Step("review-30", FollowUpKind.REVIEW, 30, CALENDAR_DAYS, MEETING);

        assertThat(planner.due(thirty, TUESDAY, List.of())).isEqualTo("2017-06-16");
        assertThat(planner.due(thirty, LocalDate.parse("2017-05-11"), List.of()))
                .isEqualTo("2017-06-12");
    }

    @Test
    void aWorkingDayStaysWhatItIs() {
        var two = new Step("soon", FollowUpKind.CALL, 2, CALENDAR_DAYS, MEETING);

        assertThat(planner.due(two, TUESDAY, List.of())).isEqualTo("2017-05-18");
        assertThat(planner.workingDayFrom(TUESDAY, List.of())).isEqualTo(TUESDAY);
    }

    @Test
    void todayIsTheWorkspacesTodayAlsoWhereTheClocksChange() {
        assertThat(planner.today(Instant.parse("2017-05-22T22:30:00Z"))).isEqualTo("2017-05-23");
        assertThat(planner.today(Instant.parse("2017-12-22T22:30:00Z"))).isEqualTo("2017-12-22");
        assertThat(planner.daysBetween(Instant.parse("2017-03-25T12:00:00Z"), Instant.parse("2017-03-26T11:00:00Z")))
                .isEqualTo(1);
    }

    @Test
    void aPlaybookHasNoTwoStepsOfOneName() {
        var standard = Playbook.standard();
        var once = new Step("thank-you", FollowUpKind.THANK_YOU, 2, WORKING_DAYS, MEETING);

        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> new Playbook(List.of(once, once), 2, 2, "PL", standard.zone(), standard.fallbackOwner()));
    }

    @Test
    void aStepLiesAhead() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Step("yesterday", FollowUpKind.CALL, 0, WORKING_DAYS, MEETING));
    }
}
