package eu.bilateral.followup;

import static eu.bilateral.followup.Wire.freshWorkspace;
import static eu.bilateral.followup.Wire.sent;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import eu.bilateral.kernel.id.MeetingId;
import eu.bilateral.kernel.testing.ActuatorPort;
import eu.bilateral.kernel.testing.AlsoOnRealParts;
import eu.bilateral.kernel.testing.Api;
import eu.bilateral.kernel.testing.TestBroker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Value;

/** From a meeting on the topic to the lead over HTTP and on the topic, over the real broker. */
@AlsoOnRealParts
@ServiceTest
class FollowUpServiceTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Value("${local.server.port}")
    private int port;

    @Value("${local.management.port}")
    private int actuator;

    @Test
    void healthIsToldOnAPortOfItsOwn() {
        ActuatorPort.tellsHealthAndNothingElse(actuator, port);
    }

    @Test
    void aMeetingThatIsDeliveredTwiceIsOneLeadAndOneSetOfFollowUps() throws Exception {
        var here = freshWorkspace();
        var held = Wire.keenMeeting(here);
        var record = sent(here, held.meetingId(), 1, held);
        var api = Api.at(port).as("maria", "developer", here.value());
        var path = "/api/partnerships/" + held.partnershipId();

        send(record, record);
        Awaitility.await().atMost(PATIENCE).until(() -> api.get(path).status() == 200);
        var other = Wire.heldBetween(here, held.ours(), held.partner(), MeetingId.next(), held.heldOn());
        send(sent(here, other.meetingId(), 1, other));
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> api.get(path).header("ETag").equals("\"2\""));

        var partnership = api.get(path).body();
        assertThat(partnership.get("stage").asString()).isEqualTo("INTEREST_CONFIRMED");
        assertThat(partnership.get("owner").asString()).isEqualTo("maria");
        assertThat(partnership.get("meetings").size()).isEqualTo(2);
        assertThat(partnership.get("followUps").size())
                .as("seven, a second thank-you, a second call")
                .isEqualTo(9);

        var moved = api.post(path + "/move", "{\"to\": \"SCOPING\", \"reason\": \"CANARY\"}");
        assertThat(moved.status()).isEqualTo(200);
        var told = toldOf(here.value(), 3);
        assertThat(told)
                .extracting(one -> header(one, "ce_type") + " " + header(one, "ce_sequence"))
                .containsExactly("lead-opened 1", "meeting-attached 2", "stage-moved 3");
        assertThat(told).allSatisfy(one -> {
            assertThat(new String(one.key(), UTF_8))
                    .isEqualTo(held.partnershipId().toString());
            assertThat(new String(one.value(), UTF_8)).doesNotContain("CANARY");
        });
        assertThat(header(told.getFirst(), "ce_causationid")).isEqualTo(header(record, "ce_id"));
        assertThat(header(told.getFirst(), "ce_hop")).isEqualTo("1");
    }

    @SafeVarargs
    private static void send(ProducerRecord<byte[], byte[]>... records) throws Exception {
        try (var producer = new KafkaProducer<byte[], byte[]>(
                Map.of("bootstrap.servers", TestBroker.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            for (var record : records) {
                assertThat(producer.send(record).get(30, TimeUnit.SECONDS).hasOffset())
                        .isTrue();
            }
        }
    }

    private static List<ConsumerRecord<byte[], byte[]>> toldOf(String workspace, int enough) {
        var reading = Map.<String, Object>of(
                "bootstrap.servers", TestBroker.bootstrapServers(),
                "group.id", TestBroker.unique("reader"),
                "auto.offset.reset", "earliest");
        var told = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        try (var consumer =
                new KafkaConsumer<byte[], byte[]>(reading, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.subscribe(List.of("follow-up-events"));
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (told.size() < enough && System.nanoTime() < deadline) {
                for (var one : consumer.poll(Duration.ofMillis(200))) {
                    if (header(one, "ce_workspace").equals(workspace)) {
                        told.add(one);
                    }
                }
            }
        }
        return told;
    }

    private static String header(ConsumerRecord<byte[], byte[]> one, String name) {
        return new String(one.headers().lastHeader(name).value(), UTF_8);
    }

    private static String header(ProducerRecord<byte[], byte[]> one, String name) {
        return new String(one.headers().lastHeader(name).value(), UTF_8);
    }
}
