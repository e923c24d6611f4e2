package eu.bilateral.standalone.endtoend;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Others hear the events of brokers that want a password, and can do nothing else there. */
class SubscribersIT {

    private static final List<String> TOPICS = List.of("contact-events", "meeting-events", "follow-up-events");

    @TempDir
    private static Path directory;

    private static ComposedBroker broker;

    @BeforeAll
    static void open() throws Exception {
        broker = ComposedBroker.start(directory);
        try (var admin = Admin.create(as("contact-service", ComposedBroker.passwordOf("contact"), broker.inside()))) {
            admin.createTopics(TOPICS.stream()
                            .map(name -> new NewTopic(name, 6, (short) 1))
                            .toList())
                    .all()
                    .get(30, SECONDS);
        }
    }

    @AfterAll
    static void end() throws Exception {
        broker.close();
    }

    @Test
    void theSamplesHearWithAPasswordWhatAServiceTells() throws Exception {
        assumeTrue(
                Sample.isNodeThere() && Sample.areModulesThere(), "There is no Node.js, or not what the sample needs");
        try (var java = Sample.inJava(broker.outside(), added("in-java"));
                var node = Sample.inNode(broker.outside(), added("in-node"))) {
            tell("rubbish that both say is none");
            java.await("Not an event: contact-events");
            node.await("Not an event: contact-events");
        }
    }

    @Test
    void aSubscriberCanOnlyHear() throws Exception {
        var account = added("only-hears");
        var settings = as("only-hears", account.getOrDefault("BROKER_PASSWORD", ""), broker.outside());

        var writing = new HashMap<>(settings);
        // What asks for more rights is refused already for those.
        writing.put("enable.idempotence", false);
        try (var producer = new KafkaProducer<>(writing, new StringSerializer(), new StringSerializer())) {
            assertThatExceptionOfType(ExecutionException.class)
                    .isThrownBy(() -> producer.send(new ProducerRecord<>("contact-events", "made up"))
                            .get(30, SECONDS))
                    .withCauseInstanceOf(TopicAuthorizationException.class);
        }
        try (var admin = Admin.create(settings)) {
            assertThatExceptionOfType(ExecutionException.class)
                    .isThrownBy(() -> admin.createTopics(List.of(new NewTopic("own", 1, (short) 1)))
                            .all()
                            .get(30, SECONDS))
                    .withCauseInstanceOf(AuthorizationException.class);
        }
        assertThatExceptionOfType(GroupAuthorizationException.class)
                .isThrownBy(() -> hear(settings, "dashboard-service-webhooks"));
        assertThatExceptionOfType(GroupAuthorizationException.class).isThrownBy(() -> hear(settings, "only-hears2"));
        hear(settings, "only-hears.second");
    }

    @Test
    void aNewPasswordOutdatesTheOldOneAndARemovedAccountHearsNothing() throws Exception {
        var old = added("comes-and-goes");
        var renewed = added("comes-and-goes");
        try (var sample = Sample.inJava(broker.outside(), old)) {
            sample.await("The broker refuses: Authentication failed");
        }
        try (var sample = Sample.inJava(broker.outside(), renewed)) {
            tell("before it goes");
            sample.await("Not an event: contact-events");
        }

        assertThat(broker.subscriber("remove", "comes-and-goes")).isEqualTo("subscriber comes-and-goes is gone");

        try (var sample = Sample.inJava(broker.outside(), renewed)) {
            sample.await("The broker refuses: Authentication failed");
        }
    }

    @Test
    void noServiceLosesItsAccountToASubscriber() {
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> broker.subscriber("add", "meeting-service"))
                .withMessageContaining("choose another name");
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> broker.subscriber("add", "a b"))
                .withMessageContaining("A name is of");
    }

    private static Map<String, String> added(String name) throws Exception {
        var said = broker.subscriber("add", name);
        assertThat(said).matches("subscriber " + name + ", password [0-9a-f]{36} \\(told only this once\\)");
        return Map.of(
                "BROKER_USER",
                name,
                "BROKER_PASSWORD",
                said.split("password ")[1].split(" ")[0]);
    }

    private static void tell(String text) throws Exception {
        var settings = as("contact-service", ComposedBroker.passwordOf("contact"), broker.inside());
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>("contact-events", text)).get(30, SECONDS);
        }
    }

    private static void hear(Map<String, Object> settings, String group) {
        var hearing = new HashMap<>(settings);
        hearing.put("group.id", group);
        try (var consumer = new KafkaConsumer<>(hearing, new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(TOPICS);
            long until = System.nanoTime() + SECONDS.toNanos(30);
            while (consumer.assignment().isEmpty() && System.nanoTime() < until) {
                consumer.poll(Duration.ofMillis(200));
            }
            assertThat(consumer.assignment()).hasSize(18);
        }
    }

    private static Map<String, Object> as(String account, String password, String broker) {
        return Map.of(
                "bootstrap.servers",
                broker,
                "security.protocol",
                "SASL_PLAINTEXT",
                "sasl.mechanism",
                "SCRAM-SHA-512",
                "sasl.jaas.config",
                "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"%s\" password=\"%s\";"
                        .formatted(account, password));
    }
}
