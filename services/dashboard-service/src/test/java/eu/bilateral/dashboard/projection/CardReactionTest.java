package eu.bilateral.dashboard.projection;

import static eu.bilateral.dashboard.testing.Story.JAN;
import static eu.bilateral.dashboard.testing.Story.KEEN;
import static eu.bilateral.dashboard.testing.Story.MARTA;
import static eu.bilateral.dashboard.testing.Story.NOON;
import static eu.bilateral.dashboard.testing.Story.THAT_DAY;
import static eu.bilateral.dashboard.testing.Story.due;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import eu.bilateral.dashboard.testing.Story;
import eu.bilateral.kernel.delivery.Outcome;
import eu.bilateral.kernel.event.CooperationArea;
import eu.bilateral.kernel.event.EventEnvelope;
import eu.bilateral.kernel.event.FollowUpEvent;
import eu.bilateral.kernel.event.FollowUpEvent.FollowUpAdded;
import eu.bilateral.kernel.event.FollowUpEvent.FollowUpCompleted;
import eu.bilateral.kernel.event.FollowUpEvent.FollowUpReassigned;
import eu.bilateral.kernel.event.FollowUpEvent.FollowUpSnoozed;
import eu.bilateral.kernel.event.FollowUpEvent.LeadOpened;
import eu.bilateral.kernel.event.FollowUpEvent.MeetingAttached;
import eu.bilateral.kernel.event.FollowUpEvent.MeetingDetached;
import eu.bilateral.kernel.event.FollowUpEvent.OwnerChanged;
import eu.bilateral.kernel.event.FollowUpEvent.StageMoved;
import eu.bilateral.kernel.event.Interest;
import eu.bilateral.kernel.event.PlannedFollowUp;
import eu.bilateral.kernel.event.RecordFacts;
import eu.bilateral.kernel.event.Stage;
import eu.bilateral.kernel.event.StageMove;
import eu.bilateral.kernel.id.MeetingId;
import eu.bilateral.kernel.id.OrganisationId;
import eu.bilateral.kernel.id.WorkspaceId;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CardReactionTest {

    static final Story STORY = new Story(WorkspaceId.of("cards"));
    static final OrganisationId LUBLIN = OrganisationId.next();
    static final MeetingId FIRST = MeetingId.next();
    static final PlannedFollowUp CALL = due(THAT_DAY.plusDays(5), MARTA);
    static final PlannedFollowUp THANKS = due(THAT_DAY.plusDays(2), JAN);

    final CardReaction reaction = new CardReaction(ZoneId.of("Europe/Warsaw"));
    final OrganisationId partner = OrganisationId.next();

    CardDocument opened() {
        return after(null, STORY.opened(LUBLIN, partner, FIRST, null, CALL, THANKS));
    }

    EventEnvelope<FollowUpEvent> next(FollowUpEvent event) {
        return STORY.next(event.partnershipId().value(), event);
    }

    CardDocument after(@Nullable CardDocument current, EventEnvelope<? extends FollowUpEvent> heard) {
        var typed = new EventEnvelope<FollowUpEvent>(
                heard.eventId(),
                heard.workspace(),
                heard.aggregateId(),
                heard.position(),
                heard.key(),
                heard.cause(),
                heard.event());
        var outcome = reaction.react(current, typed);
        assertThat(outcome).isInstanceOf(Outcome.Changed.class);
        return ((Outcome.Changed<CardDocument>) outcome).state();
    }

    @Test
    void anOpenedLeadIsACardWithItsFollowUpsEarliestFirst() {
        var card = opened();

        assertThat(card.stage()).isEqualTo(Stage.MET);
        assertThat(card.stageSince()).isEqualTo(THAT_DAY);
        assertThat(card.owner()).isEqualTo(MARTA);
        assertThat(card.areas()).containsExactly(CooperationArea.RESEARCH_AND_DEVELOPMENT);
        assertThat(card.followUps())
                .extracting(CardDocument.OpenFollowUp::followUpId)
                .containsExactly(THANKS.followUpId(), CALL.followUpId());
        assertThat(card.nextDueOn()).isEqualTo(THANKS.dueOn());
        assertThat(card.position()).isEqualTo(1);
    }

    @Test
    void aCompletedFollowUpMakesRoomForTheNextAndMovesTheCard() {
        var card = opened();
        var proposal = due(THAT_DAY.plusDays(1), MARTA);

        var done = after(
                card,
                next(new FollowUpCompleted(
                        card.partnershipId(),
                        THANKS.followUpId(),
                        JAN,
                        new StageMove(Stage.MET, Stage.SCOPING, 3, JAN, null),
                        List.of(proposal),
                        List.of(CALL.followUpId()),
                        NOON.plus(Duration.ofDays(3)))));

        assertThat(done.followUps())
                .extracting(CardDocument.OpenFollowUp::followUpId)
                .containsExactly(proposal.followUpId());
        assertThat(done.stage()).isEqualTo(Stage.SCOPING);
        assertThat(done.stageSince()).isEqualTo(THAT_DAY.plusDays(3));
        assertThat(done.position()).isEqualTo(2);
    }

    @Test
    void theDateOfAMoveIsTheOneAtHome() {
        var card = opened();
        var lateEvening = NOON.plus(Duration.ofHours(7));

        var moved = after(
                card,
                next(new StageMoved(
                        card.partnershipId(),
                        new StageMove(Stage.MET, Stage.NURTURE, 0, MARTA, THAT_DAY.plusDays(90)),
                        List.of(),
                        List.of(),
                        lateEvening)));

        assertThat(moved.stageSince()).isEqualTo(THAT_DAY.plusDays(1));
    }

    @Test
    void aMeetingThatIsRecordedLaterMovedTheCardWhenItWasHeld() {
        var earlier = NOON.minus(Duration.ofDays(9));
        var opened = STORY.opened(LUBLIN, partner, FIRST, null, CALL).event();
        var card = after(
                null,
                STORY.next(
                        opened.partnershipId().value(),
                        new LeadOpened(
                                opened.partnershipId(),
                                opened.ours(),
                                opened.partner(),
                                opened.stage(),
                                opened.owner(),
                                opened.missionId(),
                                opened.meetingId(),
                                opened.record(),
                                opened.scheduled(),
                                opened.withdrawn(),
                                earlier,
                                NOON)));
        assertThat(card.stageSince()).isEqualTo(THAT_DAY.minusDays(9));

        var moved = after(
                card,
                next(new MeetingAttached(
                        card.partnershipId(),
                        MeetingId.next(),
                        null,
                        new StageMove(
                                Stage.MET, Stage.INTEREST_CONFIRMED, 2, null, null, earlier.plus(Duration.ofDays(2))),
                        List.of(),
                        List.of(),
                        NOON)));

        assertThat(moved.stageSince()).isEqualTo(THAT_DAY.minusDays(7));
    }

    @Test
    void aFollowUpCanBeSnoozedReassignedAndAdded() {
        var card = opened();
        var id = card.partnershipId();

        var snoozed = after(card, next(new FollowUpSnoozed(id, THANKS.followUpId(), THAT_DAY.plusDays(9), NOON)));
        assertThat(snoozed.nextDueOn()).isEqualTo(CALL.dueOn());
        var reassigned = after(snoozed, next(new FollowUpReassigned(id, THANKS.followUpId(), MARTA, NOON)));
        assertThat(reassigned.followUps())
                .extracting(CardDocument.OpenFollowUp::owner)
                .containsOnly(MARTA);
        var added = after(reassigned, next(new FollowUpAdded(id, due(THAT_DAY, JAN), NOON)));
        assertThat(added.followUps()).hasSize(3);
        assertThat(added.nextDueOn()).isEqualTo(THAT_DAY);
    }

    @Test
    void aNewOwnerTakesOverTheFollowUpsThatWereTheOldOnes() {
        var card = opened();

        var handedOver =
                after(card, next(new OwnerChanged(card.partnershipId(), JAN, List.of(CALL.followUpId()), NOON)));

        assertThat(handedOver.owner()).isEqualTo(JAN);
        assertThat(handedOver.followUps())
                .extracting(CardDocument.OpenFollowUp::owner)
                .containsOnly(JAN);
    }

    @Test
    void theLastMeetingSpeaksAndADetachedOneNoLonger() {
        var card = opened();
        var second = MeetingId.next();
        var cool = new RecordFacts(Interest.of(0), Interest.of(1), List.of(CooperationArea.TALENT), List.of(), null);

        var attached = after(
                card, next(new MeetingAttached(card.partnershipId(), second, cool, null, List.of(), List.of(), NOON)));
        assertThat(attached.lastRecord()).isNotNull();
        assertThat(attached.records().getLast().ours()).isEqualTo(Interest.of(0));
        assertThat(attached.areas()).containsExactly(CooperationArea.RESEARCH_AND_DEVELOPMENT, CooperationArea.TALENT);

        var amended = after(
                attached,
                next(new MeetingAttached(card.partnershipId(), second, KEEN, null, List.of(), List.of(), NOON)));
        assertThat(amended.records()).hasSize(2);
        assertThat(amended.records().getLast().ours()).isEqualTo(KEEN.ours());

        var detached = after(
                amended, next(new MeetingDetached(card.partnershipId(), second, null, List.of(), List.of(), NOON)));
        assertThat(detached.records())
                .extracting(CardDocument.MetRecord::meetingId)
                .containsExactly(FIRST);
    }

    @Test
    void whatHappensToAPartnershipThatWasNeverOpenedIsRefusedInSight() {
        var heard = next(new FollowUpAdded(STORY.partnership(LUBLIN, partner), CALL, NOON));
        assertThatIllegalStateException().isThrownBy(() -> reaction.react(null, heard));
    }
}
