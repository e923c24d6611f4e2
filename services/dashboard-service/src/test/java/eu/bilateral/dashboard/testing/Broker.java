package eu.bilateral.dashboard.testing;

import eu.bilateral.kernel.event.DomainEvent;
import eu.bilateral.kernel.event.EventEnvelope;
import eu.bilateral.kernel.event.Topic;
import eu.bilateral.kernel.testing.TestBroker;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
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
}
