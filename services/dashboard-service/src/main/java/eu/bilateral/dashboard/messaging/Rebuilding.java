package eu.bilateral.dashboard.messaging;

import eu.bilateral.dashboard.projection.Generations;
import eu.bilateral.dashboard.projection.ReadModels;
import eu.bilateral.dashboard.projection.Rebuild;
import eu.bilateral.kernel.delivery.BrokerAccess;
import eu.bilateral.kernel.event.Topic;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Builds read models anew without a moment in which there are none: a new generation reads the topics from their beginning
 * while the old one serves; when it has caught up, it serves, and the old one is dropped a little later. Every instance
 * looks at the same note, so it does not matter which one was asked, and a restart in between goes on where it stopped.
 */
@Component
class Rebuilding implements Rebuild, SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Rebuilding.class);
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(10);

    private final ReadModels models;
    private final Generations generations;
    private final Bindings bindings;
    private final DashboardReactions.Hearing hearing;
    private final RebuildSettings settings;
    private final Clock clock;
    private final BrokerAccess broker;
    private volatile boolean running;
    private volatile @Nullable Thread watcher;
    private volatile @Nullable Admin admin;
    private @Nullable CatchUp catchUp;
    private Targets targets = Targets.none();

    /** The topics' ends as they were at some moment. */
    private record Targets(Map<TopicPartition, Long> ends, long takenAtNanos) {

        static Targets none() {
            return new Targets(Map.of(), 0);
        }

        boolean areMetBy(Map<TopicPartition, Long> committed) {
            return ends.entrySet().stream().allMatch(end -> end.getValue() <= committed.getOrDefault(end.getKey(), 0L));
        }

        boolean areYoungerThan(Duration limit) {
            return System.nanoTime() - takenAtNanos <= limit.toNanos();
        }
    }

    Rebuilding(
            ReadModels models,
            Generations generations,
            Bindings bindings,
            DashboardReactions.Hearing hearing,
            RebuildSettings settings,
            Clock clock,
            BrokerAccess broker) {
        this.models = models;
        this.generations = generations;
        this.bindings = bindings;
        this.hearing = hearing;
        this.settings = settings;
        this.clock = clock;
        this.broker = broker;
    }

    @Override
    public Begun begin() {
        if (generations.somethingWaits()) {
            return Begun.QUARANTINE_NOT_EMPTY;
        }
        if (!generations.begin(clock.instant())) {
            return Begun.RUNS_ALREADY;
        }
        LockSupport.unpark(watcher);
        return Begun.BEGUN;
    }

    @Override
    public Progress progress() {
        var plan = generations.plan();
        var building = plan.building();
        if (building == null) {
            return new Progress(plan.serving(), null, null, null, null, plan.switchedAt(), plan.lastFailure());
        }
        Long done = null;
        Long all = null;
        try {
            var ends = ends();
            var committed = committed(bindings.group(building));
            done = ends.keySet().stream()
                    .mapToLong(partition -> committed.getOrDefault(partition, 0L))
                    .sum();
            all = ends.values().stream().mapToLong(Long::longValue).sum();
        } catch (BrokerAway away) {
            LOG.warn("How far generation {} has come cannot be told: {}", building, away.toString());
        }
        return new Progress(
                plan.serving(), building, plan.startedAt(), done, all, plan.switchedAt(), plan.lastFailure());
    }

    @Override
    public long lag() {
        var committed = committed(bindings.group(models.serving()));
        return ends().entrySet().stream()
                .mapToLong(end -> Math.max(0, end.getValue() - committed.getOrDefault(end.getKey(), 0L)))
                .sum();
    }

    // ---- the watcher of this instance

    private void watch() {
        while (running) {
            try {
                look();
            } catch (RuntimeException away) {
                LOG.warn("The generations of the read models cannot be looked after yet: {}", away.toString());
            } catch (Throwable unexpected) {
                // An Error too: an instance that ended this would go on to serve a generation that the others drop.
                LOG.error("ALARM read models: the look at them goes on after an unexpected failure", unexpected);
            }
            LockSupport.parkNanos(settings.lookEvery().toNanos());
        }
    }

    private void look() {
        var plan = generations.plan();
        var building = plan.building();
        if (plan.serving() != models.serving()) {
            changeOver(plan.serving());
        } else if (building != null) {
            build(building);
        } else {
            stopCatchingUp();
        }
        dropOld(plan);
    }

    private void build(int building) {
        if (generations.somethingWaits()) {
            // What is replayed goes into the serving generation only: the new one would miss it.
            stopCatchingUp();
            generations.abandon(
                    building,
                    "Something came into the quarantine meanwhile: deal with it, then begin again",
                    clock.instant());
            LOG.warn("Generation {} of the read models is given up: the quarantine is not empty", building);
            return;
        }
        if (catchUp == null || catchUp.generation() != building) {
            stopCatchingUp();
            LOG.info("Generation {} of the read models is being built", building);
            catchUp = new CatchUp(building, broker, bindings.group(building), models.listeners(building));
            targets = new Targets(ends(), System.nanoTime());
            return;
        }
        if (!targets.areMetBy(committed(bindings.group(building)))) {
            return;
        }
        if (!targets.areYoungerThan(settings.fresh())) {
            // Caught up with how it was a while ago; what came since is less, so the next round is shorter.
            targets = new Targets(ends(), System.nanoTime());
            LockSupport.unpark(Thread.currentThread());
            return;
        }
        if (generations.switchTo(building, clock.instant())) {
            changeOver(building);
        }
    }

    private void changeOver(int generation) {
        stopCatchingUp();
        bindings.unbind();
        hearing.exchange(models.listeners(generation));
        models.serve(generation);
        bindings.bind(generation);
        LOG.info("Generation {} of the read models serves", generation);
    }

    private void stopCatchingUp() {
        if (catchUp != null) {
            catchUp.close();
            catchUp = null;
        }
    }

    private void dropOld(Generations.Plan plan) {
        var old = plan.old();
        if (old == null || old == models.serving()) {
            return;
        }
        // Another instance may write to it until it has looked at the note, and would make it anew.
        var since = plan.oldSince();
        if (since != null && clock.instant().isBefore(since.plus(settings.keepOld()))) {
            return;
        }
        models.drop(old);
        generations.forget(old);
        var unused = admin().deleteConsumerGroups(List.of(bindings.group(old)));
        LOG.info("Generation {} of the read models is gone", old);
    }

    // ---- places in the topics

    private Map<TopicPartition, Long> ends() {
        var topics = Arrays.stream(Topic.values()).map(Topic::wireName).toList();
        var described = answered(admin().describeTopics(topics).allTopicNames());
        var asked = new HashMap<TopicPartition, OffsetSpec>();
        described.forEach((name, topic) -> topic.partitions()
                .forEach(partition -> asked.put(new TopicPartition(name, partition.partition()), OffsetSpec.latest())));
        var ends = new HashMap<TopicPartition, Long>();
        answered(admin().listOffsets(asked).all()).forEach((partition, end) -> ends.put(partition, end.offset()));
        return ends;
    }

    private Map<TopicPartition, Long> committed(String group) {
        var committed = new HashMap<TopicPartition, Long>();
        answered(admin().listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata())
                .forEach((partition, place) -> {
                    if (place != null) {
                        committed.put(partition, place.offset());
                    }
                });
        return committed;
    }

    /** The broker does not say what was asked. */
    private static final class BrokerAway extends IllegalStateException {
        private static final long serialVersionUID = 1L;

        BrokerAway(Exception why) {
            super("The broker does not answer", why);
        }
    }

    private static <T> T answered(KafkaFuture<T> asked) {
        try {
            return asked.get(ANSWER_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException away) {
            throw new BrokerAway(away);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Asked to stop", hurried);
        }
    }

    private synchronized Admin admin() {
        var known = admin;
        if (known == null) {
            known = Admin.create(broker.with(Map.of()));
            admin = known;
        }
        return known;
    }

    // ---- life

    @Override
    public void start() {
        running = true;
        watcher = Thread.ofVirtual().name("generations").start(this::watch);
    }

    @Override
    public void stop() {
        running = false;
        var watching = watcher;
        if (watching != null) {
            LockSupport.unpark(watching);
            try {
                var unused = watching.join(Duration.ofSeconds(10));
            } catch (InterruptedException hurried) {
                Thread.currentThread().interrupt();
            }
        }
        stopCatchingUp();
        var known = admin;
        if (known != null) {
            known.close(Duration.ofSeconds(2));
            admin = null;
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Before the bindings stop, so that none is made while they do. */
    @Override
    public int getPhase() {
        return DEFAULT_PHASE;
    }
}
