package eu.bilateral.standalone.backup;

import eu.bilateral.kernel.event.Topic;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The running installation's broker, as a backup reads it; it belongs to no group and commits nothing. */
final class LiveBroker implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration POLL = Duration.ofMillis(500);

    private final Admin admin;
    private final KafkaConsumer<byte[], byte[]> consumer;

    LiveBroker(String brokers) {
        admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, brokers));
        consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        brokers,
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false,
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "none",
                        ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                        false,
                        // A question for what comes next would hold up the first one about the next partition.
                        ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG,
                        10,
                        ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                        1_000),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    /** How far each group has read our topics. */
    List<Manifest.Committed> committed() {
        var all = new ArrayList<Manifest.Committed>();
        for (var group : answered(admin.listGroups().all())) {
            answered(admin.listConsumerGroupOffsets(group.groupId()).partitionsToOffsetAndMetadata())
                    .forEach((partition, place) -> {
                        if (place != null && isOurs(partition.topic())) {
                            all.add(new Manifest.Committed(
                                    group.groupId(), partition.topic(), partition.partition(), place.offset()));
                        }
                    });
        }
        all.sort(Comparator.comparing(Manifest.Committed::group)
                .thenComparing(Manifest.Committed::topic)
                .thenComparing(Manifest.Committed::partition));
        return all;
    }

    private static boolean isOurs(String topic) {
        return Arrays.stream(Topic.values()).anyMatch(known -> known.wireName().equals(topic));
    }

    /** Where the next record of each partition will come, as of now. */
    Map<TopicPartition, Long> ends() {
        var asked = new HashMap<TopicPartition, OffsetSpec>();
        var topics = Arrays.stream(Topic.values()).map(Topic::wireName).toList();
        answered(admin.describeTopics(topics).allTopicNames())
                .forEach((name, topic) -> topic.partitions()
                        .forEach(partition ->
                                asked.put(new TopicPartition(name, partition.partition()), OffsetSpec.latest())));
        var ends = new HashMap<TopicPartition, Long>();
        answered(admin.listOffsets(asked).all()).forEach((partition, end) -> ends.put(partition, end.offset()));
        return ends;
    }

    /** Takes each record in order; the answer says whether it was kept. */
    @FunctionalInterface
    interface Taking {
        boolean take(ConsumerRecord<byte[], byte[]> received, DataOutputStream out) throws IOException;
    }

    /** Hands over all records of the partition up to that offset and answers how many were kept. */
    long read(TopicPartition partition, long end, OutputStream to, Taking taking) throws IOException {
        var out = new DataOutputStream(new BufferedOutputStream(to, 1 << 16));
        consumer.assign(List.of(partition));
        consumer.seek(partition, 0);
        long begin = consumer.beginningOffsets(List.of(partition), PATIENCE).getOrDefault(partition, 0L);
        long next = 0;
        long kept = 0;
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (next < end) {
            if (begin > next) {
                throw lost(partition, next);
            }
            for (var received : consumer.poll(POLL).records(partition)) {
                if (received.offset() >= end) {
                    break;
                }
                if (received.offset() != next) {
                    throw lost(partition, next);
                }
                next++;
                if (taking.take(received, out)) {
                    kept++;
                }
                deadline = System.nanoTime() + PATIENCE.toNanos();
            }
            if (System.nanoTime() > deadline) {
                throw new IOException("the broker does not hand over what is in %s".formatted(partition));
            }
        }
        out.flush();
        return kept;
    }

    /** Places in a partition are counted; one that lost records could not be made anew with the same places. */
    private static Refused lost(TopicPartition partition, long offset) {
        return new Refused("The topic %s has lost records at %d of partition %d: a backup would not be whole"
                .formatted(partition.topic(), offset, partition.partition()));
    }

    private static <T> T answered(KafkaFuture<T> asked) {
        try {
            return asked.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException failed) {
            throw new IllegalStateException("the broker answers " + failed.getCause(), failed);
        } catch (TimeoutException slow) {
            throw new IllegalStateException("the broker does not answer", slow);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", hurried);
        }
    }

    @Override
    public void close() {
        consumer.close();
        admin.close(Duration.ofSeconds(2));
    }
}
