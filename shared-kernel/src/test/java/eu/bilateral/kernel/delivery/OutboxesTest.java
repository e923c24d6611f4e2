package eu.bilateral.kernel.delivery;

import static eu.bilateral.kernel.delivery.SmallStore.NOON;
import static eu.bilateral.kernel.delivery.SmallStore.by;
import static eu.bilateral.kernel.delivery.SmallStore.told;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.MongoTimeoutException;
import com.mongodb.client.MongoCollection;
import eu.bilateral.kernel.delivery.DeliveryReading.Outbox;
import eu.bilateral.kernel.delivery.SmallStore.Steps;
import eu.bilateral.kernel.event.ContactEvent;
import eu.bilateral.kernel.id.OrganisationId;
import eu.bilateral.kernel.testing.AlsoOnRealParts;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@AlsoOnRealParts
class OutboxesTest {

    private static final Instant LATER = NOON.plusSeconds(90);

    private final SmallStore small = new SmallStore();
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    /** Never started, as if the process had died right after each write. */
    private final Relay relay = small.relay(SmallStore.producer(true));

    @AfterEach
    void close() {
        small.close();
    }

    @Test
    void whatACrashLeftBehindIsCountedAndAgesFromWhenItHappened() {
        var things = small.stores(relay).<Steps, ContactEvent>open("things", Steps.class);
        var others = small.stores(relay).<Steps, ContactEvent>open("others", Steps.class);
        add(things);
        add(things);
        add(others);

        assertThat(outboxes(relay::watched).read()).isEqualTo(new Outbox(3, NOON));
        assertThat(gauge("bilateral.outbox.size")).isEqualTo(3);
        assertThat(gauge("bilateral.outbox.age")).isEqualTo(90);
    }

    @Test
    void emptyOutboxesHaveNoAge() {
        var unused = small.stores(relay).<Steps, ContactEvent>open("things", Steps.class);
        small.database.getCollection("things").insertOne(new Document("_id", "told").append("pending", List.of()));

        assertThat(outboxes(relay::watched).read()).isEqualTo(new Outbox(0, null));
        assertThat(gauge("bilateral.outbox.size")).isZero();
        assertThat(gauge("bilateral.outbox.age")).isZero();
    }

    @Test
    void whereTheStoreDoesNotAnswerThereIsNoNumber() {
        var outboxes = outboxes(() -> {
            throw new MongoTimeoutException("The store is away");
        });

        assertThat(outboxes.read()).isNull();
        assertThat(gauge("bilateral.outbox.size")).isNaN();
        assertThat(gauge("bilateral.outbox.age")).isNaN();
    }

    private static void add(AggregateStore<Steps, ContactEvent> store) {
        var id = OrganisationId.next();
        var unused = store.add(by(), id.toString(), () -> told(new Steps(List.of("one")), id));
    }

    private Outboxes outboxes(Supplier<Collection<MongoCollection<Document>>> collections) {
        return new Outboxes(collections, Clock.fixed(LATER, ZoneOffset.UTC), metrics);
    }

    private double gauge(String name) {
        return metrics.get(name).gauge().value();
    }
}
