package eu.bilateral.dashboard.web.meeting;

import static org.assertj.core.api.Assertions.assertThat;

import eu.bilateral.dashboard.projection.Card;
import eu.bilateral.dashboard.projection.TimelineEntry;
import eu.bilateral.dashboard.web.SampleWords;
import eu.bilateral.dashboard.web.SampleWorkspace;
import eu.bilateral.kernel.event.DomainEvent;
import eu.bilateral.kernel.event.FollowUpEvent.LeadOpened;
import eu.bilateral.kernel.event.FollowUpEvent.MeetingAttached;
import eu.bilateral.kernel.event.FollowUpEvent.MeetingDetached;
import eu.bilateral.kernel.event.Interest;
import eu.bilateral.kernel.event.MeetingEvent.MeetingHeld;
import eu.bilateral.kernel.event.MeetingEvent.MeetingMissed;
import eu.bilateral.kernel.event.MeetingEvent.MeetingVoided;
import eu.bilateral.kernel.event.MeetingKind;
import eu.bilateral.kernel.event.RecordFacts;
import eu.bilateral.kernel.event.Side;
import eu.bilateral.kernel.event.Stage;
import eu.bilateral.kernel.event.StageMove;
import eu.bilateral.kernel.id.EventId;
import eu.bilateral.kernel.id.MeetingId;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class MeetingEffectsTest {

    private static final Instant NOW = SampleWorkspace.NINE_ON_TUESDAY;
    private static final Card PAIR = SampleWorkspace.card(1, Stage.MEETING_AGREED, 2, null);
    private static final MeetingId MEETING = MeetingId.next();

    /** What the plan brought about was told when it was made. */
    private static final TimelineEntry OPENED_BY_THE_PLAN = told(
            new LeadOpened(
                    PAIR.id(),
                    PAIR.ours().id(),
                    PAIR.partner().id(),
                    Stage.MEETING_AGREED,
                    SampleWorkspace.MANAGER,
                    null,
                    MEETING,
                    null,
                    List.of(),
                    List.of(),
                    NOW.minusSeconds(60)),
            NOW.minusSeconds(60));

    @Test
    void whatAHeldMeetingTriggeredIsToldWithoutWhatItsPlanDid() {
        var attached = new MeetingAttached(
                PAIR.id(),
                MEETING,
                null,
                new StageMove(Stage.MEETING_AGREED, Stage.MET, 2, null, null),
                List.of(),
                List.of(),
                NOW);

        var effects = MeetingEffects.ofOutcome(
                List.of(OPENED_BY_THE_PLAN, told(held(MEETING), NOW), told(attached, NOW)),
                MEETING,
                SampleWords.ENGLISH);

        assertThat(effects).containsExactly("Added to the open partnership", "Meeting agreed → Met");
    }

    @Test
    void whatAMissedMeetingTriggeredIsTold() {
        var missed = new MeetingMissed(
                MEETING,
                PAIR.id(),
                PAIR.ours().id(),
                PAIR.partner().id(),
                MeetingKind.C2C,
                null,
                SampleWorkspace.TUESDAY,
                Side.THEIRS,
                SampleWorkspace.MANAGER,
                NOW);
        var detached = new MeetingDetached(PAIR.id(), MEETING, null, List.of(), List.of(), NOW);

        assertThat(MeetingEffects.ofOutcome(
                        List.of(OPENED_BY_THE_PLAN, told(missed, NOW), told(detached, NOW)),
                        MEETING,
                        SampleWords.ENGLISH))
                .containsExactly("Noted; no lead, no move");
    }

    @Test
    void nothingIsTriggeredBeforeWhatCameOfThatMeetingIsHeardOf() {
        assertThat(MeetingEffects.ofOutcome(
                        List.of(OPENED_BY_THE_PLAN, told(held(MeetingId.next()), NOW.minusSeconds(90))),
                        MEETING,
                        SampleWords.ENGLISH))
                .isEmpty();
    }

    /** One that was missed was taken out before. */
    @Test
    void aMeetingIsUndoneOnceThePlaybookHasHeardThatItDoesNotCount() {
        var missed = told(new MeetingDetached(PAIR.id(), MEETING, null, List.of(), List.of(), NOW), NOW);
        var later = NOW.plusSeconds(60);
        var voided = told(
                new MeetingVoided(
                        MEETING, PAIR.id(), PAIR.ours().id(), PAIR.partner().id(), null, later),
                later);
        var takenOut = told(new MeetingDetached(PAIR.id(), MEETING, null, List.of(), List.of(), later), later);

        assertThat(MeetingEffects.isUndone(List.of(missed, voided), MEETING)).isFalse();
        assertThat(MeetingEffects.isUndone(List.of(missed, voided, takenOut), MEETING))
                .isTrue();
    }

    private static MeetingHeld held(MeetingId meeting) {
        return new MeetingHeld(
                meeting,
                PAIR.id(),
                PAIR.ours().id(),
                PAIR.partner().id(),
                MeetingKind.C2C,
                null,
                SampleWorkspace.TUESDAY,
                null,
                SampleWorkspace.LUBLIN,
                new RecordFacts(Interest.of(1), Interest.of(1), List.of(), List.of(), null),
                SampleWorkspace.MANAGER,
                NOW);
    }

    private static TimelineEntry told(DomainEvent event, Instant at) {
        return new TimelineEntry(EventId.next(), at, "of-the-test", true, event);
    }
}
