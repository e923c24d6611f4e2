package eu.bilateral.dashboard.stream;

import eu.bilateral.kernel.delivery.BrokerAccess;
import eu.bilateral.kernel.delivery.EventFormat;
import eu.bilateral.kernel.event.Topic;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Reads the end of all topics, once for all clients of this instance, and hands each event to those who may and want to see
 * it. It belongs to no consumer group: every instance reads everything.
 */
@Component
class Tail implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Tail.class);
    private static final Duration PATIENCE = Duration.ofMillis(500);
    private static final Duration LOOK_FOR_PARTITIONS = Duration.ofSeconds(30);

    private final BrokerAccess broker;
    private final EventFormat format;
    private final StreamSettings settings;
    private final Set<Subscription> subscriptions = ConcurrentHashMap.newKeySet();
    private final ReentrantLock lock = new ReentrantLock();
    private volatile CountDownLatch ready = new CountDownLatch(1);
    private volatile boolean running;
    private volatile @Nullable KafkaConsumer<byte[], byte[]> consumer;
    private @Nullable Thread reader;
    private @Nullable Ring ring;

    Tail(BrokerAccess broker, EventFormat format, StreamSettings settings, MeterRegistry metrics) {
        this.broker = broker;
        this.format = format;
        this.settings = settings;
        metrics.gauge("bilateral.stream.clients", subscriptions, Set::size);
    }

    /** A consumer that belongs to no group and stores no offsets. */
    static KafkaConsumer<byte[], byte[]> reading(BrokerAccess broker, String name) {
        return new KafkaConsumer<>(
                broker.with(Map.of(
                        ConsumerConfig.CLIENT_ID_CONFIG,
                        name,
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false,
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "none",
                        ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                        false,
                        ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                        1_000)),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    BrokerAccess broker() {
        return broker;
    }

    boolean isReadyWithin(Duration patience) throws InterruptedException {
        return ready.await(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** The place where the stream is now. */
    Place end() {
        lock.lock();
        try {
            return ring().end();
        } finally {
            lock.unlock();
        }
    }

    /** The same, or nothing while the stream has not begun. */
    Optional<Place> place() {
        lock.lock();
        try {
            return Optional.ofNullable(ring).map(Ring::end);
        } finally {
            lock.unlock();
        }
    }

    /** From where on events are at hand. */
    Place atHandFrom() {
        lock.lock();
        try {
            return ring().start();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Joins the live stream at that place: answers what came since, and hands every later event to the subscription, none
     * missing and none twice in between. {@code null}, and nobody has joined, where the place is too long ago.
     */
    @Nullable
    List<Ring.Passed> join(Subscription subscription, Place from) {
        lock.lock();
        try {
            if (!ring().covers(from)) {
                return null;
            }
            subscriptions.add(subscription);
            return ring().after(from).stream()
                    .filter(passed -> subscription.takes(passed.event()))
                    .toList();
        } finally {
            lock.unlock();
        }
    }

    void leave(Subscription subscription) {
        subscriptions.remove(subscription);
    }

    /** Where the stream is, if all of it up to there has been taken by that client; its id even for events it does not want. */
    @Nullable
    Place endIfIdle(Subscription subscription) {
        lock.lock();
        try {
            return subscription.isIdle() ? ring().end() : null;
        } finally {
            lock.unlock();
        }
    }

    private Ring ring() {
        if (ring == null) {
            throw new IllegalStateException("The stream has not begun yet");
        }
        return ring;
    }

    // ---- the one reader

    private void read() {
        while (running) {
            try (var reading = reading(broker, "live-stream")) {
                consumer = reading;
                begin(reading);
                follow(reading);
            } catch (WakeupException stopped) {
                LOG.debug("The live stream stops");
            } catch (InvalidOffsetException gone) {
                // The topics are not what they were; whoever comes back is told so by its own place.
                LOG.warn("The live stream has lost its place: {}", gone.toString());
                endAll();
            } catch (Throwable away) {
                // An Error too: a reader that ended would leave every board still and nobody the wiser.
                LOG.warn("The live stream cannot be read, it begins again: {}", away.toString());
                pause();
            }
        }
    }

    private void begin(KafkaConsumer<byte[], byte[]> reading) {
        var partitions = partitions(reading);
        while (running
                && partitions.stream().map(TopicPartition::topic).distinct().count() < Topic.values().length) {
            // The services' bindings make the topics; until then there is nothing to stream.
            pause();
            partitions = partitions(reading);
        }
        reading.assign(partitions);
        lock.lock();
        try {
            if (ring == null) {
                var ends = reading.endOffsets(partitions);
                var place = Place.beginning(0, 0, 0);
                for (var partition : partitions) {
                    place = place.with(partition, ends.getOrDefault(partition, 0L));
                }
                ring = new Ring(settings.ring(), place);
            }
            // After a failure it goes on where it was: the clients are still there.
            for (var partition : partitions) {
                reading.seek(partition, ring.end().next(partition));
            }
        } finally {
            lock.unlock();
        }
        ready.countDown();
    }

    private static List<TopicPartition> partitions(KafkaConsumer<byte[], byte[]> reading) {
        var partitions = new ArrayList<TopicPartition>();
        var known = reading.listTopics();
        Arrays.stream(Topic.values())
                .map(Topic::wireName)
                .forEach(name -> known.getOrDefault(name, List.of())
                        .forEach(one -> partitions.add(new TopicPartition(name, one.partition()))));
        return partitions;
    }

    private void follow(KafkaConsumer<byte[], byte[]> reading) {
        long looked = System.nanoTime();
        while (running) {
            for (var received : reading.poll(PATIENCE)) {
                hand(received);
            }
            if (System.nanoTime() - looked > LOOK_FOR_PARTITIONS.toNanos()) {
                looked = System.nanoTime();
                takeNewPartitions(reading);
            }
        }
    }

    private void takeNewPartitions(KafkaConsumer<byte[], byte[]> reading) {
        var now = partitions(reading);
        if (now.size() > reading.assignment().size()) {
            var places = end();
            reading.assign(now);
            now.forEach(partition -> reading.seek(partition, places.next(partition)));
        }
    }

    private void hand(ConsumerRecord<byte[], byte[]> received) {
        LiveEvent event = null;
        try {
            event = LiveEvent.from(received, format);
        } catch (RuntimeException unreadable) {
            // The quarantines of those who act on it say what is wrong with it.
            LOG.debug("A record that is no event of ours is not streamed: {}", unreadable.toString());
        }
        lock.lock();
        try {
            if (event == null) {
                ring().pass(Place.beginning(0, 0, 0)
                        .with(Topic.named(received.topic()), received.partition(), received.offset() + 1));
                return;
            }
            var passed = ring().add(event);
            for (var subscription : subscriptions) {
                if (!subscription.offer(passed)) {
                    subscriptions.remove(subscription);
                }
            }
        } finally {
            lock.unlock();
        }
    }

    private void pause() {
        LockSupport.parkNanos(PATIENCE.toNanos());
    }

    // ---- life

    @Override
    public void start() {
        running = true;
        reader = Thread.ofVirtual().name("live-stream").start(this::read);
    }

    /** Ends all streams; the clients come back by themselves. */
    @Override
    public void stop() {
        running = false;
        var reading = consumer;
        if (reading != null) {
            reading.wakeup();
        }
        if (reader != null) {
            try {
                var unused = reader.join(Duration.ofSeconds(5));
            } catch (InterruptedException hurried) {
                Thread.currentThread().interrupt();
            }
        }
        endAll();
    }

    private void endAll() {
        lock.lock();
        try {
            ready = new CountDownLatch(1);
            ring = null;
            subscriptions.forEach(Subscription::end);
            subscriptions.clear();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Before the web server, whose graceful end would wait for streams that never end. */
    @Override
    public int getPhase() {
        return DEFAULT_PHASE;
    }
}
