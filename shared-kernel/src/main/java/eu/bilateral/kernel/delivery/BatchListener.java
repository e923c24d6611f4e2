package eu.bilateral.kernel.delivery;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoException;
import com.mongodb.MongoWriteException;
import eu.bilateral.kernel.command.CommandRefusal.OutboxFull;
import eu.bilateral.kernel.delivery.Quarantine.Kind;
import eu.bilateral.kernel.event.DomainEvent;
import eu.bilateral.kernel.event.EventEnvelope;
import eu.bilateral.kernel.event.Topic;
import eu.bilateral.kernel.tracing.Traces;
import io.micrometer.tracing.Span;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.support.KafkaHeaders;
import org.springframework.messaging.Message;

/**
 * Takes the events of one topic for one service. It returns, and the offset moves, only when each event of the batch is
 * applied, known, or durably in the quarantine; it throws only where the store is away, and then nothing is skipped.
 *
 * <p>The documents of a batch are loaded in one query, all events applied in order in memory, and written in one bulk of
 * guarded updates; what lost its guard is loaded and applied again, which is harmless because each document remembers what
 * it has heard. Each event is handled in its own trace, whichever others it shares the batch with.
 */
public final class BatchListener<E extends DomainEvent> implements Consumer<Message<?>> {

    private static final Logger LOG = LoggerFactory.getLogger(BatchListener.class);
    private static final int ATTEMPTS = 50;
    private static final Duration PAUSE = Duration.ofMillis(20);

    private final Topic topic;
    private final Class<E> family;
    private final List<Route<E, ?>> routes;
    private final RecordReader reader;
    private final Quarantine quarantine;
    private final HeardSoFar heardSoFar;
    /** Of what documents are built anew from, which counts nowhere: what it leaves out was known when it was first heard. */
    private final HeardSoFar heardAnew;

    private final Traces traces;
    private final Consumer<Onlooker.Heard> replayed;

    /** Documents of one kind and how they answer. */
    record Route<E extends DomainEvent, S>(AggregateStore<S, ?> store, Reaction<E, S> reaction) {}

    BatchListener(
            Topic topic,
            Class<E> family,
            List<Route<E, ?>> routes,
            RecordReader reader,
            Quarantine quarantine,
            HeardSoFar heardSoFar,
            HeardSoFar heardAnew,
            Traces traces,
            Consumer<Onlooker.Heard> replayed) {
        this.topic = topic;
        this.family = family;
        this.routes = List.copyOf(routes);
        this.reader = reader;
        this.quarantine = quarantine;
        this.heardSoFar = heardSoFar;
        this.heardAnew = heardAnew;
        this.traces = traces;
        this.replayed = replayed;
    }

    /** The topic that it hears. */
    public Topic topic() {
        return topic;
    }

    @Override
    public void accept(Message<?> batch) {
        var raw = batch.getHeaders().get(KafkaHeaders.RAW_DATA);
        if (!(raw instanceof List<?> records)) {
            throw new IllegalStateException("The binding does not hand over raw records: set its converter-bean-name");
        }
        var received = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        for (var one : records) {
            @SuppressWarnings("unchecked") // The binder's deserialisers are for byte arrays.
            var typed = (ConsumerRecord<byte[], byte[]>) one;
            received.add(typed);
        }
        // Only what comes by the binding counts as heard by it; whoever builds documents anew hands records over
        // directly.
        try {
            heardSoFar.now(take(received, traces, heardSoFar));
        } catch (RuntimeException away) {
            // Its name only: what it says may quote an event.
            LOG.warn(
                    "{} events of {} are tried again: {}",
                    received.size(),
                    topic.wireName(),
                    away.getClass().getSimpleName());
            throw away;
        }
    }

    /**
     * Handles records of this topic in the given order; see the class for what holds on return. Outside their traces, which
     * ended when they were first heard, and outside what counts as heard.
     */
    public void handle(List<ConsumerRecord<byte[], byte[]>> received) {
        var unused = take(received, Traces.none(), heardAnew);
    }

    /** Answers when the last of it happened that could be read; absent where nothing could. */
    private @Nullable Instant take(List<ConsumerRecord<byte[], byte[]>> received, Traces followed, HeardSoFar counts) {
        var keys = received.stream().map(Quarantine::keyOf).distinct().toList();
        return take(received, new HashSet<>(quarantine.blocked(topic.wireName(), keys)), followed, counts);
    }

