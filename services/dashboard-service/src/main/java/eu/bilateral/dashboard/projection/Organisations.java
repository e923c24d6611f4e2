package eu.bilateral.dashboard.projection;

import eu.bilateral.kernel.id.OrganisationId;
import eu.bilateral.kernel.id.WorkspaceId;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** The organisations that a workspace knows, by name. */
public interface Organisations {

    /** Those that are not archived and have the text in their name, whatever its case and accents; by name. */
    List<Party> search(WorkspaceId workspace, String text, int limit);

    /** Those that are not archived and have exactly this name, whatever its case and accents; at most so many. */
    List<Party> bearing(WorkspaceId workspace, String name, int limit);

    /** The parties of those ids; one that is not known (yet) is {@link Party#unnamed}. */
    Map<OrganisationId, Party> named(WorkspaceId workspace, Collection<OrganisationId> ids);

    /** The party of that id; {@link Party#unnamed} where it is not known (yet). */
    default Party named(WorkspaceId workspace, OrganisationId id) {
        return named(workspace, List.of(id)).getOrDefault(id, Party.unnamed(id));
    }
}
