package eu.bilateral.followup.persistence;

import static eu.bilateral.followup.Wire.freshWorkspace;
import static eu.bilateral.followup.domain.partnership.Meetings2017.NOON;
import static eu.bilateral.followup.domain.partnership.Meetings2017.PLANNER;
import static eu.bilateral.followup.domain.partnership.Meetings2017.TODAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import eu.bilateral.followup.Wire;
import eu.bilateral.followup.domain.partnership.Completion;
import eu.bilateral.followup.domain.partnership.MeetingRules;
import eu.bilateral.followup.domain.partnership.Move;
import eu.bilateral.followup.domain.partnership.NewFollowUp;
import eu.bilateral.followup.domain.partnership.Partnership;
import eu.bilateral.followup.domain.partnership.PartnershipChange;
import eu.bilateral.followup.domain.partnership.PartnershipRefusal.UnknownPartnership;
import eu.bilateral.followup.domain.partnership.Partnerships;
import eu.bilateral.followup.domain.partnership.Partnerships.Filter;
import eu.bilateral.kernel.command.CommandId;
import eu.bilateral.kernel.command.CommandRefusal.KeyReused;
import eu.bilateral.kernel.command.CommandRefusal.VersionOutdated;
import eu.bilateral.kernel.command.Instruction;
import eu.bilateral.kernel.command.Kept;
import eu.bilateral.kernel.command.Role;
import eu.bilateral.kernel.event.Cause;
import eu.bilateral.kernel.event.EventEnvelope;
import eu.bilateral.kernel.event.FollowUpKind;
import eu.bilateral.kernel.event.MeetingEvent;
import eu.bilateral.kernel.event.Position;
import eu.bilateral.kernel.event.Stage;
import eu.bilateral.kernel.id.AccountId;
import eu.bilateral.kernel.id.EventId;
import eu.bilateral.kernel.id.MeetingId;
import eu.bilateral.kernel.id.OrganisationId;
import eu.bilateral.kernel.id.PartnershipId;
import eu.bilateral.kernel.id.WorkspaceId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every keeper of partnerships promises. */
abstract class PartnershipsContract {

    private static final AccountId MARIA = AccountId.of("maria");

    private final WorkspaceId here = freshWorkspace();

    abstract Partnerships partnerships();

    abstract void keep(WorkspaceId workspace, PartnershipChange opened);

    @Test
    void whatIsKeptIsFoundWhole() {
        var opened = opened(here);

        assertThat(partnerships().find(here, opened.partnershipId())).contains(new Kept<>(opened, 1, false));
    }

    @Test
    void everyPartOfAPartnershipSurvivesBeingKept() {
        var id = opened(here).partnershipId();
        change(
                id,
                it -> it.add(new NewFollowUp(FollowUpKind.OTHER, "Send a postcard", TODAY, null), by(), PLANNER, NOON));
        change(
                id,
                it -> it.complete(
                        it.open().getFirst().followUpId(), new Completion("They liked it", null), by(), PLANNER, NOON));
        change(id, it -> it.snooze(it.open().getFirst().followUpId(), TODAY.plusDays(100), by(), PLANNER, NOON));
        change(id, it -> it.move(new Move(Stage.AGREEMENT_SIGNED, null, "LoI 2017/4", null), by(), PLANNER, NOON));

        var rested = change(
                id, it -> it.move(new Move(Stage.NURTURE, "not now", null, TODAY.plusDays(90)), by(), PLANNER, NOON));

        assertThat(partnerships().find(here, id)).contains(new Kept<>(rested.state(), 6, false));
        assertThat(rested.state().history()).hasSizeGreaterThan(2);
    }

    @Test
    void aPartnershipOfAnotherWorkspaceIsNotThere() {
        var opened = opened(here);
        var elsewhere = freshWorkspace();

        assertThat(partnerships().find(elsewhere, opened.partnershipId())).isEmpty();
        assertThatExceptionOfType(UnknownPartnership.class)
                .isThrownBy(() -> partnerships()
                        .change(by(elsewhere, CommandId.next(), null), opened.partnershipId(), this::scoping));
        assertThat(partnerships()
                        .list(elsewhere, new Filter(null, null), null, 10)
                        .items())
                .isEmpty();
    }

