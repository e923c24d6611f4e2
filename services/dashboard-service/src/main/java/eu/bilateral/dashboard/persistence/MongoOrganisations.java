package eu.bilateral.dashboard.persistence;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import eu.bilateral.dashboard.projection.OrganisationDocument;
import eu.bilateral.dashboard.projection.Organisations;
import eu.bilateral.dashboard.projection.Party;
import eu.bilateral.kernel.id.OrganisationId;
import eu.bilateral.kernel.id.WorkspaceId;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.bson.conversions.Bson;
import org.springframework.stereotype.Component;

/** Names, looked up at the moment of reading by the ids themselves: always right, in one query for a whole page. */
@Component
class MongoOrganisations implements Organisations {

    private final MongoReadModels models;

    MongoOrganisations(MongoReadModels models) {
        this.models = models;
    }

    @Override
    public List<Party> search(WorkspaceId workspace, String text, int limit) {
        var inTheName = Pattern.compile(Pattern.quote(OrganisationDocument.fold(text)));
        return current(workspace, Filters.regex("state.folded", inTheName), limit);
    }

    @Override
    public List<Party> bearing(WorkspaceId workspace, String name, int limit) {
        return current(workspace, Filters.eq("state.folded", OrganisationDocument.fold(name)), limit);
    }

    private List<Party> current(WorkspaceId workspace, Bson named, int limit) {
        var wanted = Filters.and(Filters.eq("state.archived", false), named);
        return models.current().organisations().list(workspace, wanted, Sorts.ascending("state.folded"), limit).stream()
                .map(stored -> stored.kept().state().toParty())
                .toList();
    }

    @Override
    public Map<OrganisationId, Party> named(WorkspaceId workspace, Collection<OrganisationId> ids) {
        var found = new HashMap<OrganisationId, Party>();
        if (ids.isEmpty()) {
            return found;
        }
        var wanted = ids.stream().map(OrganisationId::toString).distinct().toList();
        models.current()
                .organisations()
                .list(workspace, Filters.in("_id", wanted), Sorts.ascending("_id"), wanted.size())
                .forEach(stored -> found.put(
                        OrganisationId.of(stored.id()), stored.kept().state().toParty()));
        ids.forEach(id -> found.computeIfAbsent(id, Party::unnamed));
        return found;
    }
}
