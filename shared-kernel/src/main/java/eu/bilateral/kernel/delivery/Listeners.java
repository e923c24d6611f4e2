package eu.bilateral.kernel.delivery;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import eu.bilateral.kernel.event.DomainEvent;
import eu.bilateral.kernel.event.Topic;
import eu.bilateral.kernel.tracing.Traces;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Makes the listeners of a service, one for each topic that it hears, and remembers them for the quarantine. */
public final class Listeners {

    private final RecordReader reader;
    private final Quarantine quarantine;
    private final String service;
    private final MeterRegistry metrics;
    private final Clock clock;
    private final Traces traces;
    private final Map<Topic, HeardSoFar> heard = new ConcurrentHashMap<>();
    private final Map<Topic, BatchListener<?>> byTopic = new ConcurrentHashMap<>();
    private final List<Consumer<Onlooker.Heard>> onlookers = new CopyOnWriteArrayList<>();

    Listeners(
            EventFormat format,
            Dataset dataset,
            Quarantine quarantine,
            String service,
            MeterRegistry metrics,
            Clock clock,
            Traces traces) {
        this.reader = new RecordReader(format, dataset);
        this.quarantine = quarantine;
        this.service = service;
        this.metrics = metrics;
        this.clock = clock;
        this.traces = traces;
    }

    /** Begins a listener; {@link Building#listen()} ends it. */
    public <E extends DomainEvent> Building<E> to(Topic topic, Class<E> family) {
        return new Building<>(topic, family);
    }

    /** A listener that is still told which documents answer. */
    public final class Building<E extends DomainEvent> {

        private final Topic topic;
        private final Class<E> family;
        private final List<BatchListener.Route<E, ?>> routes = new ArrayList<>();

        private Building(Topic topic, Class<E> family) {
            this.topic = topic;
            this.family = family;
        }

        /** Documents of this store answer by that reaction. */
        @CanIgnoreReturnValue
        public <S> Building<E> with(AggregateStore<S, ?> store, Reaction<E, S> reaction) {
            routes.add(new BatchListener.Route<>(store, reaction));
            return this;
        }

        /** The listener; the service's quarantine replays through it from now on. */
        public BatchListener<E> listen() {
            var listener = apart();
            byTopic.put(topic, listener);
            return listener;
        }

        /** A listener beside the service's own one, for building documents anew; the quarantine does not know it. */
        public BatchListener<E> apart() {
            return new BatchListener<>(
                    topic,
                    family,
                    routes,
                    reader,
                    quarantine,
                    heardOn(topic),
                    new HeardSoFar(topic.wireName(), service, new CompositeMeterRegistry(), clock),
                    traces,
                    Listeners.this::tellOn);
        }
    }

    /**
     * Hears beside the listeners; what is replayed to them is handed to {@code replayed} before it leaves the quarantine,
     * possibly more than once.
     */
    public Onlooker onlooker(Consumer<Onlooker.Heard> replayed) {
        onlookers.add(replayed);
        return new Onlooker(reader, quarantine);
    }

    private void tellOn(Onlooker.Heard heard) {
        onlookers.forEach(onlooker -> onlooker.accept(heard));
    }

    /** What the service itself heard on that topic since the start; its groups come and go, and count together. */
    HeardSoFar heardOn(Topic topic) {
        return heard.computeIfAbsent(topic, unknown -> new HeardSoFar(topic.wireName(), service, metrics, clock));
    }

    Map<Topic, BatchListener<?>> byTopic() {
        return Map.copyOf(byTopic);
    }
}
