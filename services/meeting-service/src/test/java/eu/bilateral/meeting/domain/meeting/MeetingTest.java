package eu.bilateral.meeting.domain.meeting;

import static eu.bilateral.meeting.Examples.AT_THE_TABLE;
import static eu.bilateral.meeting.Examples.BOTH_KEEN;
import static eu.bilateral.meeting.Examples.C2C_DAY;
import static eu.bilateral.meeting.Examples.C2C_TIME;
import static eu.bilateral.meeting.Examples.COLLEAGUE;
import static eu.bilateral.meeting.Examples.DEVELOPER;
import static eu.bilateral.meeting.Examples.LUBLIN;
import static eu.bilateral.meeting.Examples.LUBLIN_MEETS_WISTAR;
import static eu.bilateral.meeting.Examples.MANAGER;
import static eu.bilateral.meeting.Examples.NEW_YORK;
import static eu.bilateral.meeting.Examples.NOW;
import static eu.bilateral.meeting.Examples.OFFICE;
import static eu.bilateral.meeting.Examples.POLITE;
import static eu.bilateral.meeting.Examples.USA;
import static eu.bilateral.meeting.Examples.WISTAR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import eu.bilateral.kernel.command.Role;
import eu.bilateral.kernel.event.CooperationArea;
import eu.bilateral.kernel.event.FollowUpKind;
import eu.bilateral.kernel.event.Interest;
import eu.bilateral.kernel.event.MeetingEvent.MeetingAmended;
import eu.bilateral.kernel.event.MeetingEvent.MeetingHeld;
import eu.bilateral.kernel.event.MeetingEvent.MeetingMissed;
import eu.bilateral.kernel.event.MeetingEvent.MeetingScheduled;
import eu.bilateral.kernel.event.MeetingEvent.MeetingVoided;
import eu.bilateral.kernel.event.MeetingKind;
import eu.bilateral.kernel.event.MissionFacts;
import eu.bilateral.kernel.event.RecordFacts;
import eu.bilateral.kernel.event.Side;
import eu.bilateral.kernel.event.StepFacts;
import eu.bilateral.kernel.id.AccountId;
import eu.bilateral.kernel.id.PartnershipId;
import eu.bilateral.meeting.domain.meeting.Meeting.Held;
import eu.bilateral.meeting.domain.meeting.Meeting.Missed;
import eu.bilateral.meeting.domain.meeting.Meeting.Scheduled;
import eu.bilateral.meeting.domain.meeting.Meeting.Voided;
import eu.bilateral.meeting.domain.meeting.MeetingRefusal.DatesDisagree;
import eu.bilateral.meeting.domain.meeting.MeetingRefusal.MeetingAlreadyClosed;
import eu.bilateral.meeting.domain.meeting.MeetingRefusal.MeetingDateMissing;
import eu.bilateral.meeting.domain.meeting.MeetingRefusal.MeetingDateOutOfRange;
import eu.bilateral.meeting.domain.meeting.MeetingRefusal.MeetingNotHeld;
import eu.bilateral.meeting.domain.meeting.MeetingRefusal.MeetingOfAnother;
import eu.bilateral.meeting.domain.meeting.MeetingRefusal.MeetingStillAhead;
import eu.bilateral.meeting.domain.meeting.MeetingRefusal.SameOrganisationOnBothSides;
import eu.bilateral.meeting.domain.meeting.MeetingRefusal.StepDueBeforeMeeting;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MeetingTest {

    static final PartnershipId THE_PAIR = PartnershipId.of(OFFICE, LUBLIN, WISTAR);
    static final MissionFacts FACTS = new MissionFacts(USA, MANAGER, List.of(LocalDate.of(2017, 5, 20)));
    static final Scheduled PLANNED = new Scheduled(AT_THE_TABLE, C2C_TIME);
    static final Held HELD = new Held(AT_THE_TABLE, C2C_DAY, C2C_TIME, BOTH_KEEN, COLLEAGUE);
    static final Missed MISSED = new Missed(AT_THE_TABLE, C2C_DAY, C2C_TIME, Side.THEIRS);
    static final Voided VOIDED = new Voided(HELD, NOW);
    static final RecordFacts BOTH_KEEN_WITHOUT_WORDS = new RecordFacts(
            Interest.of(3),
            Interest.of(2),
            List.of(CooperationArea.RESEARCH_AND_DEVELOPMENT),
            List.of(new StepFacts(FollowUpKind.SEND_DOCUMENTS, C2C_DAY.plusDays(7), Side.OURS, DEVELOPER)),
            new StepFacts(FollowUpKind.CALL, C2C_DAY.plusDays(10), Side.OURS, null));

    @Test
    void schedulingTellsWhenAndWho() {
        var change = Meeting.schedule(AT_THE_TABLE, FACTS, C2C_TIME, NOW.minus(Duration.ofDays(30)));

        assertThat(change.meeting()).isEqualTo(PLANNED);
        assertThat(change.event())
                .isEqualTo(new MeetingScheduled(
                        LUBLIN_MEETS_WISTAR,
                        THE_PAIR,
                        LUBLIN,
                        WISTAR,
                        MeetingKind.C2C,
                        FACTS,
                        C2C_TIME,
                        NEW_YORK,
                        DEVELOPER,
                        NOW.minus(Duration.ofDays(30))));
    }

    @Test
    void loggingAMeetingTellsWhatCameOfItWithoutAWordOfItsTexts() {
        var change = Meeting.log(AT_THE_TABLE, FACTS, C2C_DAY, null, BOTH_KEEN, COLLEAGUE, NOW);

        assertThat(change.meeting()).isEqualTo(new Held(AT_THE_TABLE, C2C_DAY, null, BOTH_KEEN, COLLEAGUE));
        assertThat(change.event())
                .isEqualTo(new MeetingHeld(
                        LUBLIN_MEETS_WISTAR,
                        THE_PAIR,
                        LUBLIN,
                        WISTAR,
                        MeetingKind.C2C,
                        FACTS,
                        C2C_DAY,
                        null,
                        NEW_YORK,
                        BOTH_KEEN_WITHOUT_WORDS,
                        COLLEAGUE,
                        NOW));
    }

    @Test
    void holdingAPlannedMeetingKeepsItsHour() {
        var change = PLANNED.hold(FACTS, null, BOTH_KEEN, COLLEAGUE, NOW);

        assertThat(change.meeting()).isEqualTo(HELD);
        assertThat(change.event()).isInstanceOfSatisfying(MeetingHeld.class, held -> {
            assertThat(held.heldOn()).isEqualTo(C2C_DAY);
            assertThat(held.startsAt()).isEqualTo(C2C_TIME);
        });
    }

    @Test
    void aMeetingHeldOnAnotherDayThanPlannedLosesItsHour() {
        var change = PLANNED.hold(FACTS, C2C_DAY.plusDays(1), POLITE, COLLEAGUE, NOW);

        assertThat(change.meeting()).isEqualTo(new Held(AT_THE_TABLE, C2C_DAY.plusDays(1), null, POLITE, COLLEAGUE));
    }

    @Test
    void aPlannedMeetingThatHasNotBegunIsNotOver() {
        var before = C2C_TIME.minusMillis(1);

        assertThatExceptionOfType(MeetingStillAhead.class)
                .isThrownBy(() -> PLANNED.hold(FACTS, null, POLITE, COLLEAGUE, before))
                .satisfies(ahead -> assertThat(ahead.field()).isEqualTo("startsAt"));
        assertThatExceptionOfType(MeetingStillAhead.class).isThrownBy(() -> PLANNED.miss(FACTS, Side.THEIRS, before));
        assertThatNoException().isThrownBy(() -> PLANNED.hold(FACTS, null, POLITE, COLLEAGUE, C2C_TIME));
    }

    @Test
    void theFutureBeginsAtMidnightOfThePlaceOfTheMeeting() {
        var threeInTheNightInWashington = NOW;
        var lateEveningInWashington = Instant.parse("2017-05-23T03:59:00Z");
        var day = LocalDate.of(2017, 5, 23);

        assertThatNoException()
                .isThrownBy(() ->
                        Meeting.log(AT_THE_TABLE, FACTS, day, null, POLITE, DEVELOPER, threeInTheNightInWashington));
        assertThatExceptionOfType(MeetingStillAhead.class)
                .isThrownBy(
                        () -> Meeting.log(AT_THE_TABLE, FACTS, day, null, POLITE, DEVELOPER, lateEveningInWashington))
                .satisfies(ahead -> assertThat(ahead.field()).isEqualTo("heldOn"));
    }

    @Test
    void aDayAndAnHourMustBeTheSameDayAtThePlaceOfTheMeeting() {
        var lateInWashington = Instant.parse("2017-05-17T02:30:00Z");

        var change = Meeting.log(AT_THE_TABLE, FACTS, C2C_DAY, lateInWashington, POLITE, DEVELOPER, NOW);

        assertThat(change.meeting().date()).isEqualTo(C2C_DAY);
        assertThatExceptionOfType(DatesDisagree.class)
                .isThrownBy(() -> Meeting.log(
                        AT_THE_TABLE, FACTS, C2C_DAY.plusDays(1), lateInWashington, POLITE, DEVELOPER, NOW));
    }

    @Test
    void aLoggedMeetingHasADate() {
        assertThatExceptionOfType(MeetingDateMissing.class)
                .isThrownBy(() -> Meeting.log(AT_THE_TABLE, FACTS, null, null, POLITE, DEVELOPER, NOW));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1989-12-31", "0017-05-16"})
    void aMeetingBefore1990IsASlipOfThePen(LocalDate day) {
        assertThatExceptionOfType(MeetingDateOutOfRange.class)
                .isThrownBy(() -> Meeting.log(AT_THE_TABLE, FACTS, day, null, POLITE, DEVELOPER, NOW));
    }

    @Test
    void aMeetingMoreThanFiveYearsAheadIsASlipOfThePen() {
        var inFiveYears = Instant.parse("2022-05-23T12:00:00Z");

        assertThatNoException().isThrownBy(() -> Meeting.schedule(AT_THE_TABLE, FACTS, inFiveYears, NOW));
        assertThatExceptionOfType(MeetingDateOutOfRange.class)
                .isThrownBy(() -> Meeting.schedule(AT_THE_TABLE, FACTS, inFiveYears.plus(Duration.ofDays(1)), NOW));
    }

    @Test
    void nothingIsDueBeforeTheMeetingThatPromisedIt() {
        assertThatExceptionOfType(StepDueBeforeMeeting.class)
                .isThrownBy(() -> Meeting.log(
                        AT_THE_TABLE, FACTS, C2C_DAY.plusDays(7), null, listed(C2C_DAY.plusDays(6)), DEVELOPER, NOW))
                .satisfies(early -> assertThat(early.field()).isEqualTo("record.nextStep.dueOn"));
        assertThatNoException()
                .isThrownBy(() -> Meeting.log(
                        AT_THE_TABLE, FACTS, C2C_DAY.plusDays(6), null, listed(C2C_DAY.plusDays(6)), DEVELOPER, NOW));
    }

    @Test
    void amendingTellsTheWholeRecordAnewAndKeepsDayHourAndWhoMet() {
        var change = HELD.amend(FACTS, POLITE, NOW);

        assertThat(change.meeting()).isEqualTo(new Held(AT_THE_TABLE, C2C_DAY, C2C_TIME, POLITE, COLLEAGUE));
        assertThat(change.event())
                .isEqualTo(new MeetingAmended(
                        LUBLIN_MEETS_WISTAR,
                        THE_PAIR,
                        LUBLIN,
                        WISTAR,
                        MeetingKind.C2C,
                        FACTS,
                        C2C_DAY,
                        C2C_TIME,
                        NEW_YORK,
                        new RecordFacts(Interest.of(1), Interest.of(1), List.of(), List.of(), null),
                        COLLEAGUE,
                        NOW));
    }

    @Test
    void aSideThatDidNotComeIsTold() {
        var change = PLANNED.miss(FACTS, Side.THEIRS, NOW);

        assertThat(change.meeting()).isEqualTo(MISSED);
        assertThat(change.event())
                .isEqualTo(new MeetingMissed(
                        LUBLIN_MEETS_WISTAR,
                        THE_PAIR,
                        LUBLIN,
                        WISTAR,
                        MeetingKind.C2C,
                        FACTS,
                        C2C_DAY,
                        Side.THEIRS,
                        DEVELOPER,
                        NOW));
    }

    static Stream<Meeting.Counting> countingMeetings() {
        return Stream.of(PLANNED, HELD, MISSED);
    }

    @ParameterizedTest
    @MethodSource("countingMeetings")
    void aVoidMeetingKeepsWhatItWas(Meeting.Counting counting) {
        var change = counting.stillCounting().callOff(NOW);

        assertThat(change.meeting()).isEqualTo(new Voided(counting, NOW));
        assertThat(change.event())
                .isEqualTo(new MeetingVoided(LUBLIN_MEETS_WISTAR, THE_PAIR, LUBLIN, WISTAR, USA, NOW));
    }

    static Stream<Meeting> closedMeetings() {
        return Stream.of(HELD, MISSED, VOIDED);
    }

    @ParameterizedTest
    @MethodSource("closedMeetings")
    void aClosedMeetingStaysClosed(Meeting closed) {
        assertThatExceptionOfType(MeetingAlreadyClosed.class).isThrownBy(closed::stillOpen);
    }

    @Test
    void aVoidMeetingIsNotVoidedAgain() {
        assertThatExceptionOfType(MeetingAlreadyClosed.class).isThrownBy(VOIDED::stillCounting);
    }

    static Stream<Meeting> meetingsWithoutRecord() {
        return Stream.of(PLANNED, MISSED, VOIDED);
    }

    @ParameterizedTest
    @MethodSource("meetingsWithoutRecord")
    void onlyAHeldMeetingHasARecordToAmend(Meeting other) {
        assertThatExceptionOfType(MeetingNotHeld.class).isThrownBy(other::held);
    }

    @Test
    void anOrganisationDoesNotMeetItself() {
        assertThatExceptionOfType(SameOrganisationOnBothSides.class)
                .isThrownBy(() -> Occasion.of(
                        OFFICE, LUBLIN_MEETS_WISTAR, LUBLIN, LUBLIN, MeetingKind.C2C, USA, NEW_YORK, DEVELOPER));
    }

    @Test
    void aMeetingIsItsOwnersWhoMetAndTheManagers() {
        var stranger = AccountId.of("stranger");

        assertThat(HELD.forChangeBy(DEVELOPER, Role.DEVELOPER)).isEqualTo(HELD);
        assertThat(HELD.forChangeBy(COLLEAGUE, Role.DEVELOPER)).isEqualTo(HELD);
        assertThat(HELD.forChangeBy(stranger, Role.MANAGER)).isEqualTo(HELD);
        assertThatExceptionOfType(MeetingOfAnother.class).isThrownBy(() -> HELD.forChangeBy(stranger, Role.DEVELOPER));
        assertThatExceptionOfType(MeetingOfAnother.class)
                .isThrownBy(() -> PLANNED.forChangeBy(COLLEAGUE, Role.DEVELOPER));
        assertThatExceptionOfType(MeetingOfAnother.class)
                .isThrownBy(() -> VOIDED.forChangeBy(stranger, Role.DEVELOPER));
    }

    private static MeetingRecord listed(LocalDate dueOn) {
        return MeetingRecord.listed(
                Interest.of(2),
                Interest.of(2),
                List.of(CooperationArea.B2B),
                new Step(FollowUpKind.CALL, null, dueOn, Side.OURS, null));
    }
}
