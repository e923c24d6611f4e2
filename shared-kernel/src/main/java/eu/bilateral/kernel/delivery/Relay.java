package eu.bilateral.kernel.delivery;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.WriteModel;
import eu.bilateral.kernel.id.EventId;
import eu.bilateral.kernel.id.WorkspaceId;
import eu.bilateral.kernel.tracing.Traces;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.tracing.Span;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.errors.InterruptException;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Publishes what waits in the outboxes. A nudge right after each write makes it quick; a sweep over all documents with
 * something pending makes up for what a crash or a failed send left behind. Per document one unconfirmed event at a time,
 * any number of documents in parallel; an event leaves its outbox only after the broker has confirmed it, by its id.
 *
 * <p>One thread owns all lines, so none of them needs a lock; another removes what is confirmed, many in one write.
 */
final class Relay implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Relay.class);
    private static final int SWEEP_LIMIT = 1_000;
    private static final int REMOVE_AT_ONCE = 500;
    /** Far more than ever waits while the broker answers. */
    private static final int WORK_LIMIT = 1_000;

    private final Producer<byte[], byte[]> producer;
    private final EventFormat format;
    private final DeliverySettings settings;
    private final Traces traces;
    private final SettledReads settled;
    private final Clock time;
    private final Timer confirmation;
    private final BlockingQueue<Runnable> work = new LinkedBlockingQueue<>();
    private final BlockingQueue<Confirmed> confirmed = new LinkedBlockingQueue<>();
    private final Map<Address, OutboxLine> lines = new HashMap<>();
    private final Set<MongoCollection<Document>> collections = ConcurrentHashMap.newKeySet();
    private final AtomicLong failures = new AtomicLong();
    /** What all lines hold together; written only by the thread that owns them. */
    private final AtomicLong unconfirmed = new AtomicLong();

    private final AtomicBoolean sweepSoon = new AtomicBoolean();
    /** The first event of each outbox at the last sweep. Like the next one, used by the sweeping thread alone. */
    private Set<EventId> waitedBefore = Set.of();
    /** Sweeps that do not wait for their time: one sees what was beyond the limit, another one takes it. */
    private int hurried;

    private @Nullable ScheduledExecutorService sweeps;
    private volatile boolean running;
    private @Nullable Thread worker;
    private @Nullable Thread remover;

    /** Where a document lies. */
    private record Address(String collection, WorkspaceId workspace, String id) {}

    private record Confirmed(MongoCollection<Document> documents, Address address, PendingEvent event) {}

    private record Sending(
            MongoCollection<Document> documents, Address address, PendingEvent event, long takenAt, Span telling) {}

    Relay(
            Producer<byte[], byte[]> producer,
            EventFormat format,
            DeliverySettings settings,
            MeterRegistry metrics,
            Traces traces,
            SettledReads settled) {
        this.producer = producer;
        this.format = format;
        this.settings = settings;
        this.traces = traces;
        this.settled = settled;
        this.time = metrics.config().clock();
        this.confirmation = Timer.builder("bilateral.outbox.confirmation")
                .description("From the nudge, or the sweep that found it, until the broker has confirmed an event")
                .register(metrics);
        metrics.gauge("bilateral.outbox.unconfirmed", unconfirmed);
        metrics.gauge("bilateral.outbox.failures", failures);
    }

    /** Has the sweep look after this collection. */
    void watch(MongoCollection<Document> documents) {
        collections.add(documents);
    }

    /** The collections whose outboxes are looked after. */
    Collection<MongoCollection<Document>> watched() {
        return collections;
    }

    /**
     * Something may wait in this document, all of it written so that nothing takes it back: what the frame knows to have been
     * there, then what it told.
     */
    void nudge(MongoCollection<Document> documents, Frame<?> frame) {
        if (frame.outboxSize() == 0) {
            return;
        }
        if (work.size() > WORK_LIMIT) {
            // The broker lets nothing through: it lies in the document, and here it would only fill the heap.
            sweepSoon.set(true);
            return;
        }
        var pending = new ArrayList<>(frame.pending());
        pending.addAll(frame.told());
        take(documents, frame.workspace(), frame.id(), pending);
    }

    private void take(
            MongoCollection<Document> documents, WorkspaceId workspace, String id, List<PendingEvent> pending) {
        var address = new Address(documents.getNamespace().getCollectionName(), workspace, id);
        long now = time.monotonicTime();
        work.add(() -> {
            var line = lines.computeIfAbsent(address, unknown -> new OutboxLine());
            changing(line, () -> line.take(pending, now));
            advance(documents, address, line);
        });
    }

    private void advance(MongoCollection<Document> documents, Address address, OutboxLine line) {
        line.next().ifPresent(taken -> send(documents, address, taken));
    }

    private void send(MongoCollection<Document> documents, Address address, OutboxLine.Taken taken) {
        var event = taken.event();
        // In the trace of whoever brought it about, however long ago and before however many restarts that was.
        var telling = traces.goOn(event.traceparent(), Span.Kind.PRODUCER, "tell " + event.type());
        var sending = new Sending(documents, address, event, taken.at(), telling);
        try {
            var unused = producer.send(
                    format.toRecord(address.workspace(), address.id(), event.in(traces.of(telling))),
                    (metadata, failure) -> work.add(() -> answered(sending, failure)));
        } catch (RuntimeException refused) {
            work.add(() -> answered(sending, refused));
        }
    }

    private void answered(Sending sending, @Nullable Exception failure) {
        if (failure != null) {
            sending.telling().tag("error", failure.getClass().getSimpleName());
        }
        sending.telling().end();
        var address = sending.address();
        var event = sending.event();
        var line = lines.get(address);
        if (line == null) {
            return;
        }
        if (failure != null) {
            // The line is forgotten; the document still has all of it, and the sweep begins it anew.
            failures.incrementAndGet();
            unconfirmed.addAndGet(-line.unconfirmed());
            lines.remove(address);
            sweepSoon.set(true);
            LOG.warn("The broker did not take {} {}: {}", event.type(), event.eventId(), failure.toString());
            return;
        }
        // With what it waited for behind others of its document: that is what the next listener notices.
        confirmation.record(time.monotonicTime() - sending.takenAt(), TimeUnit.NANOSECONDS);
        changing(line, () -> line.confirmed(event));
        confirmed.add(new Confirmed(sending.documents(), address, event));
        advance(sending.documents(), address, line);
    }

    private void changing(OutboxLine line, Runnable step) {
        int before = line.unconfirmed();
        step.run();
        unconfirmed.addAndGet(line.unconfirmed() - before);
    }

    // ---- the one thread that owns the lines

    private void workOff() {
        while (running) {
            try {
                work.take().run();
            } catch (InterruptedException stopped) {
                return;
            } catch (Throwable unexpected) {
                // An Error too: a relay that ended would leave everything untold while each write is acknowledged.
                LOG.error("ALARM relay: it goes on after an unexpected failure", unexpected);
            }
        }
    }

    // ---- removing what is confirmed

    private void removeConfirmed() {
        var batch = new ArrayList<Confirmed>();
        while (running || !confirmed.isEmpty()) {
            try {
                if (batch.isEmpty()) {
                    var first = confirmed.poll(200, TimeUnit.MILLISECONDS);
                    if (first == null) {
                        continue;
                    }
                    batch.add(first);
                    confirmed.drainTo(batch, REMOVE_AT_ONCE - 1);
                }
                remove(batch);
                batch.clear();
            } catch (InterruptedException stopped) {
                return;
            } catch (Throwable away) {
                LOG.warn("What is confirmed cannot be removed from the outboxes yet: {}", away.toString());
                if (!running) {
                    return;
                }
                LockSupport.parkNanos(settings.retryEvery().toNanos());
            }
        }
    }

    private void remove(List<Confirmed> batch) {
        var byCollection = new LinkedHashMap<MongoCollection<Document>, List<WriteModel<Document>>>();
        for (var done : batch) {
            var filter = new Document("_id", done.address().id())
                    .append("workspace", done.address().workspace().value());
            var pull = new Document(
                    "$pull",
                    new Document(
                            Frame.PENDING,
                            new Document("eventId", done.event().eventId().toString())));
            byCollection
                    .computeIfAbsent(done.documents(), first -> new ArrayList<>())
                    .add(new UpdateOneModel<>(filter, pull));
        }
        byCollection.forEach((documents, pulls) -> documents.bulkWrite(pulls, new BulkWriteOptions().ordered(false)));
        var gone = List.copyOf(batch);
        work.add(() -> gone.forEach(done -> {
            var line = lines.get(done.address());
            if (line != null) {
                line.removed(done.event().eventId());
                if (line.isDone()) {
                    lines.remove(done.address());
                }
            }
        }));
    }

    // ---- finding what a crash or a failed send left behind

    private void sweepWhenDue(long[] lastSweep) {
        long now = System.nanoTime();
        var pause = sweepSoon.get() || hurried > 0 ? settings.retryEvery() : settings.sweepEvery();
        if (lastSweep[0] != 0 && now - lastSweep[0] < pause.toNanos()) {
            return;
        }
        if (work.size() > WORK_LIMIT) {
            // While the broker is away the worker gets through little; finding the same once more would only fill the
            // heap.
            return;
        }
        boolean takesAll = sweepSoon.getAndSet(false) || lastSweep[0] == 0;
        lastSweep[0] = now;
        hurried = Math.max(0, hurried - 1);
        var waiting = new HashSet<EventId>();
        try {
            for (var documents : collections) {
                if (sweep(documents, takesAll, waiting) == SWEEP_LIMIT) {
                    hurried = 2;
                }
            }
            waitedBefore = waiting;
        } catch (Throwable away) {
            sweepSoon.set(true);
            LOG.warn("The outboxes cannot be swept yet: {}", away.toString());
        }
    }

    /**
     * Takes what a crash or a failed send has left behind: all of it, or what the last sweep saw already. Whatever has only
     * just come is on its way, with this instance or another one, and would be told twice.
     */
    private int sweep(MongoCollection<Document> documents, boolean takesAll, Set<EventId> waiting) {
        int found = 0;
        for (var left : settled.of(documents)
                .find(Outboxes.WITH_SOMETHING_PENDING)
                .comment(SYSTEM)
                .projection(Projections.include("workspace", Frame.PENDING))
                .limit(SWEEP_LIMIT)) {
            found++;
            var pending = left.getList(Frame.PENDING, Document.class, List.of()).stream()
                    .map(PendingEvent::from)
                    .toList();
            var first = pending.getFirst().eventId();
            waiting.add(first);
            if (takesAll || waitedBefore.contains(first)) {
                take(documents, WorkspaceId.of(left.getString("workspace")), left.getString("_id"), pending);
            }
        }
        return found;
    }

    /** Marks the few queries that serve all workspaces at once; every other one names its workspace. */
    static final String SYSTEM = "system";

    @Override
    public void start() {
        running = true;
        worker = Thread.ofVirtual().name("relay").start(this::workOff);
        remover = Thread.ofVirtual().name("relay-remover").start(this::removeConfirmed);
        var lastSweep = new long[1];
        // One for each start: a context that was stopped may be started again.
        var timer = Executors.newSingleThreadScheduledExecutor(
                Thread.ofVirtual().name("relay-sweep").factory());
        sweeps = timer;
        var unused = timer.scheduleWithFixedDelay(
                () -> sweepWhenDue(lastSweep), 0, settings.retryEvery().toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Stops: what is on its way is confirmed or not, and the rest waits for the next start. */
    @Override
    public void stop() {
        if (sweeps != null) {
            sweeps.shutdownNow();
        }
        try {
            producer.flush();
            running = false;
            work.add(() -> {});
            join(worker);
            join(remover);
        } catch (InterruptedException | InterruptException hurried) {
            Thread.currentThread().interrupt();
        }
        running = false;
    }

    private static void join(@Nullable Thread thread) throws InterruptedException {
        if (thread != null) {
            thread.join(Duration.ofSeconds(2));
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** After the consumers stop and before the store's connections close. */
    @Override
    public int getPhase() {
        return 0;
    }
}