    private @Nullable Instant take(
            List<ConsumerRecord<byte[], byte[]>> received, Set<String> blocked, Traces followed, HeardSoFar counts) {
        var readable = new ArrayList<Incoming<E>>();
        for (var one : quarantine.withoutDiscarded(received)) {
            if (blocked.contains(Quarantine.keyOf(one))) {
                quarantine.parkBehind(one);
                continue;
            }
            try {
                readable.add(incoming(one, followed));
            } catch (Unreadable unreadable) {
                park(one, unreadable);
                blocked.add(Quarantine.keyOf(one));
            }
        }
        new Pass(readable, counts).run();
        counts.handled.increment(received.size());
        return readable.isEmpty() ? null : readable.getLast().envelope().event().occurredAt();
    }

    private Incoming<E> incoming(ConsumerRecord<byte[], byte[]> received, Traces followed) {
        var envelope = read(received);
        var name = "hear " + EventFormat.wireName(envelope.event());
        return new Incoming<>(received, envelope, hearing(received, name, followed));
    }

    private static Span hearing(ConsumerRecord<byte[], byte[]> received, String name, Traces followed) {
        return followed.goOn(Traces.of(received.headers()), Span.Kind.CONSUMER, name);
    }

    private void park(ConsumerRecord<byte[], byte[]> poisoned, Unreadable why) {
        var hearing = hearing(poisoned, "hear unreadable", traces);
        try (var inItsTrace = traces.in(hearing)) {
            quarantine.park(poisoned, Kind.POISONED, why.code(), String.valueOf(why.getMessage()));
        } finally {
            hearing.tag("error", why.code()).end();
        }
    }

    private void park(ConsumerRecord<byte[], byte[]> poisoned, Poisoned why) {
        LOG.debug("Poisoned", why);
        quarantine.park(poisoned, Kind.POISONED, why.code(), String.valueOf(why.getMessage()));
    }

    private EventEnvelope<E> read(ConsumerRecord<byte[], byte[]> received) {
        var envelope = reader.read(received);
        return new EventEnvelope<>(
                envelope.eventId(),
                envelope.workspace(),
                envelope.aggregateId(),
                envelope.position(),
                envelope.key(),
                envelope.cause(),
                family.cast(envelope.event()));
    }

    /** Tries everything that waits under that key again, in order; stops at the first that still cannot be handled. */
    void replay(String key) {
        // One by one: all of them together may be more than there is room for.
        for (var next = first(key); next.isPresent(); next = first(key)) {
            var parked = next.get();
            Incoming<E> one;
            try {
                one = incoming(parked, traces);
                new Pass(List.of(one), heardSoFar).alone();
            } catch (Unreadable still) {
                park(parked, still);
                return;
            } catch (Poisoned still) {
                park(parked, still);
                return;
            }
            // Before it leaves: who is not told now is told when it is replayed again.
            replayed.accept(new Onlooker.Heard(parked, one.envelope()));
            quarantine.release(parked);
        }
    }

    private Optional<ConsumerRecord<byte[], byte[]>> first(String key) {
        return quarantine.first(topic.wireName(), key);
    }

    /** Goes on with whatever waits behind entries that are gone. */
    void replayFreed() {
        quarantine.freed(topic.wireName()).forEach(this::replay);
    }

    private record Incoming<E extends DomainEvent>(
            ConsumerRecord<byte[], byte[]> raw, EventEnvelope<E> envelope, Span hearing) {}

    /** An event that could be read but not handled. */
    private static final class Poisoned extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final String code;

        Poisoned(String code, String reason, @Nullable Throwable why) {
            super(reason, why);
            this.code = code;
        }

