package eu.bilateral.contact.application;

import eu.bilateral.contact.domain.ContactRefusal.UnknownOrganisation;
import eu.bilateral.contact.domain.Organisation;
import eu.bilateral.contact.domain.OrganisationSearch;
import eu.bilateral.contact.domain.Organisations;
import eu.bilateral.kernel.command.Kept;
import eu.bilateral.kernel.id.OrganisationId;
import eu.bilateral.kernel.id.WorkspaceId;
import java.util.List;
import org.springframework.stereotype.Service;

/** Looks organisations up: one by its id, or many by their name. */
@Service
public class FindOrganisations {

    private final Organisations organisations;

    FindOrganisations(Organisations organisations) {
        this.organisations = organisations;
    }

    /** The organisation of that id, live or archived; {@link UnknownOrganisation} where the workspace has none. */
    public Kept<Organisation> byId(WorkspaceId workspace, OrganisationId id) {
        return organisations.find(workspace, id).orElseThrow(() -> new UnknownOrganisation(id));
    }

    /** Those that match, in the order of {@link OrganisationSearch}. */
    public List<Kept<Organisation>> handle(WorkspaceId workspace, OrganisationSearch search) {
        return organisations.list(workspace, search);
    }
}
