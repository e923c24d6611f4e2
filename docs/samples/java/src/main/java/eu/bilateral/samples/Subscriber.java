package eu.bilateral.samples;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.cloudevents.CloudEvent;
import io.cloudevents.kafka.KafkaMessageFactory;
import io.cloudevents.rw.CloudEventRWException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.config.SslConfigs;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * Prints every event of Bilateral once, as it happens: {@code Subscriber BROKERS [GROUP]}. For brokers that want a password
 * {@code BROKER_USER} and {@code BROKER_PASSWORD} have it, for those with TLS {@code BROKER_CA} names the file of their authority.
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

    private final CountDownLatch over = new CountDownLatch(1);

    private Subscriber() {}

    /** Hears until it is told to stop. */
    public static void main(String[] arguments) {
        if (arguments.length == 0) {
            System.err.println("Usage: Subscriber BROKERS [GROUP]");
            System.exit(2);
        }
        var user = System.getenv("BROKER_USER");
        // Where there are accounts, each has the groups that bear its name.
        var group = arguments.length > 1 ? arguments[1] : user == null ? "sample-java" : user;
        var settings = signIn(user, System.getenv("BROKER_PASSWORD"), System.getenv("BROKER_CA"));
        settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, arguments[0]);
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        try {
            new Subscriber().listen(settings);
        } catch (AuthenticationException | AuthorizationException refused) {
            System.err.println("The broker refuses: " + refused.getMessage());
            System.exit(1);
        }
    }

    private static Map<String, Object> signIn(
            @Nullable String user, @Nullable String password, @Nullable String authority) {
        var settings = new HashMap<String, Object>();
        if (user != null) {
            settings.put(SaslConfigs.SASL_MECHANISM, "SCRAM-SHA-512");
            settings.put(
                    SaslConfigs.SASL_JAAS_CONFIG,
                    "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"%s\" password=\"%s\";"
                            .formatted(user, password));
        }
        if (authority != null) {
            settings.put(SslConfigs.SSL_TRUSTSTORE_TYPE_CONFIG, "PEM");
            settings.put(SslConfigs.SSL_TRUSTSTORE_LOCATION_CONFIG, authority);
        }
        settings.put(
                CommonClientConfigs.SECURITY_PROTOCOL_CONFIG,
                (user == null ? "" : "SASL_") + (authority == null ? "PLAINTEXT" : "SSL"));
        return settings;
    }

    private void listen(Map<String, Object> settings) {
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(consumer)));
            consumer.subscribe(TOPICS);
            while (true) {
                consumer.poll(Duration.ofSeconds(1)).forEach(this::take);
                consumer.commitSync();
            }
        } catch (WakeupException stopped) {
            // As it was told to.
        } finally {
            over.countDown();
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

    private void stop(KafkaConsumer<?, ?> consumer) {
        consumer.wakeup();
        try {
            var unused = over.await(5, TimeUnit.SECONDS);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }
}
