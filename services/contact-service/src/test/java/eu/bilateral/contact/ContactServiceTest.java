package eu.bilateral.contact;

import static eu.bilateral.contact.Instructions.freshWorkspace;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import eu.bilateral.kernel.testing.ActuatorPort;
import eu.bilateral.kernel.testing.AlsoOnRealParts;
import eu.bilateral.kernel.testing.Api;
import eu.bilateral.kernel.testing.TestBroker;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Value;

/** From the request to the topic. */
@AlsoOnRealParts
@ServiceTest
class ContactServiceTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Value("${local.server.port}")
    private int port;

    @Value("${local.management.port}")
    private int actuator;

    @Test
    void healthIsToldOnAPortOfItsOwn() {
        ActuatorPort.tellsHealthAndNothingElse(actuator, port);
    }

    @Test
    void whatHappensToAnOrganisationIsToldInOrderAndWithoutPersonalData() {
        var here = freshWorkspace().value();
        var api = Api.at(port).as("manager", here);

        var lublin = api.post(
                "/api/organisations",
                "{\"ref\": \"klm\", \"name\": \"Lublin\", \"type\": \"CLUSTER\", \"note\": \"CANARY-NOTE\"}",
                "Idempotency-Key",
                "k1");
        var path = lublin.header("Location");
        var organisationId = lublin.body().get("organisationId").asString();
        assertThat(api.post(
                                "/api/organisations",
                                "{\"ref\": \"klm\", \"name\": \"Lublin\", \"type\": \"CLUSTER\", \"note\": \"CANARY-NOTE\"}",
                                "Idempotency-Key",
                                "k1")
                        .status())
                .isEqualTo(201);
        var anna = api.post(path + "/people", """
                {"name": "CANARY-NAME", "role": "CANARY-ROLE", "email": "canary@example.org", "phone": "+48123454321",
                 "lawfulBasis": "CONSENT", "source": "THE_PERSON"}""");
        assertThat(api.put(path, "{\"name\": \"Lublin Medicine\", \"type\": \"CLUSTER\"}", "If-Match", "\"1\"")
                        .status())
                .isEqualTo(200);
        assertThat(api.post(path + "/archive", "").status()).isEqualTo(200);

        var told = toldOf(here, 4);

        assertThat(told)
                .filteredOn(one -> header(one, "ce_subject").equals(organisationId))
                .extracting(one -> header(one, "ce_type") + " " + header(one, "ce_sequence"))
                .containsExactly("organisation-registered 1", "organisation-changed 2", "organisation-archived 3");
        assertThat(told)
                .filteredOn(one -> header(one, "ce_type").equals("person-added"))
                .singleElement()
                .satisfies(one -> assertThat(header(one, "ce_subject"))
                        .isEqualTo(anna.body().get("personId").asString()));
        assertThat(told).hasSize(4).allSatisfy(one -> {
            assertThat(new String(one.key(), UTF_8)).isEqualTo(organisationId);
            assertThat(new String(one.value(), UTF_8)).doesNotContainIgnoringCase("canary", "123454321");
        });
    }

    /** The first events of the workspace; one that comes again counts once, because the wire promises at least once. */
    private static List<ConsumerRecord<byte[], byte[]>> toldOf(String workspace, int enough) {
        var reading = Map.<String, Object>of(
                "bootstrap.servers", TestBroker.bootstrapServers(),
                "group.id", TestBroker.unique("reader"),
                "auto.offset.reset", "earliest");
        var told = new LinkedHashMap<String, ConsumerRecord<byte[], byte[]>>();
        try (var consumer =
                new KafkaConsumer<byte[], byte[]>(reading, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.subscribe(List.of("contact-events"));
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (told.size() < enough && System.nanoTime() < deadline) {
                for (var one : consumer.poll(Duration.ofMillis(200))) {
                    if (header(one, "ce_workspace").equals(workspace)) {
                        told.putIfAbsent(header(one, "ce_id"), one);
                    }
                }
            }
        }
        return List.copyOf(told.values());
    }

    private static String header(ConsumerRecord<byte[], byte[]> one, String name) {
        return new String(one.headers().lastHeader(name).value(), UTF_8);
    }
}
