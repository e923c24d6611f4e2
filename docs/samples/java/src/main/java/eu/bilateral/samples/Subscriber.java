package eu.bilateral.samples;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.cloudevents.CloudEvent;
import io.cloudevents.kafka.KafkaMessageFactory;
import io.cloudevents.rw.CloudEventRWException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Prints every event of Bilateral once, as it happens: {@code Subscriber BROKERS [GROUP]}.
 *
 * <p>A group remembers how far it has come, so that a subscriber that comes back goes on where it was. An event can come
 * twice: after a crash between its effect and the commit, or because a service was not sure that it had told it.
 */
public final class Subscriber {

    private static final List<String> TOPICS = List.of("contact-events", "meeting-events", "follow-up-events");

    /** Where a subject's history stands; a higher epoch outranks all sequences of a lower one. */
    private record Place(long epoch, long sequence) {

        boolean isAfter(Place other) {
            return epoch > other.epoch || (epoch == other.epoch && sequence > other.sequence);
        }
    }

    /** The last place heard of each subject. Keep it with what you store, in the same write, and it survives a crash too. */
    private final Map<String, Place> heard = new HashMap<>();

    private Subscriber() {}

    /** Hears until it is told to stop. */
    public static void main(String[] arguments) {
        if (arguments.length == 0) {
            System.err.println("Usage: Subscriber BROKERS [GROUP]");
            System.exit(2);
        }
        var group = arguments.length > 1 ? arguments[1] : "sample-java";
        new Subscriber().listen(arguments[0], group);
    }

    private void listen(String brokers, String group) {
        try (var consumer = new KafkaConsumer<String, byte[]>(Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                brokers,
                ConsumerConfig.GROUP_ID_CONFIG,
                group,
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG,
                StringDeserializer.class,
                ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG,
                ByteArrayDeserializer.class))) {
            var listening = Thread.currentThread();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(consumer, listening)));
            consumer.subscribe(TOPICS);
            while (true) {
                consumer.poll(Duration.ofSeconds(1)).forEach(this::take);
                consumer.commitSync();
            }
        } catch (WakeupException stopped) {
            // As it was told to.
        }
    }

    private void take(ConsumerRecord<String, byte[]> received) {
        try {
            var event = KafkaMessageFactory.createReader(received).toEvent();
            var data = event.getData();
            if (data != null && isNew(event)) {
                System.out.println(String.join(
                        "\t",
                        event.getType(),
                        String.valueOf(event.getSubject()),
                        extension(event, "sequence"),
                        new String(data.toBytes(), UTF_8)));
            }
        } catch (CloudEventRWException | IllegalArgumentException unreadable) {
            // Nobody is helped by a subscriber that stops here for ever.
            System.err.printf(
                    "Not an event: %s %d %d: %s%n",
                    received.topic(), received.partition(), received.offset(), unreadable.getMessage());
        }
    }

    private boolean isNew(CloudEvent event) {
        var subject = event.getSource() + " " + event.getSubject();
        var place = new Place(Long.parseLong(extension(event, "epoch")), Long.parseLong(extension(event, "sequence")));
        var last = heard.get(subject);
        if (last != null && !place.isAfter(last)) {
            return false;
        }
        heard.put(subject, place);
        return true;
    }

    private static String extension(CloudEvent event, String name) {
        return String.valueOf(event.getExtension(name));
    }

    private static void stop(KafkaConsumer<?, ?> consumer, Thread listening) {
        consumer.wakeup();
        try {
            listening.join(Duration.ofSeconds(5));
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }
}
