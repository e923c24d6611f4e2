package eu.bilateral.kernel.delivery;

import eu.bilateral.kernel.delivery.GroundSettings.Missing;
import eu.bilateral.kernel.delivery.TopicGround.BrokerAway;
import eu.bilateral.kernel.setting.StartRefused;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.SmartLifecycle;

/**
 * Looks after the topics before anything is heard from them. Where they are not as they must be, the service does not
 * start; where the broker does not answer yet, it starts, is not ready, and looks again until it has seen them.
 */
final class TopicsAtStart implements SmartLifecycle, HealthIndicator {

    private static final Logger LOG = LoggerFactory.getLogger(TopicsAtStart.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration BETWEEN = Duration.ofSeconds(4);

    private final TopicGround topics;
    private final Missing missing;
    private volatile String found = "not seen yet";
    private volatile boolean good;
    private volatile boolean running;
    private @Nullable Thread looking;
    private @Nullable Runnable next;

    TopicsAtStart(TopicGround topics, Missing missing) {
        this.topics = topics;
        this.missing = missing;
    }

    @Override
    public void start() {
        running = true;
        try {
            look();
        } catch (BrokerAway away) {
            LOG.warn(
                    "The broker at {} does not answer yet; the topics are looked at once it does: {}",
                    topics.addresses(),
                    String.valueOf(away.getCause()));
            looking = Thread.ofVirtual().name("topics").start(this::lookUntilSeen);
        }
    }

    private void look() throws BrokerAway {
        if (missing == Missing.MAKE) {
            topics.make(PATIENCE).forEach(line -> LOG.debug("{}", line));
        }
        topics.check(PATIENCE);
        synchronized (this) {
            if (next != null) {
                next.run();
            }
            found = "as they must be";
            good = true;
        }
    }

    /** Does that once the topics are as they must be: now, or as soon as a broker that does not answer yet has shown them. */
    synchronized void onceSeen(Runnable then) {
        if (good) {
            then.run();
        } else {
            next = then;
        }
    }

    private void lookUntilSeen() {
        while (running && !good) {
            try {
                look();
            } catch (BrokerAway still) {
                LockSupport.parkNanos(BETWEEN.toNanos());
            } catch (StartRefused refused) {
                // Too late to refuse the start; not ready, and in the log for whoever looks why.
                found = String.valueOf(refused.getMessage());
                LOG.error("ALARM topics: {}", found);
                LockSupport.parkNanos(BETWEEN.toNanos() * 8);
            } catch (RuntimeException unforeseen) {
                // Such as a name that is not known any more: nobody else would ever look again.
                found = unforeseen.toString();
                LOG.warn("The topics cannot be looked at; this goes on", unforeseen);
                LockSupport.parkNanos(BETWEEN.toNanos() * 8);
            }
        }
    }

    @Override
    public Health health() {
        return (good ? Health.up() : Health.down()).withDetail("topics", found).build();
    }

    @Override
    public void stop() {
        running = false;
        if (looking != null) {
            LockSupport.unpark(looking);
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Before the relay tells and the bindings hear. */
    @Override
    public int getPhase() {
        return -1_000;
    }
}
