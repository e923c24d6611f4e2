package eu.bilateral.meeting.persistence;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import eu.bilateral.kernel.delivery.AggregateStore;
import eu.bilateral.kernel.delivery.AggregateStore.Stored;
import eu.bilateral.kernel.delivery.Stores;
import eu.bilateral.kernel.event.MeetingEvent;
import eu.bilateral.kernel.id.OrganisationId;
import eu.bilateral.kernel.id.WorkspaceId;
import eu.bilateral.meeting.domain.organisation.KnownOrganisation;
import eu.bilateral.meeting.domain.organisation.KnownOrganisations;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Repository;

/**
 * Known organisations in MongoDB, one document each under the organisation's id. Nothing is cached: the two organisations
 * of a meeting are one look-up by id, and an archived one is refused from the moment on in which this service heard of it.
 */
@Repository
class MongoKnownOrganisations implements KnownOrganisations {

    static final String COLLECTION = "known-organisations";

    /** Serves {@link #withRefs}. */
    static final IndexModel BY_REF =
            new IndexModel(Indexes.ascending("workspace", "state.ref"), new IndexOptions().name("by-ref"));

    private static final Bson ANY_ORDER = new Document();

    private final AggregateStore<KnownOrganisation, MeetingEvent> store;

    MongoKnownOrganisations(AggregateStore<KnownOrganisation, MeetingEvent> knownOrganisationStore) {
        this.store = knownOrganisationStore;
    }

    /** The store into which the reactions write and from which this reads. It tells nothing. */
    @Configuration(proxyBeanMethods = false)
    static class Opening {

        @Bean
        AggregateStore<KnownOrganisation, MeetingEvent> knownOrganisationStore(Stores stores) {
            return stores.open(COLLECTION, KnownOrganisation.class, BY_REF);
        }
    }

    @Override
    public Map<OrganisationId, KnownOrganisation> named(WorkspaceId workspace, Collection<OrganisationId> ids) {
        var wanted = ids.stream().map(OrganisationId::toString).distinct().toList();
        return found(workspace, Filters.in("_id", wanted), wanted.size()).stream()
                .collect(Collectors.toMap(KnownOrganisation::organisationId, Function.identity()));
    }

    @Override
    public Map<String, KnownOrganisation> withRefs(WorkspaceId workspace, Collection<String> refs) {
        var wanted = Set.copyOf(refs);
        return found(workspace, havingRefs(wanted), wanted.size()).stream()
                .collect(Collectors.toMap(
                        found -> Objects.requireNonNull(found.ref()), Function.identity(), (one, other) -> one));
    }

    static Bson havingRefs(Collection<String> refs) {
        return Filters.in("state.ref", refs);
    }

    private List<KnownOrganisation> found(WorkspaceId workspace, Bson filter, int most) {
        if (most == 0) {
            return List.of();
        }
        return store.list(workspace, filter, ANY_ORDER, most).stream()
                .map(Stored::kept)
                .map(kept -> kept.state())
                .toList();
    }
}
