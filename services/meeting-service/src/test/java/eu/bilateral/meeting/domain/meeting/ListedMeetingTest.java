package eu.bilateral.meeting.domain.meeting;

import static eu.bilateral.meeting.Examples.AT_THE_TABLE;
import static eu.bilateral.meeting.Examples.A_CALL;
import static eu.bilateral.meeting.Examples.BOTH_KEEN;
import static eu.bilateral.meeting.Examples.C2C_DAY;
import static eu.bilateral.meeting.Examples.C2C_TIME;
import static eu.bilateral.meeting.Examples.COLLEAGUE;
import static eu.bilateral.meeting.Examples.NOW;
import static eu.bilateral.meeting.Examples.POLITE;
import static eu.bilateral.meeting.Examples.USA_MISSION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import eu.bilateral.kernel.event.CooperationArea;
import eu.bilateral.kernel.event.Interest;
import eu.bilateral.kernel.event.MeetingEvent.MeetingAmended;
import eu.bilateral.kernel.event.MeetingEvent.MeetingHeld;
import eu.bilateral.kernel.event.MissionFacts;
import eu.bilateral.kernel.event.Side;
import eu.bilateral.meeting.domain.meeting.ListedMeeting.Outcome;
import eu.bilateral.meeting.domain.meeting.Meeting.Held;
import eu.bilateral.meeting.domain.meeting.Meeting.Missed;
import eu.bilateral.meeting.domain.meeting.Meeting.Scheduled;
import eu.bilateral.meeting.domain.meeting.Meeting.Voided;
import eu.bilateral.meeting.domain.meeting.MeetingRefusal.MeetingAlreadyClosed;
import eu.bilateral.meeting.domain.meeting.MeetingRefusal.MeetingStillAhead;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ListedMeetingTest {

    static final MissionFacts FACTS = USA_MISSION.facts();
    static final MeetingRecord AS_LISTED =
            MeetingRecord.listed(BOTH_KEEN.interestOurs(), BOTH_KEEN.interestTheirs(), BOTH_KEEN.areas(), A_CALL);
    static final Outcome PLANNED = new Outcome.Planned();
    static final Outcome HELD = new Outcome.TookPlace(AS_LISTED);
    static final Outcome THEY_DID_NOT_COME = new Outcome.NoShow(Side.THEIRS);

    static final Scheduled KEPT_PLANNED = new Scheduled(AT_THE_TABLE, C2C_TIME);
    static final Held KEPT_HELD = new Held(AT_THE_TABLE, C2C_DAY, null, BOTH_KEEN, COLLEAGUE);
    static final Missed KEPT_MISSED = new Missed(AT_THE_TABLE, C2C_DAY, null, Side.THEIRS);

    @Test
    void aHeldMeetingOfAListWasMetByNobodyInParticular() {
        var change = listed(HELD).begin(FACTS, NOW);

        assertThat(change.meeting()).isEqualTo(new Held(AT_THE_TABLE, C2C_DAY, null, AS_LISTED, null));
        assertThat(change.event())
                .isInstanceOfSatisfying(
                        MeetingHeld.class, held -> assertThat(held.metBy()).isNull());
    }

    @Test
    void aPlannedMeetingOfAListBeginsAtNineAtItsPlace() {
        var change = listed(PLANNED).begin(FACTS, NOW);

        assertThat(change.meeting()).isEqualTo(new Scheduled(AT_THE_TABLE, Instant.parse("2017-05-16T13:00:00Z")));
    }

    @Test
    void aNoShowOfAListIsMissed() {
        assertThat(listed(THEY_DID_NOT_COME).begin(FACTS, NOW).meeting()).isEqualTo(KEPT_MISSED);
    }

    @ParameterizedTest
    @MethodSource("overOutcomes")
    void aListCannotSayThatAMeetingOfTomorrowIsOver(Outcome outcome) {
        var tomorrow = new ListedMeeting(AT_THE_TABLE, C2C_DAY.plusDays(8), outcome);

        assertThatExceptionOfType(MeetingStillAhead.class).isThrownBy(() -> tomorrow.begin(FACTS, NOW));
    }

    static Stream<Outcome> overOutcomes() {
        return Stream.of(new Outcome.TookPlace(POLITE), THEY_DID_NOT_COME);
    }

    static Stream<Arguments> nothingNew() {
        return Stream.of(
                Arguments.of(PLANNED, KEPT_PLANNED),
                Arguments.of(PLANNED, KEPT_HELD),
                Arguments.of(PLANNED, KEPT_MISSED),
                Arguments.of(HELD, KEPT_HELD),
                Arguments.of(THEY_DID_NOT_COME, KEPT_MISSED));
    }

    @ParameterizedTest
    @MethodSource("nothingNew")
    void whatIsKnownAlreadyChangesNothing(Outcome outcome, Meeting kept) {
        assertThat(listed(outcome).follow(kept, FACTS, NOW)).isEmpty();
    }

    @Test
    void aPlannedMeetingBecomesHeldOrMissed() {
        assertThat(listed(HELD).follow(KEPT_PLANNED, FACTS, NOW))
                .hasValueSatisfying(change -> assertThat(change.meeting())
                        .isEqualTo(new Held(AT_THE_TABLE, C2C_DAY, C2C_TIME, AS_LISTED, null)));
        assertThat(listed(THEY_DID_NOT_COME).follow(KEPT_PLANNED, FACTS, NOW))
                .hasValueSatisfying(change -> assertThat(change.meeting())
                        .isEqualTo(new Missed(AT_THE_TABLE, C2C_DAY, C2C_TIME, Side.THEIRS)));
    }

    @Test
    void aCorrectedListAmendsTheRecordAndKeepsWhatAListCannotSay() {
        var corrected = new Outcome.TookPlace(
                MeetingRecord.listed(Interest.of(0), Interest.of(2), List.of(CooperationArea.TALENT), null));

        var change = listed(corrected).follow(KEPT_HELD, FACTS, NOW).orElseThrow();

        assertThat(change.event()).isInstanceOf(MeetingAmended.class);
        assertThat(change.meeting())
                .isEqualTo(new Held(
                        AT_THE_TABLE,
                        C2C_DAY,
                        null,
                        new MeetingRecord(
                                Interest.of(0),
                                Interest.of(2),
                                List.of(CooperationArea.TALENT),
                                BOTH_KEEN.promises(),
                                A_CALL,
                                BOTH_KEEN.members(),
                                BOTH_KEEN.participants(),
                                BOTH_KEEN.language(),
                                BOTH_KEEN.note()),
                        COLLEAGUE));
    }

    static Stream<Arguments> contradictions() {
        return Stream.of(
                Arguments.of(HELD, KEPT_MISSED),
                Arguments.of(THEY_DID_NOT_COME, KEPT_HELD),
                Arguments.of(new Outcome.NoShow(Side.OURS), KEPT_MISSED),
                Arguments.of(HELD, new Voided(KEPT_HELD, NOW)),
                Arguments.of(PLANNED, new Voided(KEPT_PLANNED, NOW)));
    }

    @ParameterizedTest
    @MethodSource("contradictions")
    void aListDoesNotOverturnWhatIsClosed(Outcome outcome, Meeting kept) {
        assertThatExceptionOfType(MeetingAlreadyClosed.class)
                .isThrownBy(() -> listed(outcome).follow(kept, FACTS, NOW));
    }

    private static ListedMeeting listed(Outcome outcome) {
        return new ListedMeeting(AT_THE_TABLE, C2C_DAY, outcome);
    }
}
