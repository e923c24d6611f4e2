package eu.bilateral.standalone.endtoend.delivery;

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

    private static ComposedBrokers broker;

    @BeforeAll
    static void open() throws Exception {
        broker = ComposedBrokers.small(directory);
        makeTopics(broker, 1);
    }

    private static void makeTopics(ComposedBrokers brokers, int replicas) throws Exception {
        var topics = TOPICS.stream()
                .map(name -> new NewTopic(name, 6, (short) replicas))
                .toList();
        try (var admin = Admin.create(brokers.as("contact-service"))) {
            admin.createTopics(topics).all().get(30, SECONDS);
        }
    }

    @AfterAll
    static void end() throws Exception {
        broker.close();
    }

    @Test
    void theSamplesHearWithAPasswordWhatAServiceTells() throws Exception {
        samplesHear(broker, added(broker, "in-java"), added(broker, "in-node"));
    }

    @Test
    void theyDoSoOverTlsFromThreeBrokers(@TempDir Path own) throws Exception {
        try (var brokers = ComposedBrokers.cluster(own)) {
            makeTopics(brokers, 3);
            samplesHear(brokers, added(brokers, "in-java"), added(brokers, "in-node"));
        }
    }

    private static void samplesHear(ComposedBrokers brokers, Map<String, String> java, Map<String, String> node)
            throws Exception {
        assumeTrue(
                Sample.isNodeThere() && Sample.areModulesThere(), "There is no Node.js, or not what the sample needs");
        try (var inJava = Sample.inJava(brokers.outside(), java);
                var inNode = Sample.inNode(brokers.outside(), node)) {
            tell(brokers, "rubbish that both say is none");
            inJava.await("Not an event: contact-events");
            inNode.await("Not an event: contact-events");
        }
    }

    @Test
    void aSubscriberCanOnlyHear() throws Exception {
        var account = added(broker, "only-hears");
        var settings = broker.asOther("only-hears", account.getOrDefault("BROKER_PASSWORD", ""));

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
        var old = added(broker, "comes-and-goes");
        var renewed = added(broker, "comes-and-goes");
        try (var sample = Sample.inJava(broker.outside(), old)) {
            sample.await("The broker refuses: Authentication failed");
        }
        try (var sample = Sample.inJava(broker.outside(), renewed)) {
            tell(broker, "before it goes");
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

    private static Map<String, String> added(ComposedBrokers brokers, String name) throws Exception {
        var said = brokers.subscriber("add", name);
        assertThat(said).matches("subscriber " + name + ", password [0-9a-f]{36} \\(told only this once\\)");
        var account = new HashMap<>(Map.of(
                "BROKER_USER",
                name,
                "BROKER_PASSWORD",
                said.split("password ")[1].split(" ")[0]));
        if (brokers != broker) {
            account.put("BROKER_CA", brokers.authority());
        }
        return account;
    }

    private static void tell(ComposedBrokers brokers, String text) throws Exception {
        try (var producer =
                new KafkaProducer<>(brokers.as("contact-service"), new StringSerializer(), new StringSerializer())) {
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
}
