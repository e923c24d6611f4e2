package eu.bilateral.kernel.delivery;

import com.mongodb.MongoException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.CountOptions;
import com.mongodb.client.model.Projections;
import eu.bilateral.kernel.delivery.DeliveryReading.Outbox;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * What waits in a service's outboxes, read from the documents themselves, so that what a crash left behind is seen too.
 * Read when somebody asks, and at most every few seconds.
 */
final class Outboxes {

    /** Finds the documents with something pending: the first names the partial index, the second lets the store use it. */
    static final Document WITH_SOMETHING_PENDING = new Document(Frame.PENDING + ".0", new Document("$exists", true))
            .append(Frame.PENDING + ".sequence", new Document("$gte", 1L));

    private static final int LOOKED_AT = 5_000;
    private static final Duration FRESH = Duration.ofSeconds(5);

    private final Supplier<Collection<MongoCollection<Document>>> collections;
    private final Clock clock;
    private @Nullable Outbox read;
    private long readAtNanos;
    private boolean wasRead;

    Outboxes(Supplier<Collection<MongoCollection<Document>>> collections, Clock clock, MeterRegistry metrics) {
        this.collections = collections;
        this.clock = clock;
        TimeGauge.builder("bilateral.outbox.age", this, TimeUnit.SECONDS, Outboxes::age)
                .description(
                        "How long the oldest event has waited to be told; no number where the store does not answer")
                .register(metrics);
        Gauge.builder("bilateral.outbox.size", this, Outboxes::size)
                .description("Documents with something to tell; no number where the store does not answer")
                .register(metrics);
    }

    /**
     * What waits; absent where the store does not answer. Where thousands of documents wait, all are counted and the oldest
     * is that of the first {@value #LOOKED_AT}.
     */
    synchronized @Nullable Outbox read() {
        if (!wasRead || System.nanoTime() - readAtNanos > FRESH.toNanos()) {
            try {
                read = readNow();
            } catch (MongoException away) {
                read = null;
            }
            wasRead = true;
            readAtNanos = System.nanoTime();
        }
        return read;
    }

    private Outbox readNow() {
        long documents = 0;
        Instant oldest = null;
        for (var collection : collections.get()) {
            int seen = 0;
            for (var left : collection
                    .find(WITH_SOMETHING_PENDING)
                    .comment(Relay.SYSTEM)
                    .projection(Projections.include(Frame.PENDING + ".time"))
                    .limit(LOOKED_AT)
                    .maxTime(2, TimeUnit.SECONDS)) {
                seen++;
                for (var pending : left.getList(Frame.PENDING, Document.class)) {
                    var time = Instant.parse(pending.getString("time"));
                    oldest = oldest == null || time.isBefore(oldest) ? time : oldest;
                }
            }
            documents += seen < LOOKED_AT
                    ? seen
                    : collection.countDocuments(
                            WITH_SOMETHING_PENDING,
                            new CountOptions().comment(Relay.SYSTEM).maxTime(2, TimeUnit.SECONDS));
        }
        return new Outbox(documents, oldest);
    }

    private double age() {
        var outbox = read();
        if (outbox == null) {
            return Double.NaN;
        }
        var oldest = outbox.oldestSince();
        return oldest == null
                ? 0
                : Math.max(0, Duration.between(oldest, clock.instant()).toMillis() / 1_000.0);
    }

    private double size() {
        var outbox = read();
        return outbox == null ? Double.NaN : outbox.documents();
    }
}
