package eu.bilateral.followup.application;

import static eu.bilateral.followup.domain.partnership.Meetings2017.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import eu.bilateral.followup.domain.partnership.Completion;
import eu.bilateral.followup.domain.partnership.Move;
import eu.bilateral.followup.domain.partnership.NewFollowUp;
import eu.bilateral.followup.domain.partnership.Partnership;
import eu.bilateral.followup.domain.partnership.PartnershipRefusal.UnknownPartnership;
import eu.bilateral.followup.domain.playbook.Playbook;
import eu.bilateral.followup.persistence.InMemoryPartnerships;
import eu.bilateral.kernel.event.FollowUpEvent.FollowUpAdded;
import eu.bilateral.kernel.event.FollowUpEvent.FollowUpCompleted;
import eu.bilateral.kernel.event.FollowUpEvent.FollowUpReassigned;
import eu.bilateral.kernel.event.FollowUpEvent.FollowUpSnoozed;
import eu.bilateral.kernel.event.FollowUpEvent.LeadOpened;
import eu.bilateral.kernel.event.FollowUpEvent.OwnerChanged;
import eu.bilateral.kernel.event.FollowUpEvent.StageMoved;
import eu.bilateral.kernel.event.FollowUpKind;
import eu.bilateral.kernel.event.Stage;
import eu.bilateral.kernel.id.FollowUpId;
import eu.bilateral.kernel.id.MeetingId;
import eu.bilateral.kernel.id.OrganisationId;
import eu.bilateral.kernel.id.PartnershipId;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The use cases: fetch, decide by the workspace's playbook and the clock, save. */
class WorkPartnershipsTest {

    static final MeetingId FIRST = MeetingId.derivedFrom("first");

    final InMemoryPartnerships partnerships = new InMemoryPartnerships();
    final Clock noon = Clock.fixed(NOON, ZoneOffset.UTC);
    final Planners planners = new Planners(workspace -> Playbook.standard(), (day, country) -> false);

    Partnership opened;

    @BeforeEach
    void aMeetingWasHeld() {
        var change = new AnswerMeeting(planners)
                .handle(null, told(1, FIRST, held(FIRST, keen())))
                .orElseThrow();
        partnerships.keep(LUBLIN, change);
        opened = change.partnership();
    }

    @Test
    void eachUseCaseTellsItsOneFactAtItsTime() {
        var thanks = id("thank-you");
        var call = id("action-call");
        var move = new MovePartnership(partnerships, planners, noon);
        var changeOwner = new ChangeOwner(partnerships, planners, noon);
        var add = new AddFollowUp(partnerships, planners, noon);
        var complete = new CompleteFollowUp(partnerships, planners, noon);
        var snooze = new SnoozeFollowUp(partnerships, planners, noon);
        var reassign = new ReassignFollowUp(partnerships, planners, noon);

        var versions = LongStream.of(
                add.handle(
                                byManager(),
                                new AddFollowUp.Command(
                                        PAIR, new NewFollowUp(FollowUpKind.OTHER, "Postcard", TODAY, null)))
                        .version(),
                snooze.handle(byManager(), new SnoozeFollowUp.Command(PAIR, call, TODAY.plusDays(9)))
                        .version(),
                reassign.handle(byManager(), new ReassignFollowUp.Command(PAIR, call, JAN))
                        .version(),
                complete.handle(byManager(), new CompleteFollowUp.Command(PAIR, thanks, new Completion("Sent", null)))
                        .version(),
                changeOwner
                        .handle(byManager(), new ChangeOwner.Command(PAIR, LEAD))
                        .version(),
                move.handle(byManager(), new MovePartnership.Command(PAIR, new Move(Stage.SCOPING, null, null, null)))
                        .version());

        assertThat(versions.boxed()).containsExactly(2L, 3L, 4L, 5L, 6L, 7L);
        assertThat(partnerships.told())
                .extracting(Object::getClass)
                .containsExactly(
                        LeadOpened.class,
                        FollowUpAdded.class,
                        FollowUpSnoozed.class,
                        FollowUpReassigned.class,
                        FollowUpCompleted.class,
                        OwnerChanged.class,
                        StageMoved.class);
        assertThat(partnerships.told()).extracting("occurredAt").containsOnly(NOON);
    }

    @Test
    void theSameCommandIsCarriedOutOnce() {
        var complete = new CompleteFollowUp(partnerships, planners, noon);
        var by = byManager();
        var command = new CompleteFollowUp.Command(PAIR, id("action-call"), new Completion("Called", null));

        var first = complete.handle(by, command);
        var second = complete.handle(by, command);

        assertThat(first.repeated()).isFalse();
        assertThat(second.repeated()).isTrue();
        assertThat(second.state()).isEqualTo(first.state());
        assertThat(partnerships.told()).hasSize(2);
    }

    @Test
    void aPartnershipThatNobodyKnowsIsRefused() {
        var other = PartnershipId.of(LUBLIN, OURS, OrganisationId.next());
        var move = new MovePartnership(partnerships, planners, noon);

        assertThatExceptionOfType(UnknownPartnership.class)
                .isThrownBy(() -> move.handle(
                        byManager(), new MovePartnership.Command(other, new Move(Stage.SCOPING, null, null, null))));
        assertThatExceptionOfType(UnknownPartnership.class)
                .isThrownBy(() -> new FindPartnerships(partnerships).byId(LUBLIN, other));
    }

    @Test
    void aPartnershipIsFoundByItsId() {
        assertThat(new FindPartnerships(partnerships).byId(LUBLIN, PAIR).state())
                .isEqualTo(opened);
    }

    static FollowUpId id(String step) {
        return FollowUpId.derivedFrom(PAIR.toString(), FIRST.toString(), step);
    }
}
