package eu.bilateral.contact.persistence;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import eu.bilateral.contact.domain.ContactRefusal.UnknownPerson;
import eu.bilateral.contact.domain.People;
import eu.bilateral.contact.domain.Person;
import eu.bilateral.contact.domain.PersonChange;
import eu.bilateral.kernel.command.Instruction;
import eu.bilateral.kernel.command.Kept;
import eu.bilateral.kernel.delivery.AggregateStore;
import eu.bilateral.kernel.delivery.Stores;
import eu.bilateral.kernel.delivery.Told;
import eu.bilateral.kernel.event.ContactEvent;
import eu.bilateral.kernel.id.OrganisationId;
import eu.bilateral.kernel.id.PersonId;
import eu.bilateral.kernel.id.WorkspaceId;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** People in MongoDB. */
@Repository
class MongoPeople implements People {

    static final String COLLECTION = "people";

    /** Serves {@link #list}: the equalities first, then the order of the list. */
    static final IndexModel BY_ORGANISATION = new IndexModel(
            Indexes.ascending("workspace", "state.organisationId", "state.folded", "_id"),
            new IndexOptions().name("by-organisation"));

    private final AggregateStore<PersonDocument, ContactEvent> store;

    MongoPeople(Stores stores) {
        store = stores.open(COLLECTION, PersonDocument.class, BY_ORGANISATION);
    }

    @Override
    public Optional<Kept<Person>> find(WorkspaceId workspace, PersonId id) {
        return store.find(workspace, id.toString()).map(MongoPeople::person);
    }

    @Override
    public Kept<Person> add(Instruction by, PersonId id, Supplier<PersonChange> decision) {
        return person(store.add(by, id.toString(), () -> told(decision.get())));
    }

    @Override
    public Kept<Person> change(Instruction by, PersonId id, Function<Person, PersonChange> decision) {
        return store.change(by, id.toString(), stored -> told(decision.apply(stored.toPerson())))
                .map(MongoPeople::person)
                .orElseThrow(() -> new UnknownPerson(id));
    }

    @Override
    public List<Kept<Person>> list(
            WorkspaceId workspace, OrganisationId organisationId, @Nullable Place after, int atMost) {
        return store
                .list(workspace, filter(organisationId, after), Sorts.ascending("state.folded", "_id"), atMost)
                .stream()
                .map(found -> person(found.kept()))
                .toList();
    }

    static Bson filter(OrganisationId organisationId, @Nullable Place after) {
        var there = Filters.eq("state.organisationId", organisationId.toString());
        return after == null
                ? there
                : Filters.and(
                        there,
                        MongoOrganisations.behind(
                                after.name().value(), after.id().toString()));
    }

    private static Told<PersonDocument, ContactEvent> told(PersonChange change) {
        return Told.ofState(PersonDocument.from(change.person()), change.event());
    }

    private static Kept<Person> person(Kept<PersonDocument> stored) {
        return stored.map(PersonDocument::toPerson);
    }
}
