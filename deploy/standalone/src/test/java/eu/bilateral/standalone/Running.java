package eu.bilateral.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;

import eu.bilateral.standalone.identity.AccountBook;
import eu.bilateral.standalone.identity.SigningKeys;
import eu.bilateral.standalone.identity.TokenMint;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The whole standalone as a process of its own, as {@code deploy/up} starts it, on data that the test chooses. */
final class Running implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration COMING_BACK = Duration.ofSeconds(60);
    private static final JsonMapper JSON = new JsonMapper();

    private final Process process;
    private final Path output;
    private final Path data;
    private final int port;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private Running(Process process, Path output, Path data, int port) {
        this.process = process;
        this.output = output;
        this.data = data;
        this.port = port;
    }

    /** Starts it; {@link #awaitReady} waits for it. */
    static Running start(Path data, int port, String... more) throws IOException {
        return start(Standalone.class, data, port, more);
    }

    /** Starts another main class in the same way, which says that it is ready in the same words. */
    static Running start(Class<?> main, Path data, int port, String... more) throws IOException {
        var output = Files.createTempFile("standalone", ".out");
        var command = new ArrayList<String>();
        command.add(ProcessHandle.current().info().command().orElseThrow());
        Files.readAllLines(options(), UTF_8).stream()
                .filter(line -> line.startsWith("-"))
                .forEach(command::add);
        // The tests' own quiet set-up would take the file away.
        command.add("-Dlogback.configurationFile=logback.xml");
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of("--port", String.valueOf(port), "--data", data.toString()));
        command.addAll(List.of(more));
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        return new Running(process, output, data, port);
    }

    private static Path options() {
        var here = Path.of("jvm.options");
        return Files.exists(here) ? here : Path.of("deploy/standalone/jvm.options");
    }

    Running awaitReady() throws IOException {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (!said().contains("Bilateral is ready: http://localhost:" + port)) {
            if (!process.isAlive() || System.nanoTime() > until) {
                throw new IllegalStateException("It did not start:\n" + said());
            }
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
        return this;
    }

    String said() throws IOException {
        return Files.readString(output, UTF_8);
    }

    String token(String account) throws IOException {
        var identity = data.resolve("identity");
        return new TokenMint(SigningKeys.in(identity), "http://localhost:" + port)
                .mint(AccountBook.in(identity).find(account).orElseThrow(), Instant.now(), Duration.ofMinutes(30));
    }

    HttpResponse<String> send(String token, String method, String path, String body, Map<String, String> headers)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(60))
                .header("Content-Type", "application/json")
                .method(
                        method,
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body));
        headers.forEach(request::header);
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    JsonNode read(String token, String path) throws IOException, InterruptedException {
        var answer = send(token, "GET", path, "", Map.of());
        if (answer.statusCode() != 200) {
            throw new IllegalStateException("%s: %d %s".formatted(path, answer.statusCode(), answer.body()));
        }
        return JSON.readTree(answer.body());
    }

    /** Posts it, again where it is told to come back, under one key. */
    JsonNode post(String token, String path, Object body) throws IOException, InterruptedException {
        var key = Map.of("Idempotency-Key", UUID.randomUUID().toString());
        var answer = send(token, "POST", path, JSON.writeValueAsString(body), key);
        long until = System.nanoTime() + COMING_BACK.toNanos();
        while (answer.statusCode() == 503 && System.nanoTime() < until) {
            LockSupport.parkNanos(Duration.ofMillis(500).toNanos());
            answer = send(token, "POST", path, JSON.writeValueAsString(body), key);
        }
        if (answer.statusCode() != 201) {
            throw new IllegalStateException("%s: %d %s".formatted(path, answer.statusCode(), answer.body()));
        }
        return JSON.readTree(answer.body());
    }

    /** Registers an organisation and answers its id. */
    String organisation(String token, String name) throws IOException, InterruptedException {
        return post(token, "/api/organisations", Map.of("name", name, "type", "CLUSTER", "areas", List.of("medicine")))
                .path("organisationId")
                .asString();
    }

    /** Ends as by {@code kill -9}. */
    void kill() throws InterruptedException {
        var unused = process.toHandle().destroyForcibly();
        process.waitFor();
    }

    /** Ends as by Ctrl-C. */
    boolean stop(Duration atMost) throws InterruptedException {
        process.destroy();
        return process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS);
    }

    int exitCode() throws InterruptedException {
        process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        return process.exitValue();
    }

    @Override
    public void close() throws InterruptedException {
        http.close();
        if (!stop(Duration.ofSeconds(30))) {
            kill();
        }
    }
}
