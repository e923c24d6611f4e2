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
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
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
    private final String service;
    private final Clock clock;
    private final MeterRegistry metrics;
    private final List<Ear> beside = new CopyOnWriteArrayList<>();
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
        this.service = settings.service();
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
        } catch (Throwable unexpected) {
            // An Error too: a binding that hears nothing would raise no alarm any more.
            LOG.error("ALARM delivery watch: it goes on after an unexpected failure", unexpected);
        }
    }

    /**
     * Watches one more that hears a topic, beside the bindings, in a consumer group of its own.
     *
     * @param partitions those that fell to this instance; none where it has not been given any
     */
    public Ear ear(Topic topic, String group, BooleanSupplier listening, Supplier<Set<Integer>> partitions) {
        var heard = new HeardSoFar(topic.wireName(), group, metrics, clock);
        var ear = Ear.beside(topic.wireName(), group, listening, partitions, heard);
        beside.add(ear);
        return ear;
    }

    private Stream<Ear> ears() {
        return Stream.concat(
                bindings.bindings().stream()
                        .map(binding -> Ear.of(binding, service, listeners.heardOn(Topic.named(binding.topic())))),
                beside.stream());
    }

    /** Looks at all who hear once. */
    void look() {
        ears().forEach(this::look);
    }

    private void look(Ear ear) {
        if (measured.add(ear.name())) {
            measure(ear);
        }
        var backlog = backlogs.of(ear.topic(), ear.consumers(), ear.partitions());
        if (backlog.isEmpty()) {
            unheard.remove(ear.name());
            return;
        }
        unheard.put(ear.name(), backlog.get().unheard());
        var last = ear.heard().last();
        silent.look(ear.name(), backlog.get(), last == null ? null : last.at());
    }

    private void measure(Ear ear) {
        var name = ear.name();
        Gauge.builder("bilateral.consumer.lag", unheard, known -> {
                    var lag = known.get(name);
                    return lag == null ? Double.NaN : lag;
                })
                .tag("topic", ear.topic())
                .tag("group", ear.group())
                .description("Events still to hear; no number where the broker does not answer")
                .register(metrics);
        TimeGauge.builder(
                        "bilateral.binding.silence",
                        ear.heard(),
                        TimeUnit.SECONDS,
                        heard -> heard.silence().toMillis() / 1_000.0)
                .tag("topic", ear.topic())
                .tag("group", ear.group())
                .description("How long nothing was heard, since the start where nothing was heard at all")
                .register(metrics);
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
        return ears().map(this::hearing)
                .sorted(Comparator.comparing(Hearing::group).thenComparing(hearing -> Topic.named(hearing.topic())))
                .toList();
    }

    private Hearing hearing(Ear ear) {
        var last = ear.heard().last();
        return new Hearing(
                ear.topic(),
                ear.group(),
                ear.isListening(),
                silent.isSilent(ear.name()),
                unheard.get(ear.name()),
                silent.waitingSince(ear.name()),
                last == null ? null : last.at(),
                last == null ? null : last.happenedAt(),
                (long) ear.heard().handled.count(),
                ear.gaps(),
                ear.forks());
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
