package eu.bilateral.kernel.delivery;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import eu.bilateral.kernel.command.CommandId;
import eu.bilateral.kernel.command.Instruction;
import eu.bilateral.kernel.command.Role;
import eu.bilateral.kernel.event.ContactEvent;
import eu.bilateral.kernel.event.ContactEvent.PersonAdded;
import eu.bilateral.kernel.event.Topic;
import eu.bilateral.kernel.id.AccountId;
import eu.bilateral.kernel.id.OrganisationId;
import eu.bilateral.kernel.id.PersonId;
import eu.bilateral.kernel.id.WorkspaceId;
import eu.bilateral.kernel.testing.TestStore;
import eu.bilateral.kernel.tracing.Traces;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.bson.BsonDocument;
import org.bson.Document;
import org.bson.UuidRepresentation;
import org.jspecify.annotations.Nullable;

/** A database of its own, with stores in it and a relay that sends to whatever producer a test likes. */
final class SmallStore implements AutoCloseable {

    static final Instant NOON = Instant.parse("2030-03-01T12:00:00Z");
    static final WorkspaceId WORKSPACE = WorkspaceId.of("lublin");
    static final AccountId MARIA = AccountId.of("maria");

    /** A state whose every change is seen. */
    record Steps(List<String> steps) {
        Steps with(String step) {
            var more = new ArrayList<>(steps);
            more.add(step);
            return new Steps(more);
        }
    }

    /** All that was asked of the store, as the driver sent it. */
    final List<BsonDocument> commands = new CopyOnWriteArrayList<>();

    private final MongoClient client = MongoClients.create(MongoClientSettings.builder()
            .applyConnectionString(new ConnectionString(TestStore.address()))
            .uuidRepresentation(UuidRepresentation.STANDARD)
            .addCommandListener(new CommandListener() {
                @Override
                public void commandStarted(CommandStartedEvent asked) {
                    commands.add(asked.getCommand().clone());
                }
            })
            .build());
    final MongoDatabase database;
    final EventFormat format = new EventFormat();
    /** What the listeners count. */
    final MeterRegistry metrics = new SimpleMeterRegistry();

    SmallStore() {
        var connection = TestStore.freshDatabase();
        database = client.getDatabase(connection.substring(connection.lastIndexOf('/') + 1))
                .withWriteConcern(WriteConcern.MAJORITY.withJournal(true));
    }

    /** A producer that keeps what it is sent; {@code confirming}: at once, else when the test says so. */
    static MockProducer<byte[], byte[]> producer(boolean confirming) {
        return new MockProducer<>(confirming, null, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** A relay that is not started yet. */
    Relay relay(Producer<byte[], byte[]> producer) {
        return relay(producer, Traces.none());
    }

    Relay relay(Producer<byte[], byte[]> producer, Traces traces) {
        return relay(producer, traces, Duration.ofMillis(100));
    }

    Relay relay(Producer<byte[], byte[]> producer, Duration sweepEvery) {
        return relay(producer, Traces.none(), sweepEvery);
    }

    Relay relay(Producer<byte[], byte[]> producer, MeterRegistry metrics) {
        return relay(producer, Traces.none(), Duration.ofMillis(100), metrics);
    }

    private Relay relay(Producer<byte[], byte[]> producer, Traces traces, Duration sweepEvery) {
        return relay(producer, traces, sweepEvery, new SimpleMeterRegistry());
    }

    private Relay relay(Producer<byte[], byte[]> producer, Traces traces, Duration sweepEvery, MeterRegistry metrics) {
        var settings = new DeliverySettings(
                "small",
                sweepEvery,
                Duration.ofMillis(20),
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                Duration.ofMinutes(1));
        return new Relay(producer, format, settings, metrics, traces, SettledReads.by(client));
    }

    Stores stores(Relay relay) {
        return stores(relay, Traces.none());
    }

    Stores stores(Relay relay, Traces traces) {
        return stores(relay, traces, database);
    }

    /** Stores whose collections are those of another view of the database. */
    Stores stores(Relay relay, MongoDatabase seen) {
        return stores(relay, Traces.none(), seen);
    }

    private Stores stores(Relay relay, Traces traces, MongoDatabase seen) {
        return new Stores(
                seen, format, Dataset.of(database), relay, new MongoClaims(database), new IndexGround(true), traces);
    }

    /** Hears contact events into {@code heard}. */
    BatchListener<ContactEvent> listener(
            AggregateStore<Steps, ContactEvent> heard, Reaction<ContactEvent, Steps> reaction, Traces traces) {
        var clock = Clock.fixed(NOON, ZoneOffset.UTC);
        return new Listeners(
                        format,
                        Dataset.of(database),
                        new Quarantine(database, clock, metrics, new IndexGround(true)),
                        "heard",
                        metrics,
                        clock,
                        traces)
                .to(Topic.CONTACT_EVENTS, ContactEvent.class)
                .with(heard, reaction)
                .listen();
    }

    /** That event as it comes from its topic. */
    ConsumerRecord<byte[], byte[]> received(UUID aggregate, PendingEvent pending, long offset) {
        var sent = format.toRecord(WORKSPACE, aggregate.toString(), pending);
        var received = new ConsumerRecord<>(sent.topic(), 0, offset, sent.key(), sent.value());
        sent.headers().forEach(received.headers()::add);
        return received;
    }

    static Instruction by() {
        return by(CommandId.next(), null);
    }

    static Instruction by(CommandId command, @Nullable Long onlyAt) {
        return new Instruction(WORKSPACE, MARIA, Role.MANAGER, command, onlyAt);
    }

    static <S> Told<S, ContactEvent> told(S state, OrganisationId id) {
        return new Told<>(state, new PersonAdded(id, PersonId.next(), NOON));
    }

    /** The document as it lies there. */
    Document raw(String collection, String id) {
        var found =
                database.getCollection(collection).find(new Document("_id", id)).first();
        if (found == null) {
            throw new IllegalStateException("There is no " + id);
        }
        return found;
    }

    /** What waits in that document's outbox, oldest first. */
    List<Long> waiting(String collection, String id) {
        return raw(collection, id).getList(Frame.PENDING, Document.class, List.of()).stream()
                .map(one -> one.getLong("sequence"))
                .toList();
    }

    @Override
    public void close() {
        client.close();
    }
}
