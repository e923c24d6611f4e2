package eu.bilateral.followup.domain.partnership;

import eu.bilateral.kernel.command.Instruction;
import eu.bilateral.kernel.command.Kept;
import eu.bilateral.kernel.command.Page;
import eu.bilateral.kernel.event.Stage;
import eu.bilateral.kernel.id.AccountId;
import eu.bilateral.kernel.id.PartnershipId;
import eu.bilateral.kernel.id.WorkspaceId;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The workspaces' partnerships. They are opened by meetings only, never here. */
public interface Partnerships {

    /** The partnership of that id, as last stored; absent where the workspace has none. */
    Optional<Kept<Partnership>> find(WorkspaceId workspace, PartnershipId id);

    /**
     * Stores what {@code decision} makes of the partnership, state and event in one atomic write; it is asked again when
     * somebody was quicker. The same command again changes nothing and is marked as repeated.
     * Refusals: {@link PartnershipRefusal.UnknownPartnership}, those of the decision, and any
     * {@link eu.bilateral.kernel.command.CommandRefusal}; nothing is stored then.
     */
    Kept<Partnership> change(Instruction by, PartnershipId id, Function<Partnership, PartnershipChange> decision);

    /**
     * A page of the partnerships that match, by id, so that nothing is skipped or shown twice while one leafs through;
     * {@link Page#next()} is the id of the last one.
     *
     * @param after the last one of the page before; absent for the first page
     */
    Page<Kept<Partnership>> list(WorkspaceId workspace, Filter filter, @Nullable PartnershipId after, int limit);

    /** Which partnerships; what is absent does not matter. */
    record Filter(@Nullable Stage stage, @Nullable AccountId owner) {

        /** Whether that partnership is one of them. */
        public boolean matches(Partnership partnership) {
            return (stage == null || stage == partnership.stage())
                    && (owner == null || owner.equals(partnership.owner()));
        }
    }
}
