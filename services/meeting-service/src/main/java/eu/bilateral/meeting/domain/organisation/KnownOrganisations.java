package eu.bilateral.meeting.domain.organisation;

import eu.bilateral.kernel.id.OrganisationId;
import eu.bilateral.kernel.id.WorkspaceId;
import eu.bilateral.meeting.domain.organisation.OrganisationRefusal.UnknownOrganisation;
import java.util.Collection;
import java.util.Map;

/** The organisations that this service has heard of; each read sees all that was heard before it. */
public interface KnownOrganisations {

    /** Those of the named that are known in the workspace, looked up at once by id; unknown ones are absent. */
    Map<OrganisationId, KnownOrganisation> named(WorkspaceId workspace, Collection<OrganisationId> ids);

    /** Those known by one of these natural keys in the workspace, by ref; unknown refs are absent. For imports. */
    Map<String, KnownOrganisation> withRefs(WorkspaceId workspace, Collection<String> refs);

    /**
     * Lets pass what may be named anew: each organisation, by the field that names it, is known and not archived;
     * otherwise an {@link OrganisationRefusal} that names the first field for which it is not so.
     */
    default void mustOffer(WorkspaceId workspace, Map<String, OrganisationId> named) {
        if (named.isEmpty()) {
            return;
        }
        var known = named(workspace, named.values());
        named.forEach((field, id) -> {
            var organisation = known.get(id);
            if (organisation == null) {
                throw new UnknownOrganisation(field, id);
            }
            var unused = organisation.stillOffered(field);
        });
    }
}
