package eu.bilateral.kernel.delivery;

import com.mongodb.MongoException;
import eu.bilateral.kernel.delivery.DeliveryReading.Hearing;
import eu.bilateral.kernel.delivery.DeliveryReading.Parked;
import eu.bilateral.kernel.event.Topic;
import eu.bilateral.kernel.id.WorkspaceId;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps an eye on how this service tells and hears: asks every few seconds how far each binding is behind, raises an alarm
 * for one that hears nothing, and answers how things are.
 */
public final class DeliveryWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DeliveryWatch.class);

    private final Outboxes outboxes;
    private final Quarantine quarantine;
    private final Listeners listeners;
    private final ListenerHealth bindings;
    private final Backlogs backlogs;
    private final SilentBindings silent;
    private final Clock clock;
    private final MeterRegistry metrics;
    private final Map<String, Long> unheard = new ConcurrentHashMap<>();
    private final Set<String> measured = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofVirtual().name("delivery-watch").factory());

    DeliveryWatch(
            Outboxes outboxes,
            Quarantine quarantine,
            Listeners listeners,
            ListenerHealth bindings,
            Backlogs backlogs,
            DeliverySettings settings,
            Clock clock,
            MeterRegistry metrics) {
        this.outboxes = outboxes;
        this.quarantine = quarantine;
        this.listeners = listeners;
        this.bindings = bindings;
        this.backlogs = backlogs;
        this.silent = new SilentBindings(settings.silentAfter(), clock);
        this.clock = clock;
        this.metrics = metrics;
        long pause = settings.watchEvery().toMillis();
        var unused = timer.scheduleWithFixedDelay(this::lookSafely, pause, pause, TimeUnit.MILLISECONDS);
    }

    private void lookSafely() {
        try {
            look();
        } catch (RuntimeException unexpected) {
            // A timer that throws is a timer that stops.
            LOG.error("How far the bindings are behind could not be looked at", unexpected);
        }
    }

    /** Looks at each binding once. */
    void look() {
        for (var binding : bindings.bindings()) {
            var topic = binding.topic();
            if (measured.add(topic)) {
                measure(topic);
            }
            var backlog = backlogs.of(topic, binding.group(), binding.partitions());
            if (backlog.isEmpty()) {
                unheard.remove(topic);
                continue;
            }
            unheard.put(topic, backlog.get().unheard());
            var last = heardOn(topic).last();
            silent.look(topic, backlog.get(), last == null ? null : last.at());
        }
    }

    private void measure(String topic) {
        Gauge.builder("bilateral.consumer.lag", unheard, known -> {
                    var lag = known.get(topic);
                    return lag == null ? Double.NaN : lag;
                })
                .tag("topic", topic)
                .description("Events still to hear; no number where the broker does not answer")
                .register(metrics);
        TimeGauge.builder(
                        "bilateral.binding.silence",
                        heardOn(topic),
                        TimeUnit.SECONDS,
                        heard -> heard.silence().toMillis() / 1_000.0)
                .tag("topic", topic)
                .description("How long nothing was heard, since the start where nothing was heard at all")
                .register(metrics);
    }

    private HeardSoFar heardOn(String topic) {
        return listeners.heardOn(Topic.named(topic));
    }

    /** How things are; of the quarantine only what that workspace may see is counted. */
    public DeliveryReading read(WorkspaceId workspace) {
        return DeliveryReading.of(clock.instant(), outboxes.read(), parked(workspace), hearings());
    }

    private @Nullable Parked parked(WorkspaceId workspace) {
        try {
            return quarantine.count(workspace);
        } catch (MongoException away) {
            return null;
        }
    }

    private List<Hearing> hearings() {
        return bindings.bindings().stream()
                .map(this::hearing)
                .sorted(Comparator.comparing(hearing -> Topic.named(hearing.topic())))
                .toList();
    }

    private Hearing hearing(ListenerHealth.Binding binding) {
        var topic = binding.topic();
        var heard = heardOn(topic);
        var last = heard.last();
        return new Hearing(
                topic,
                binding.isListening(),
                silent.isSilent(topic),
                unheard.get(topic),
                silent.waitingSince(topic),
                last == null ? null : last.at(),
                last == null ? null : last.happenedAt(),
                (long) heard.handled.count(),
                (long) heard.gaps.count(),
                (long) heard.forks.count());
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
