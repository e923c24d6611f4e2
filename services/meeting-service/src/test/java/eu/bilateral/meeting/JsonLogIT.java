package eu.bilateral.meeting;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import eu.bilateral.kernel.testing.TestBroker;
import eu.bilateral.kernel.testing.TestStore;
import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
        var log = directory.resolve("log");
        int port = freePort();
        var process = start(log, port);
        try {
            await().atMost(PATIENCE).until(() -> isReady(port, process));
            tellRubbish();

            await().atMost(PATIENCE).until(() -> Files.readString(log).contains("ALARM quarantine"));
        } finally {
            process.destroy();
            assertThat(process.waitFor(60, SECONDS)).isTrue();
        }

        var lines = Files.readAllLines(log).stream()
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

    private static Process start(Path log, int port) throws IOException {
        // As it is shipped, without what only tests have: their set-up of logging would come first.
        var classPath = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(entry -> !entry.contains("test-classes") && !entry.endsWith("-tests.jar"))
                .collect(Collectors.joining(File.pathSeparator));
        var starting = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        classPath,
                        MeetingServiceApplication.class.getName(),
                        "--server.port=0",
                        "--management.server.port=" + port,
                        "--spring.mongodb.uri=" + TestStore.freshDatabase(),
                        "--spring.cloud.stream.kafka.binder.brokers=" + TestBroker.bootstrapServers(),
                        "--spring.cloud.stream.default.group=" + TestBroker.unique("json"))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        starting.environment().put("LOGGING_STRUCTURED_FORMAT_CONSOLE", "ecs");
        return starting.start();
    }

    private static boolean isReady(int port, Process process) throws InterruptedException {
        assertThat(process.isAlive()).as("the service runs").isTrue();
        try (var http = HttpClient.newHttpClient()) {
            var asked = HttpRequest.newBuilder(
                            URI.create("http://127.0.0.1:%d/actuator/health/readiness".formatted(port)))
                    .build();
            return http.send(asked, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
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

    private static int freePort() throws IOException {
        try (var probe = new ServerSocket(0)) {
            return probe.getLocalPort();
        }
    }
}