        String code() {
            return code;
        }
    }

    /** One batch on its way into the documents. */
    private final class Pass {

        private final List<Incoming<E>> incoming;
        private final HeardSoFar counts;
        private final Set<String> blockedHere = new HashSet<>();
        private final Map<Incoming<E>, Poisoned> poisoned = new IdentityHashMap<>();
        private final Set<Incoming<E>> behind = Collections.newSetFromMap(new IdentityHashMap<>());

        Pass(List<Incoming<E>> incoming, HeardSoFar counts) {
            this.incoming = incoming;
            this.counts = counts;
        }

        void run() {
            traced(() -> {
                apply(incoming);
                // In the order of arrival, so that a crash in between never parks a later one without the earlier.
                incoming.forEach(this::parkIfNeeded);
            });
        }

        private void parkIfNeeded(Incoming<E> one) {
            try (var inItsTrace = traces.in(one.hearing())) {
                var why = poisoned.get(one);
                if (why != null) {
                    one.hearing().tag("error", why.code());
                    park(one.raw(), why);
                } else if (behind.contains(one)) {
                    quarantine.parkBehind(one.raw());
                }
            }
        }

        void alone() {
            traced(() -> {
                apply(incoming);
                for (var why : poisoned.values()) {
                    throw why;
                }
            });
        }

        /** An event is heard once what it led to is stored; storing is done for all at once. */
        private void traced(Runnable work) {
            var hearings = incoming.stream().map(Incoming::hearing).toList();
            var together = traces.together(hearings, Span.Kind.CONSUMER, "hear together " + topic.wireName());
            try (var inBatch = traces.in(together)) {
                work.run();
            } catch (RuntimeException why) {
                // Its name only: what it says may quote the event.
                hearings.forEach(hearing -> hearing.tag("error", why.getClass().getSimpleName()));
                throw why;
            } finally {
                hearings.forEach(Span::end);
                together.end();
            }
        }

        private void apply(List<Incoming<E>> these) {
            var left = these;
            boolean uncertain = false;
            int inVain = 0;
            while (!left.isEmpty()) {
                List<Incoming<E>> later;
                boolean written;
                try {
                    var tables = load(left, uncertain);
                    later = applyInMemory(left, tables);
                    written = write(tables);
                } catch (RuntimeException why) {
                    if (isTransient(why)) {
                        throw why;
                    }
                    oneByOne(left, why);
                    return;
                }
                boolean further = written && later.size() < left.size();
                left = written ? later : left;
                uncertain = !further;
                inVain = further ? 0 : inVain + 1;
                if (inVain >= ATTEMPTS) {
                    throw new StoreBusy();
                }
                if (!further) {
                    LockSupport.parkNanos(PAUSE.toNanos());
                }
            }
        }

        private List<Table<?>> load(List<Incoming<E>> these, boolean uncertain) {
            var tables = new ArrayList<Table<?>>();
            for (var route : routes) {
                tables.add(new Table<>(route, these, uncertain, counts));
            }
            return tables;
        }

        private boolean write(List<Table<?>> tables) {
            // All of them before any: what has no stored form in one kind of documents must not be in another.
            var writes = tables.stream().map(Table::prepared).toList();
            boolean all = true;
            for (var write : writes) {
                all &= write.getAsBoolean();
            }
            return all;
        }

        /** The document of one of these cannot be read, or the store will never take what it makes of it: not the others' fault. */
        private void oneByOne(List<Incoming<E>> these, RuntimeException why) {
            if (these.size() > 1) {
                these.forEach(one -> apply(List.of(one)));
                return;
            }
            poisoned(these.getFirst(), asPoisoned(why));
        }

        /** Applies what can be applied; what would overfill an outbox stays for the next round, all behind it too. */
        private List<Incoming<E>> applyInMemory(List<Incoming<E>> these, List<Table<?>> tables) {
            var later = new ArrayList<Incoming<E>>();
            var laterKeys = new HashSet<String>();
            for (var one : these) {
                if (poisoned.containsKey(one) || behind.contains(one)) {
                    continue;
                }
                var key = one.envelope().key();
                if (laterKeys.contains(key) || !fits(one, tables)) {
                    laterKeys.add(key);
                    later.add(one);
                }
            }
            return later;
        }

        /** Applies one event, or parks it; false where an outbox has no room for what it tells. */
        private boolean fits(Incoming<E> one, List<Table<?>> tables) {
            if (blockedHere.contains(one.envelope().key())) {
                behind.add(one);
                return true;
            }
            try (var inItsTrace = traces.in(one.hearing())) {
                var steps = new ArrayList<Runnable>();
                for (var table : tables) {
                    table.decide(one.envelope()).ifPresent(steps::add);
                }
                steps.forEach(Runnable::run);
            } catch (OutboxFull full) {
                return false;
            } catch (Poisoned why) {
                poisoned(one, why);
            } catch (RuntimeException why) {
                if (isTransient(why)) {
                    throw why;
                }
                poisoned(one, asPoisoned(why));
            }
            return true;
        }

        private void poisoned(Incoming<E> one, Poisoned why) {
            poisoned.put(one, why);
            blockedHere.add(one.envelope().key());
        }

        private static Poisoned asPoisoned(RuntimeException why) {
            return new Poisoned("refused", why.getClass().getSimpleName() + ": " + why.getMessage(), why);
        }
    }

    /** The documents of one kind that a batch touches, as they are in memory. */
    private final class Table<S> {

        private final Route<E, S> route;
        private final HeardSoFar counts;
        private final Map<String, Frame<S>> frames;
        private @Nullable Frame<S> known;

        Table(Route<E, S> route, List<Incoming<E>> incoming, boolean uncertain, HeardSoFar counts) {
            this.route = route;
            this.counts = counts;
            var ids = new LinkedHashSet<String>();
            for (var one : incoming) {
                touched(one.envelope()).ifPresent(ids::add);
            }
            frames = ids.isEmpty() ? new HashMap<>() : route.store().load(ids);
            if (uncertain) {
                route.store().nudgeAll(frames.values());
            }
        }

        private Optional<String> touched(EventEnvelope<E> heard) {
            try {
                return route.reaction().touches(heard);
            } catch (RuntimeException bug) {
                // decide() meets it again and parks the event.
                return Optional.empty();
            }
        }

        /** What the event does to its document, ready to be done once all kinds of documents have agreed. */
        Optional<Runnable> decide(EventEnvelope<E> heard) {
            var touches = route.reaction().touches(heard);
            if (touches.isEmpty()) {
                return Optional.empty();
            }
            var id = touches.get();
            var frame = frames.getOrDefault(id, Frame.none(id, heard.workspace()));
            if (!frame.workspace().equals(heard.workspace())) {
                throw new Poisoned("wrong-workspace", "It speaks of a document of another workspace", null);
            }
            var last = frame.lastHeard(heard.aggregateId());
            return switch (HeardMark.verdict(last, heard.position(), heard.eventId())) {
                case KNOWN -> {
                    known = frame;
                    yield Optional.empty();
                }
                case FORK -> {
                    counts.forks.increment();
                    throw new Poisoned(
                            "fork",
                            "Another event was heard from the same place in the same history: it was taken back",
                            null);
                }
                case APPLY -> {
                    if (HeardMark.leavesGap(last, heard.position())) {
                        counts.gaps.increment();
                    }
                    var outcome = route.reaction().react(frame.state(), heard);
                    var next = route.store().applied(frame, heard, outcome);
                    yield Optional.of(() -> frames.put(id, next));
                }
            };
        }

        /** Writes what has changed, when asked to; false when a guard was lost. */
        BooleanSupplier prepared() {
            var writes = route.store().writes(frames.values());
            var onlyRead = writes.frames().isEmpty() ? known : null;
            return () -> {
                if (onlyRead != null) {
                    // The offset will move for what is there by a write that perhaps nobody has confirmed.
                    route.store().settle(onlyRead);
                }
                return route.store().writeAll(writes);
            };
        }
    }

    /** Others kept changing the same documents; the batch is tried again. */
    static final class StoreBusy extends RuntimeException {
        private static final long serialVersionUID = 1L;

        StoreBusy() {
            super("Others keep changing the documents of this batch");
        }
    }

    private static boolean isTransient(Throwable why) {
        for (Throwable cause = why; cause != null; cause = cause.getCause()) {
            if (cause instanceof MongoException away) {
                return !isForEver(away);
            }
        }
        return why instanceof StoreBusy;
    }

    /** The store is there and says no to this very write: it will say no again. */
    private static boolean isForEver(MongoException why) {
        return switch (why) {
            case MongoWriteException single ->
                !StoreAway.isPassing(single.getError().getCode());
            case MongoBulkWriteException bulk ->
                bulk.getWriteConcernError() == null
                        && !bulk.getWriteErrors().isEmpty()
                        && bulk.getWriteErrors().stream().noneMatch(error -> StoreAway.isPassing(error.getCode()));
            default -> false;
        };
    }
}
