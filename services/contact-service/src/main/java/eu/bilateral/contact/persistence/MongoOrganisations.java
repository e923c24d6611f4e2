package eu.bilateral.contact.persistence;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import eu.bilateral.contact.domain.ContactRefusal.OrganisationAlreadyRegistered;
import eu.bilateral.contact.domain.ContactRefusal.UnknownOrganisation;
import eu.bilateral.contact.domain.Organisation;
import eu.bilateral.contact.domain.OrganisationChange;
import eu.bilateral.contact.domain.OrganisationSearch;
import eu.bilateral.contact.domain.Organisations;
import eu.bilateral.kernel.command.Instruction;
import eu.bilateral.kernel.command.Kept;
import eu.bilateral.kernel.delivery.AggregateStore;
import eu.bilateral.kernel.delivery.AggregateStore.AlreadyThere;
import eu.bilateral.kernel.delivery.Stores;
import eu.bilateral.kernel.delivery.Told;
import eu.bilateral.kernel.event.ContactEvent;
import eu.bilateral.kernel.id.OrganisationId;
import eu.bilateral.kernel.id.WorkspaceId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.bson.BsonString;
import org.bson.conversions.Bson;
import org.springframework.stereotype.Repository;

/**
 * Organisations in MongoDB. That a natural key has one organisation needs no index of its own: the id comes from the key,
 * which holds on a store without partial indexes, too.
 */
@Repository
class MongoOrganisations implements Organisations {

    static final String COLLECTION = "organisations";

    /** Serves {@link #list} where it does not ask for one id: the equalities first, then the order of the list. */
    static final IndexModel BY_NAME = new IndexModel(
            Indexes.ascending("workspace", "state.archived", "state.folded", "_id"),
            new IndexOptions().name("by-name"));

    private final AggregateStore<OrganisationDocument, ContactEvent> store;

    MongoOrganisations(Stores stores) {
        store = stores.open(COLLECTION, OrganisationDocument.class, BY_NAME);
    }

    @Override
    public Optional<Kept<Organisation>> find(WorkspaceId workspace, OrganisationId id) {
        return store.find(workspace, id.toString()).map(MongoOrganisations::organisation);
    }

    @Override
    public Kept<Organisation> add(Instruction by, OrganisationId id, Supplier<OrganisationChange> decision) {
        try {
            return organisation(store.add(by, id.toString(), () -> told(decision.get())));
        } catch (AlreadyThere taken) {
            throw new OrganisationAlreadyRegistered(id);
        }
    }

    @Override
    public Kept<Organisation> change(
            Instruction by, OrganisationId id, Function<Organisation, OrganisationChange> decision) {
        return store.change(by, id.toString(), stored -> told(decision.apply(stored.toOrganisation())))
                .map(MongoOrganisations::organisation)
                .orElseThrow(() -> new UnknownOrganisation(id));
    }

    @Override
    public List<Kept<Organisation>> list(WorkspaceId workspace, OrganisationSearch search) {
        return store.list(workspace, filter(search), Sorts.ascending("state.folded", "_id"), search.atMost()).stream()
                .map(found -> organisation(found.kept()))
                .toList();
    }

    static Bson filter(OrganisationSearch search) {
        var filters = new ArrayList<Bson>();
        filters.add(Filters.eq("state.archived", search.archived()));
        var name = search.name();
        if (name != null) {
            // Quoted: a user's text is text, whatever it would mean as a pattern.
            filters.add(Filters.regex("state.folded", Pattern.compile(Pattern.quote(name.value()))));
        }
        var after = search.after();
        if (after != null) {
            filters.add(behind(after.name().value(), after.id().toString()));
        }
        var only = search.only();
        if (only == null) {
            return Filters.and(filters);
        }
        // On top: anywhere else, the embedded store would read the whole collection for it.
        return Filters.and(filters).toBsonDocument().append("_id", new BsonString(only.toString()));
    }

    /** What comes behind that place in the order of folded name and id. */
    static Bson behind(String folded, String id) {
        return Filters.and(
                Filters.gte("state.folded", folded),
                Filters.or(Filters.gt("state.folded", folded), Filters.gt("_id", id)));
    }

    private static Told<OrganisationDocument, ContactEvent> told(OrganisationChange change) {
        return Told.ofState(OrganisationDocument.from(change.organisation()), change.event());
    }

    private static Kept<Organisation> organisation(Kept<OrganisationDocument> stored) {
        return stored.map(OrganisationDocument::toOrganisation);
    }
}
