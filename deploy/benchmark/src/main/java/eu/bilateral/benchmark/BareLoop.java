package eu.bilateral.benchmark;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.Updates;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.bson.Document;

/**
 * The same durable writes, sends and reads as the whole chain does for a meeting, by hand: kafka-clients and the MongoDB
 * driver against the same broker and store, without HTTP, identity, rules or JSON binding. What the chain costs on top of
 * this is what Bilateral itself costs.
 *
 * <p>A meeting: insert with a pending event, send and wait for the broker, remove the event; a consumer writes the
 * partnership with a pending event in bulk, sends, waits, removes; a second consumer writes what a dashboard reads.
 */
final class BareLoop implements AutoCloseable {

    private static final String MEETINGS = "bare-meeting-events";
    private static final String PARTNERSHIPS = "bare-follow-up-events";
    private static final int PARTITIONS = 6;

    private final String brokers;
    private final MongoClient client;
    private final MongoDatabase database;
    private final KafkaProducer<String, String> producer;
    private final AtomicLong arrived = new AtomicLong();
    private final AtomicBoolean running = new AtomicBoolean(true);
    private final String payload = "x".repeat(700);

    BareLoop(String brokers, String mongo) throws InterruptedException, ExecutionException {
        this.brokers = brokers;
        this.client = MongoClients.create(MongoClientSettings.builder()
                .applyConnectionString(new ConnectionString(mongo))
                .writeConcern(WriteConcern.MAJORITY.withJournal(true))
                .retryWrites(false)
                .build());
        this.database = client.getDatabase("bare-loop");
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", brokers, "acks", "all", "enable.idempotence", true, "linger.ms", 1),
                new StringSerializer(),
                new StringSerializer());
        try (var admin = Admin.create(Map.of("bootstrap.servers", brokers))) {
            admin.createTopics(List.of(
                            new NewTopic(MEETINGS, PARTITIONS, (short) 1),
                            new NewTopic(PARTNERSHIPS, PARTITIONS, (short) 1)))
                    .all()
                    .get();
        }
    }

    /** Meetings a second from the first insert until the last has reached the dashboard's documents. */
    double run(int writers, Duration time) throws InterruptedException {
        running.set(true);
        arrived.set(0);
        var partnerships =
                Thread.ofPlatform().start(() -> consume("partnerships", List.of(MEETINGS), this::writePartnerships));
        var dashboard = Thread.ofPlatform()
                .start(() -> consume("dashboard", List.of(MEETINGS, PARTNERSHIPS), this::writeReadModels));
        var meetings = database.getCollection("meetings");
        var sent = new AtomicLong();
        long begin = System.nanoTime();
        long end = begin + time.toNanos();
        var all = IntStream.range(0, writers)
                .mapToObj(n -> Thread.ofPlatform().start(() -> {
                    while (System.nanoTime() < end) {
                        var id = UUID.randomUUID().toString();
                        meetings.insertOne(document(id));
                        send(List.of(new ProducerRecord<>(MEETINGS, id, payload)));
                        meetings.updateOne(Filters.eq("_id", id), Updates.pull("pending", new Document("eventId", id)));
                        sent.incrementAndGet();
                    }
                }))
                .toList();
        for (var writer : all) {
            writer.join();
        }
        while (arrived.get() < sent.get()) {
            Thread.sleep(1);
        }
        long took = System.nanoTime() - begin;
        running.set(false);
        partnerships.join();
        dashboard.join();
        return sent.get() * 1e9 / took;
    }

    private Document document(String id) {
        return new Document("_id", id)
                .append("workspace", "bench")
                .append("version", 1L)
                .append("state", new Document("text", payload))
                .append("pending", List.of(new Document("eventId", id).append("data", payload)));
    }

    private void send(List<ProducerRecord<String, String>> records) {
        var futures = records.stream().map(producer::send).toList();
        for (var future : futures) {
            try {
                var unused = future.get();
            } catch (InterruptedException | ExecutionException failed) {
                throw new IllegalStateException(failed);
            }
        }
    }

    private void consume(String group, List<String> topics, Consumer<List<ConsumerRecord<String, String>>> work) {
        try (var consumer = new KafkaConsumer<>(
                Map.<String, Object>of(
                        "bootstrap.servers",
                        brokers,
                        "group.id",
                        group,
                        "auto.offset.reset",
                        "earliest",
                        "enable.auto.commit",
                        false),
                new StringDeserializer(),
                new StringDeserializer())) {
            consumer.subscribe(topics);
            while (running.get()) {
                var batch = new ArrayList<ConsumerRecord<String, String>>();
                consumer.poll(Duration.ofMillis(100)).forEach(batch::add);
                if (!batch.isEmpty()) {
                    work.accept(batch);
                    consumer.commitSync();
                }
            }
        }
    }

    private void writePartnerships(List<ConsumerRecord<String, String>> batch) {
        var partnerships = database.getCollection("partnerships");
        var ids = batch.stream().map(ConsumerRecord::key).toList();
        partnerships.find(Filters.in("_id", ids)).forEach(known -> {});
        partnerships.insertMany(ids.stream().map(this::document).toList());
        send(ids.stream()
                .map(id -> new ProducerRecord<>(PARTNERSHIPS, id, payload))
                .toList());
        partnerships.bulkWrite(ids.stream()
                .map(id -> new UpdateOneModel<Document>(
                        Filters.eq("_id", id), Updates.pull("pending", new Document("eventId", id))))
                .toList());
    }

    private void writeReadModels(List<ConsumerRecord<String, String>> batch) {
        for (var topic : List.of(MEETINGS, PARTNERSHIPS)) {
            var ids = batch.stream()
                    .filter(one -> one.topic().equals(topic))
                    .map(ConsumerRecord::key)
                    .toList();
            if (ids.isEmpty()) {
                continue;
            }
            for (var kind : List.of("read-", "timeline-")) {
                var models = database.getCollection(kind + topic);
                models.find(Filters.in("_id", ids)).forEach(known -> {});
                models.insertMany(ids.stream().map(this::document).toList());
            }
            if (topic.equals(PARTNERSHIPS)) {
                arrived.addAndGet(ids.size());
            }
        }
    }

    @Override
    public void close() {
        running.set(false);
        producer.close();
        database.drop();
        client.close();
    }
}
