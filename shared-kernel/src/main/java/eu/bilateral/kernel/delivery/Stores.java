package eu.bilateral.kernel.delivery;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import eu.bilateral.kernel.command.Claims;
import eu.bilateral.kernel.event.DomainEvent;
import eu.bilateral.kernel.tracing.Traces;
import java.util.ArrayList;
import java.util.List;

/** Opens the stores of a service's documents, each with its outbox and its indexes. */
public final class Stores {

    private final MongoDatabase database;
    private final EventFormat format;
    private final Dataset dataset;
    private final Relay relay;
    private final Claims claims;
    private final IndexGround ground;
    private final Traces traces;
    private final StateMapper mapper = new StateMapper();

    Stores(
            MongoDatabase database,
            EventFormat format,
            Dataset dataset,
            Relay relay,
            Claims claims,
            IndexGround ground,
            Traces traces) {
        this.database = database;
        this.format = format;
        this.dataset = dataset;
        this.relay = relay;
        this.claims = claims;
        this.ground = ground;
        this.traces = traces;
    }

    /**
     * The store of that collection. {@code indexes} must be there or are made, as the service's settings say; each begins
     * with the workspace, as each query does. States are kept under {@code state.}.
     */
    public <S, E extends DomainEvent> AggregateStore<S, E> open(
            String collection, Class<S> state, IndexModel... indexes) {
        var documents = database.getCollection(collection);
        var all = new ArrayList<>(List.of(indexes));
        all.add(new IndexModel(
                Indexes.ascending(Frame.PENDING + ".sequence"),
                new IndexOptions().name("outbox").partialFilterExpression(Filters.exists(Frame.PENDING + ".0"))));
        ground.need(documents, all);
        relay.watch(documents);
        return new AggregateStore<>(collection, state, documents, mapper, format, dataset, relay, claims, traces);
    }

    /**
     * The store of a read model: its documents hear and never tell, so that nobody has to look for anything left in an
     * outbox of theirs. {@code indexes} as for {@link #open}.
     */
    public <S> AggregateStore<S, DomainEvent> openReadModel(String collection, Class<S> state, IndexModel... indexes) {
        var documents = database.getCollection(collection);
        ground.needWhereNew(documents, List.of(indexes));
        return new AggregateStore<>(collection, state, documents, mapper, format, dataset, relay, claims, traces);
    }
}
