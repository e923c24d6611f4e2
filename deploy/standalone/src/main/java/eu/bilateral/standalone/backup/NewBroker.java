package eu.bilateral.standalone.backup;

import eu.bilateral.standalone.broker.EmbeddedBroker;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** The broker that a restore fills: each partition in order, so that each record comes to lie where it lay. */
final class NewBroker implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 60;

    private final EmbeddedBroker broker;
    private final KafkaProducer<byte[], byte[]> producer;

    NewBroker(Path directory) throws IOException {
        broker = EmbeddedBroker.start(directory);
        producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        broker.bootstrapServers(),
                        ProducerConfig.ACKS_CONFIG,
                        "all",
                        ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                        true,
                        ProducerConfig.LINGER_MS_CONFIG,
                        5,
                        ProducerConfig.BUFFER_MEMORY_CONFIG,
                        16L << 20,
                        ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                        8 << 20),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    void fill(Layout.Partition partition, InputStream records) throws IOException {
        var failure = new AtomicReference<@Nullable Exception>();
        var in = new DataInputStream(records);
        long next = 0;
        for (var record = RecordFormat.read(in, partition);
                record != null && failure.get() == null;
                record = RecordFormat.read(in, partition)) {
            long expected = next++;
            var unused = producer.send(record, (lies, failed) -> {
                if (failed != null) {
                    failure.compareAndSet(null, failed);
                } else if (lies.offset() != expected) {
                    failure.compareAndSet(
                            null, new IOException("record %d of %s lies elsewhere".formatted(expected, partition)));
                }
            });
        }
        producer.flush();
        var failed = failure.get();
        if (failed != null) {
            throw new IOException("the new broker does not take a record: " + failed.getMessage(), failed);
        }
    }

    /** Has each group go on where it was. */
    void commit(List<Manifest.Committed> committed) throws IOException {
        var byGroup = new HashMap<String, Map<TopicPartition, OffsetAndMetadata>>();
        for (var one : committed) {
            byGroup.computeIfAbsent(one.group(), first -> new HashMap<>())
                    .put(new TopicPartition(one.topic(), one.partition()), new OffsetAndMetadata(one.offset()));
        }
        try (var admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers()))) {
            for (var group : byGroup.entrySet()) {
                admin.alterConsumerGroupOffsets(group.getKey(), group.getValue())
                        .all()
                        .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            }
        } catch (ExecutionException failed) {
            throw new IOException("the new broker does not take the groups' places: " + failed.getCause(), failed);
        } catch (TimeoutException slow) {
            throw new IOException("the new broker does not answer", slow);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", hurried);
        }
    }

    @Override
    public void close() {
        producer.close();
        broker.close();
    }
}
