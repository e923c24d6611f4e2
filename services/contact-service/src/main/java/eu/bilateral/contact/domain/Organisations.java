package eu.bilateral.contact.domain;

import eu.bilateral.contact.domain.ContactRefusal.OrganisationAlreadyRegistered;
import eu.bilateral.contact.domain.ContactRefusal.UnknownOrganisation;
import eu.bilateral.kernel.command.Instruction;
import eu.bilateral.kernel.command.Kept;
import eu.bilateral.kernel.id.OrganisationId;
import eu.bilateral.kernel.id.WorkspaceId;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** The organisations that the workspaces know; each belongs to one of them. */
public interface Organisations {

    /** The organisation of that id, live or archived; absent where the workspace has none. */
    Optional<Kept<Organisation>> find(WorkspaceId workspace, OrganisationId id);

    /**
     * Adds one, with its event or not at all. The same command again finds what it added; an id that is taken refuses by
     * {@link OrganisationAlreadyRegistered}.
     */
    Kept<Organisation> add(Instruction by, OrganisationId id, Supplier<OrganisationChange> decision);

    /**
     * Changes one, with its event or not at all; {@code decision} may be asked again when somebody else was quicker. The
     * same command again changes nothing; an unknown id refuses by {@link UnknownOrganisation}.
     */
    Kept<Organisation> change(Instruction by, OrganisationId id, Function<Organisation, OrganisationChange> decision);

    /** Those that match, in the order of {@link OrganisationSearch}, at most as many as it says. */
    List<Kept<Organisation>> list(WorkspaceId workspace, OrganisationSearch search);
}
