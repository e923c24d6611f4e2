package eu.bilateral.dashboard.testing;

import eu.bilateral.kernel.event.DomainEvent;
import eu.bilateral.kernel.event.EventEnvelope;
import eu.bilateral.kernel.event.Topic;
import eu.bilateral.kernel.testing.TestBroker;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.requests.DeleteRecordsRequest;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Puts events on the real broker, in the place of the services that tell them. */
public final class Broker {

    private Broker() {}

    private static final class Running {
        static final KafkaProducer<byte[], byte[]> PRODUCER = start();

        private static KafkaProducer<byte[], byte[]> start() {
            TestBroker.createTopics(
                    Arrays.stream(Topic.values()).map(Topic::wireName).toArray(String[]::new));
            return new KafkaProducer<>(
                    Map.of("bootstrap.servers", TestBroker.bootstrapServers(), "linger.ms", 0),
                    new ByteArraySerializer(),
                    new ByteArraySerializer());
        }
    }

    /** Has the topics made, for a service that only listens. */
    public static String servers() {
        var unused = Running.PRODUCER;
        return TestBroker.bootstrapServers();
    }

    /** Tells these events in this order; all are on the broker on return. */
    @SafeVarargs
    public static void tell(EventEnvelope<? extends DomainEvent>... events) {
        for (var event : events) {
            try {
                var unused = Running.PRODUCER.send(Story.record(event)).get();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(interrupted);
            } catch (ExecutionException failed) {
                throw new IllegalStateException(failed);
            }
        }
    }

    /** Leaves no event on any topic, for a test whose events would be in the way of all that come after it. */
    public static void forget() {
        try (var admin = Admin.create(Map.of("bootstrap.servers", servers()))) {
            var topics = Arrays.stream(Topic.values()).map(Topic::wireName).toList();
            var all = new HashMap<TopicPartition, RecordsToDelete>();
            admin.describeTopics(topics)
                    .allTopicNames()
                    .get()
                    .forEach((name, topic) -> topic.partitions()
                            .forEach(partition -> all.put(
                                    new TopicPartition(name, partition.partition()),
                                    RecordsToDelete.beforeOffset(DeleteRecordsRequest.HIGH_WATERMARK))));
            admin.deleteRecords(all).all().get();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        } catch (ExecutionException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
