package eu.bilateral.dashboard.messaging;

import eu.bilateral.kernel.delivery.BatchListener;
import eu.bilateral.kernel.delivery.BrokerAccess;
import eu.bilateral.kernel.event.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the topics from their beginning for a generation that does not serve yet. All instances of the service share the
 * work, as one consumer group; the stream bindings go on in the same group once the generation serves.
 */
final class CatchUp implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(CatchUp.class);
    private static final Duration PATIENCE = Duration.ofMillis(250);

    private final int generation;
    private final Map<Topic, BatchListener<?>> listeners;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Thread thread;
    private volatile boolean running = true;

    CatchUp(int generation, BrokerAccess broker, String group, Map<Topic, BatchListener<?>> listeners) {
        this.generation = generation;
        this.listeners = listeners;
        this.consumer = new KafkaConsumer<>(
                broker.with(Map.of(
                        ConsumerConfig.GROUP_ID_CONFIG,
                        group,
                        ConsumerConfig.CLIENT_ID_CONFIG,
                        group + "-catch-up",
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "earliest",
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false,
                        ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                        1_000)),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        this.thread = Thread.ofVirtual().name("catch-up-" + generation).start(this::read);
    }

    int generation() {
        return generation;
    }

    private void read() {
        try (consumer) {
            consumer.subscribe(
                    Arrays.stream(Topic.values()).map(Topic::wireName).toList());
            while (running) {
                try {
                    take();
                } catch (WakeupException stopped) {
                    LOG.debug("Catching up with generation {} stops", generation);
                } catch (RuntimeException away) {
                    // Nothing is skipped: what could not be stored is read again.
                    LOG.warn("Generation {} cannot take events right now: {}", generation, away.toString());
                    do {
                        LockSupport.parkNanos(PATIENCE.toNanos() * 4);
                    } while (running && !wentBack());
                }
            }
        }
    }

    private void take() {
        var polled = consumer.poll(PATIENCE);
        if (polled.isEmpty()) {
            return;
        }
        listeners.forEach((topic, listener) -> {
            List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
            polled.records(topic.wireName()).forEach(records::add);
            if (!records.isEmpty()) {
                listener.handle(records);
            }
        });
        consumer.commitSync();
    }

    /** Whether it stands again where the broker says; not before the broker says anything. */
    private boolean wentBack() {
        try {
            var stored = consumer.committed(consumer.assignment());
            var unread = new HashMap<TopicPartition, OffsetAndMetadata>();
            consumer.assignment().forEach(partition -> unread.put(partition, stored.get(partition)));
            unread.forEach((partition, offset) -> {
                if (offset == null) {
                    consumer.seekToBeginning(List.of(partition));
                } else {
                    consumer.seek(partition, offset);
                }
            });
            return true;
        } catch (KafkaException away) {
            LOG.debug("Generation {} does not learn yet where it was: {}", generation, away.toString());
            return false;
        }
    }

    /** Stops between two batches; what was taken is stored, and read once more where that could not be noted. */
    @Override
    public void close() {
        running = false;
        consumer.wakeup();
        try {
            if (!thread.join(Duration.ofSeconds(30))) {
                LOG.warn("Catching up with generation {} does not stop", generation);
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }
}
