package eu.bilateral.dashboard.sending;

import eu.bilateral.dashboard.stream.WallClock;
import eu.bilateral.dashboard.webhook.Bell;
import eu.bilateral.dashboard.webhook.Turns;
import eu.bilateral.dashboard.webhook.Turns.Turn;
import eu.bilateral.dashboard.webhook.WebhookDeliveries;
import eu.bilateral.dashboard.webhook.WebhookId;
import eu.bilateral.dashboard.webhook.WebhookSettings;
import eu.bilateral.dashboard.webhook.Webhooks;
import eu.bilateral.kernel.tracing.Traces;
import io.github.resilience4j.core.IntervalFunction;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Looks in this instance for webhooks that somebody should send for, and has a {@link Sender} do so for each it gets. */
@Component
class Senders implements Bell, SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Senders.class);
    private static final Duration FORGET_EVERY = Duration.ofHours(1);
    private static final Duration STOPS_WITHIN = Duration.ofSeconds(3);
    private static final double JITTER = 0.2;

    private final Tools tools;
    private final Map<WebhookId, Sender> senders = new HashMap<>();
    private final Set<WebhookId> lookedAt = new HashSet<>();
    private volatile boolean running;
    private volatile @Nullable Thread watcher;
    private Instant forgetNext = Instant.MIN;

    Senders(
            Webhooks webhooks,
            WebhookDeliveries deliveries,
            Turns turns,
            Carrier carrier,
            WebhookSettings settings,
            Clock clock,
            WallClock wallClock,
            MeterRegistry metrics,
            Traces traces) {
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        this.tools = new Tools(
                UUID.randomUUID().toString(),
                webhooks,
                deliveries,
                turns,
                carrier,
                IntervalFunction.ofExponentialRandomBackoff(
                        settings.firstPause(), settings.pauseGrows(), JITTER, settings.longestPause()),
                settings,
                clock,
                wallClock,
                metrics,
                traces,
                threads);
    }

    @Override
    public void rung() {
        LockSupport.unpark(watcher);
    }

    private void watch() {
        while (running) {
            try {
                look();
            } catch (RuntimeException away) {
                LOG.warn("The webhooks cannot be looked after yet: {}", away.toString());
            } catch (Throwable unexpected) {
                // An Error too: if this ended, nobody would be told any more and nobody the wiser.
                LOG.error("ALARM webhooks: the look at them goes on after an unexpected failure", unexpected);
            }
            LockSupport.parkNanos(tools.settings().lookEvery().toNanos());
        }
    }

    private void look() {
        var now = tools.clock().instant();
        senders.values().removeIf(Sender::isOver);
        long readAt = System.nanoTime();
        var all = tools.turns().all();
        for (var turn : all) {
            var sender = senders.get(turn.webhook().id());
            if (sender != null) {
                sender.learn(turn, readAt);
            } else if (turn.isCalledFor(now)
                    || (turn.isFree(now) && lookedAt.add(turn.webhook().id()))) {
                // Each is looked at once by itself: in a copy of the data the bell may be older than what waits.
                begin(turn, now);
            }
        }
        if (now.isAfter(forgetNext)) {
            forgetNext = now.plus(FORGET_EVERY);
            forget(all, now.minus(tools.settings().keep()));
        }
    }

    private void begin(Turn turn, Instant now) {
        var until = now.plus(tools.settings().lease());
        if (tools.turns().take(turn, tools.holder(), now, until)) {
            var sender = new Sender(tools, turn, until);
            senders.put(turn.webhook().id(), sender);
            tools.threads().execute(sender);
        }
    }

    private void forget(List<Turn> all, Instant before) {
        all.forEach(turn -> tools.deliveries()
                .forget(turn.webhook().workspace(), turn.webhook().id(), before));
    }

    @Override
    public void start() {
        running = true;
        watcher = Thread.ofVirtual().name("webhook-senders").start(this::watch);
    }

    /** Begins nothing more and gives the turns back, so that another instance goes on at once. */
    @Override
    public void stop() {
        running = false;
        var watching = watcher;
        try {
            if (watching != null) {
                LockSupport.unpark(watching);
                var unused = watching.join(Duration.ofSeconds(5));
            }
            senders.values().forEach(Sender::end);
            var until = System.nanoTime() + STOPS_WITHIN.toNanos();
            while (!senders.values().stream().allMatch(Sender::isOver) && System.nanoTime() < until) {
                Thread.sleep(20);
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
        tools.threads().shutdownNow();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
