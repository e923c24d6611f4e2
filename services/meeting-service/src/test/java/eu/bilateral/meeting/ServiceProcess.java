package eu.bilateral.meeting;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The service as a process of its own, as it is shipped. */
final class ServiceProcess implements AutoCloseable {

    private static final int ENDS_WITHIN_SECONDS = 60;

    private final Process process;
    private final Path log;
    private final int health;

    private ServiceProcess(Process process, Path log, int health) {
        this.process = process;
        this.log = log;
        this.health = health;
    }

    static ServiceProcess start(
            Path directory, String store, String brokers, Map<String, String> environment, String... settings)
            throws IOException {
        // Without what only tests have: their set-up of logging would come first.
        var classPath = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(entry -> !entry.contains("test-classes") && !entry.endsWith("-tests.jar"))
                .collect(Collectors.joining(File.pathSeparator));
        int health = freePort();
        var log = directory.resolve("log");
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                classPath,
                MeetingServiceApplication.class.getName(),
                "--server.port=0",
                "--management.server.port=" + health,
                "--spring.mongodb.uri=" + store,
                "--spring.cloud.stream.kafka.binder.brokers=" + brokers));
        command.addAll(Arrays.asList(settings));
        var starting = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        starting.environment().putAll(environment);
        return new ServiceProcess(starting.start(), log, health);
    }

    /** None of those from 32768 on, which systems give to outgoing connections: a start makes many before it listens. */
    static int freePort() throws IOException {
        for (int port = ThreadLocalRandom.current().nextInt(20_000, 32_000); ; port++) {
            try (var probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return probe.getLocalPort();
            } catch (BindException taken) {
                // The next one, then.
                continue;
            }
        }
    }

    boolean isReady() throws InterruptedException {
        return isUp("readiness");
    }

    boolean isLive() throws InterruptedException {
        return isUp("liveness");
    }

    private boolean isUp(String probe) throws InterruptedException {
        assertThat(process.isAlive()).as("the service runs").isTrue();
        try (var http = HttpClient.newHttpClient()) {
            var asked = HttpRequest.newBuilder(
                            URI.create("http://127.0.0.1:%d/actuator/health/%s".formatted(health, probe)))
                    .build();
            return http.send(asked, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    /** What it has said so far. */
    List<String> log() throws IOException {
        return Files.readAllLines(log);
    }

    /** Its exit code, once it has ended by itself. */
    int ended() throws InterruptedException {
        assertThat(process.waitFor(ENDS_WITHIN_SECONDS, SECONDS)).as("it ends").isTrue();
        return process.exitValue();
    }

    /** Ends it as whoever runs containers does, and sees to it that it obeys. */
    @Override
    public void close() throws InterruptedException {
        process.destroy();
        boolean obeyed = process.waitFor(ENDS_WITHIN_SECONDS, SECONDS);
        process.destroyForcibly();
        assertThat(obeyed).as("it stops when it is told to").isTrue();
    }
}