    @Test
    void theSameCommandChangesOnce() {
        var id = opened(here).partnershipId();
        var command = new CommandId(UUID.randomUUID(), "move to SCOPING");

        var first = partnerships().change(by(here, command, null), id, this::scoping);
        var second = partnerships().change(by(here, command, null), id, this::scoping);

        assertThat(first.repeated()).isFalse();
        assertThat(second).isEqualTo(new Kept<>(first.state(), 2, true));
        assertThatExceptionOfType(KeyReused.class)
                .isThrownBy(() -> partnerships()
                        .change(by(here, new CommandId(command.value(), "other"), null), id, this::scoping));
    }

    @Test
    void whoHasSeenAnOlderVersionIsRefused() {
        var id = opened(here).partnershipId();
        var changed = partnerships().change(by(here, CommandId.next(), 1L), id, this::scoping);

        assertThat(changed.version()).isEqualTo(2);
        assertThatExceptionOfType(VersionOutdated.class)
                .isThrownBy(() -> partnerships().change(by(here, CommandId.next(), 1L), id, this::scoping));
    }

    @Test
    void aRefusedDecisionStoresNothing() {
        var opened = opened(here);

        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> partnerships().change(by(), opened.partnershipId(), it -> {
                    throw new IllegalStateException("no");
                }));
        assertThat(partnerships().find(here, opened.partnershipId())).contains(new Kept<>(opened, 1, false));
    }

    @Test
    void pagesShowEachPartnershipOnce() {
        var all = new ArrayList<PartnershipId>();
        for (int count = 0; count < 5; count++) {
            all.add(opened(here).partnershipId());
        }

        var seen = new ArrayList<PartnershipId>();
        PartnershipId after = null;
        do {
            var page = partnerships().list(here, new Filter(null, null), after, 2);
            page.items().forEach(kept -> seen.add(kept.state().partnershipId()));
            after = page.next() == null ? null : PartnershipId.of(page.next());
        } while (after != null);

        assertThat(seen).hasSameSizeAs(all).containsExactlyInAnyOrderElementsOf(all);
    }

    @Test
    void listsAreNarrowedToStageAndOwner() {
        var one = opened(here);
        var other = opened(here);
        change(other.partnershipId(), this::scoping);
        change(other.partnershipId(), it -> it.changeOwner(AccountId.of("jan"), by(), PLANNER, NOON));

        assertThat(ids(new Filter(Stage.SCOPING, null))).containsExactly(other.partnershipId());
        assertThat(ids(new Filter(null, MARIA))).containsExactly(one.partnershipId());
        assertThat(ids(new Filter(Stage.SCOPING, MARIA))).isEmpty();
        assertThat(ids(new Filter(null, null))).hasSize(2);
    }

    private List<PartnershipId> ids(Filter filter) {
        return partnerships().list(here, filter, null, 10).items().stream()
                .map(kept -> kept.state().partnershipId())
                .toList();
    }

    private Partnership opened(WorkspaceId workspace) {
        var held = Wire.heldBetween(
                workspace, OrganisationId.next(), OrganisationId.next(), MeetingId.next(), TODAY.minusDays(7));
        var told = new EventEnvelope<MeetingEvent>(
                EventId.next(),
                workspace,
                held.meetingId().value(),
                new Position(1, 1),
                held.partnershipId().toString(),
                Cause.begins(UUID.randomUUID()),
                held);
        var change = new MeetingRules(PLANNER).on(null, told).orElseThrow();
        keep(workspace, change);
        return change.partnership();
    }

    private PartnershipChange scoping(Partnership partnership) {
        return partnership.move(new Move(Stage.SCOPING, null, null, null), by(), PLANNER, NOON);
    }

    @CanIgnoreReturnValue
    private Kept<Partnership> change(PartnershipId id, Function<Partnership, PartnershipChange> decision) {
        return partnerships().change(by(), id, decision);
    }

    private Instruction by() {
        return by(here, CommandId.next(), null);
    }

    private static Instruction by(WorkspaceId workspace, CommandId command, @Nullable Long onlyAt) {
        return new Instruction(workspace, MARIA, Role.MANAGER, command, onlyAt);
    }
}
