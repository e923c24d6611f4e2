package eu.bilateral.meeting;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import eu.bilateral.kernel.testing.TestBroker;
import eu.bilateral.kernel.testing.TestStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The service as a container runs it: a process of its own that logs JSON. */
class JsonLogIT {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String SECRET = "canary-of-a-person";

    @TempDir
    Path directory;

    @Test
    void eachLineIsAnObjectThatNamesItsTraceAndNobodyElse() throws Exception {
        List<String> log;
        try (var service = ServiceProcess.start(
                directory,
                TestStore.freshDatabase(),
                TestBroker.bootstrapServers(),
                Map.of("LOGGING_STRUCTURED_FORMAT_CONSOLE", "ecs"),
                "--spring.cloud.stream.default.group=" + TestBroker.unique("json"))) {
            await().atMost(PATIENCE).until(service::isReady);
            tellRubbish();

            await().atMost(PATIENCE)
                    .until(() -> service.log().stream().anyMatch(line -> line.contains("ALARM quarantine")));
            log = service.log();
        }

        var lines = log.stream()
                // The JVM's own words come before anybody logs.
                .filter(line -> !line.contains("VM warning") && !line.startsWith("WARNING: "))
                .map(JsonLogIT::object)
                .toList();
        assertThat(lines).isNotEmpty().allSatisfy(line -> {
            assertThat(line.at("/@timestamp").asString("")).isNotEmpty();
            assertThat(line.at("/service/name").asString("")).isEqualTo("meeting-service");
            assertThat(line.toString()).doesNotContain(SECRET);
        });
        assertThat(lines)
                .filteredOn(line -> line.path("message").asString("").startsWith("ALARM quarantine"))
                .singleElement()
                .satisfies(line -> {
                    assertThat(line.path("trace.id").asString("")).isEqualTo(TRACE);
                    assertThat(line.path("span.id").asString("")).isNotEmpty();
                });
    }

    private static JsonNode object(String line) {
        var read = JsonMapper.shared().readTree(line);
        assertThat(read.isObject()).as(line).isTrue();
        return read;
    }

    private static void tellRubbish() throws Exception {
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of("bootstrap.servers", TestBroker.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            var rubbish = new ProducerRecord<>(
                    "contact-events",
                    UUID.randomUUID().toString().getBytes(UTF_8),
                    ("{\"name\":\"" + SECRET).getBytes(UTF_8));
            rubbish.headers().add("ce_traceparent", ("00-" + TRACE + "-00f067aa0ba902b7-00").getBytes(UTF_8));
            for (var attribute : List.of("id", "subject", "partitionkey")) {
                rubbish.headers().add("ce_" + attribute, SECRET.getBytes(UTF_8));
            }
            // In nobody's sight but this workspace's, who has no desk.
            rubbish.headers().add("ce_workspace", "json-log".getBytes(UTF_8));
            producer.send(rubbish).get(30, SECONDS);
        }
    }
}
