package eu.bilateral.standalone.endtoend.driver;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The topics as somebody reaches them who has the broker's address and good or bad intentions. */
public final class TopicAccess implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Map<String, List<String>> GROUPS = Map.of(
            "meeting-service", List.of("contact-events"),
            "follow-up-service", List.of("meeting-events"),
            "dashboard-service", List.of("contact-events", "meeting-events", "follow-up-events"));

    private final String brokers;
    private final Admin admin;
    private final KafkaProducer<byte[], byte[]> producer;

    /** Connects to brokers that want no password. */
    public TopicAccess(String brokers) {
        this.brokers = brokers;
        this.admin = Admin.create(Map.of("bootstrap.servers", brokers));
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", brokers, "acks", "all", "max.request.size", 16 << 20),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /** Sends that record as it is, also one that no service would. */
    public Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record) {
        return producer.send(record);
    }

    /** The names of all topics but the broker's own. */
    public SortedSet<String> names() throws Exception {
        return new TreeSet<>(admin.listTopics().names().get(30, SECONDS));
    }

    /** Everything on the topics as they are now. */
    public List<ConsumerRecord<byte[], byte[]>> all() throws Exception {
        var ends = ends();
        try (var consumer = new KafkaConsumer<>(
                Map.<String, Object>of("bootstrap.servers", brokers),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.assign(ends.keySet());
            consumer.seekToBeginning(ends.keySet());
            var all = new ArrayList<ConsumerRecord<byte[], byte[]>>();
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                if (System.nanoTime() > deadline) {
                    throw new AssertionError("The topics cannot be read to their ends: " + ends);
                }
                consumer.poll(Duration.ofMillis(100)).forEach(all::add);
            }
            return all;
        }
    }

    /** The first events that speak of that id, by their types; waits until there is one of each of these. */
    public Map<String, ConsumerRecord<byte[], byte[]>> firstOf(List<String> types, String topic, String id) {
        try (var consumer = new KafkaConsumer<>(
                Map.<String, Object>of("bootstrap.servers", brokers),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            var partitions = consumer.partitionsFor(topic).stream()
                    .map(one -> new TopicPartition(topic, one.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var found = new HashMap<String, ConsumerRecord<byte[], byte[]>>();
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (System.nanoTime() < deadline) {
                for (var record : consumer.poll(Duration.ofMillis(100))) {
                    if (new String(record.value(), UTF_8).contains(id)) {
                        found.putIfAbsent(
                                new String(
                                        record.headers().lastHeader("ce_type").value(), UTF_8),
                                record);
                    }
                }
                if (found.keySet().containsAll(types)) {
                    return found;
                }
            }
            throw new AssertionError("Nobody told all of %s on %s: %s".formatted(types, topic, found.keySet()));
        }
    }

    /** Returns when each service has gone past everything on the topics that it hears; fails where one stands still. */
    public void awaitAllHeard() throws Exception {
        producer.flush();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        var behind = behind();
        while (!behind.isEmpty()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("Consumers stand still: " + behind);
            }
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
            behind = behind();
        }
    }

    private List<String> behind() throws Exception {
        var ends = ends();
        var behind = new ArrayList<String>();
        for (var group : GROUPS.entrySet()) {
            var committed = admin.listConsumerGroupOffsets(group.getKey())
                    .partitionsToOffsetAndMetadata()
                    .get(30, SECONDS);
            ends.forEach((partition, end) -> {
                var at = committed.get(partition);
                if (group.getValue().contains(partition.topic()) && end > (at == null ? 0 : at.offset())) {
                    behind.add("%s at %s of %d in %s".formatted(group.getKey(), at, end, partition));
                }
            });
        }
        return behind;
    }

    private Map<TopicPartition, Long> ends() throws Exception {
        var topics = admin.describeTopics(List.of("contact-events", "meeting-events", "follow-up-events"))
                .allTopicNames()
                .get(30, SECONDS);
        var latest = topics.values().stream()
                .flatMap(topic ->
                        topic.partitions().stream().map(one -> new TopicPartition(topic.name(), one.partition())))
                .collect(Collectors.toMap(one -> one, one -> OffsetSpec.latest()));
        return admin.listOffsets(latest).all().get(30, SECONDS).entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, one -> one.getValue().offset()));
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(5));
        admin.close(Duration.ofSeconds(5));
    }
}
