package eu.bilateral.benchmark.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The three topics as they are on the broker. */
final class Topics implements AutoCloseable {

    static final List<String> NAMES = List.of(Told.CONTACTS, Told.MEETINGS, Told.FOLLOW_UPS);

    private static final Duration PATIENCE = Duration.ofMillis(500);

    private final String brokers;
    private final KafkaProducer<byte[], byte[]> producer;

    Topics(String brokers) {
        this.brokers = brokers;
        this.producer = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        brokers,
                        "acks",
                        "all",
                        "enable.idempotence",
                        true,
                        "max.request.size",
                        4 * 1024 * 1024,
                        "delivery.timeout.ms",
                        60_000,
                        "request.timeout.ms",
                        10_000,
                        "max.block.ms",
                        60_000),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /** Puts the record on its topic and answers its place. */
    String put(ProducerRecord<byte[], byte[]> sent) throws InterruptedException {
        try {
            var kept = producer.send(sent).get();
            return Told.place(kept.topic(), kept.partition(), kept.offset());
        } catch (ExecutionException failed) {
            throw new IllegalStateException("The broker did not take a record of the run's own", failed);
        }
    }

    /** Everything that is on the topics now, in order per partition, save what lies at one of the given places. */
    List<Told> all(Set<String> without) {
        var told = new ArrayList<Told>();
        var seen = new HashSet<String>();
        read(NAMES, 0, one -> {
            if (!without.contains(Told.place(one.topic(), one.partition(), one.offset()))) {
                told.add(Told.from(one, !seen.add(one.topic() + Told.attribute(one, "id"))));
            }
        });
        return told;
    }

    /** The latest records of the topic, some of each partition, as they are. */
    List<ConsumerRecord<byte[], byte[]>> latest(String topic, int fromEach) {
        var records = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        read(List.of(topic), fromEach, records::add);
        return records;
    }

    private void read(Collection<String> names, int fromEach, Consumer<ConsumerRecord<byte[], byte[]>> each) {
        try (var consumer = new KafkaConsumer<>(
                Map.<String, Object>of("bootstrap.servers", brokers, "enable.auto.commit", false),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            var partitions = names.stream()
                    .flatMap(name -> consumer.partitionsFor(name).stream())
                    .map(one -> new TopicPartition(one.topic(), one.partition()))
                    .toList();
            consumer.assign(partitions);
            var ends = consumer.endOffsets(partitions);
            partitions.forEach(one ->
                    consumer.seek(one, fromEach == 0 ? 0 : Math.max(0, ends.getOrDefault(one, 0L) - fromEach)));
            while (partitions.stream().anyMatch(one -> consumer.position(one) < ends.getOrDefault(one, 0L))) {
                consumer.poll(PATIENCE).forEach(each);
            }
        }
    }

    /** How many events the group has still to hear, of the topics that it hears at all. */
    long lag(String group) throws InterruptedException {
        try (var admin = Admin.create(
                Map.of("bootstrap.servers", brokers, "request.timeout.ms", 5_000, "default.api.timeout.ms", 10_000))) {
            var committed = answered(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
            var heardTopics =
                    committed.keySet().stream().map(TopicPartition::topic).collect(Collectors.toSet());
            var asked = new HashMap<TopicPartition, OffsetSpec>();
            answered(admin.describeTopics(heardTopics).allTopicNames())
                    .forEach((name, topic) -> topic.partitions()
                            .forEach(one -> asked.put(new TopicPartition(name, one.partition()), OffsetSpec.latest())));
            long lag = 0;
            for (var end : answered(admin.listOffsets(asked).all()).entrySet()) {
                var place = committed.get(end.getKey());
                lag += Math.max(0, end.getValue().offset() - (place == null ? 0 : place.offset()));
            }
            return lag;
        }
    }

    private static <T> T answered(Future<T> asked) throws InterruptedException {
        try {
            return asked.get(15, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException away) {
            throw new IllegalStateException("The broker does not answer", away);
        }
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(5));
    }
}
