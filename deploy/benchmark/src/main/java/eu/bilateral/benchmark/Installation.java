package eu.bilateral.benchmark;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A whole Bilateral of its own for the run: started by {@code deploy/up} on an empty directory, stopped and removed after. */
final class Installation implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Path root;
    private final Path data;
    private final int port;
    private final Process process;
    private final Duration readyAfter;

    private Installation(Path root, Path data, int port, Process process, Duration readyAfter) {
        this.root = root;
        this.data = data;
        this.port = port;
        this.process = process;
        this.readyAfter = readyAfter;
    }

    static Installation start(Path root) throws IOException, InterruptedException {
        var directory = Files.createTempDirectory("bilateral-bench");
        var data = directory.resolve("data");
        var log = directory.resolve("up.log");
        int port = freePort();
        long started = System.nanoTime();
        var process = new ProcessBuilder(
                        root.resolve("deploy/up").toString(),
                        "--port",
                        Integer.toString(port),
                        "--data",
                        data.toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        while (!Files.readString(log).contains("Bilateral is ready")) {
            if (!process.isAlive() || System.nanoTime() - started > PATIENCE.toNanos()) {
                process.destroy();
                throw new IllegalStateException("It did not start:\n" + Files.readString(log));
            }
            Thread.sleep(20);
        }
        return new Installation(root, data, port, process, Duration.ofNanos(System.nanoTime() - started));
    }

    private static int freePort() throws IOException {
        try (var probe = new ServerSocket(0)) {
            return probe.getLocalPort();
        }
    }

    int port() {
        return port;
    }

    Duration readyAfter() {
        return readyAfter;
    }

    String token(String account) throws IOException, InterruptedException {
        var asking = new ProcessBuilder(
                        root.resolve("deploy/token").toString(),
                        account,
                        "--data",
                        data.toString(),
                        "--port",
                        Integer.toString(port))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        var token = new String(asking.getInputStream().readAllBytes(), UTF_8).strip();
        if (asking.waitFor() != 0) {
            throw new IllegalStateException("There is no token for " + account);
        }
        return token;
    }

    /** Where the broker and the store of this installation listen: {@code brokers} and {@code mongo}. */
    Properties endpoints() throws IOException {
        var endpoints = new Properties();
        try (var in = Files.newInputStream(data.resolve("endpoints.properties"))) {
            endpoints.load(in);
        }
        return endpoints;
    }

    /** Resident memory of the process and its children, in bytes. */
    long residentMemory() {
        return Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .mapToLong(one -> residentMemory(one.pid()))
                .sum();
    }

    private static long residentMemory(long pid) {
        try (var status = Files.lines(Path.of("/proc/" + pid + "/status"))) {
            return status.filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024)
                    .sum();
        } catch (IOException | UncheckedIOException gone) {
            return 0;
        }
    }

    @Override
    public void close() throws IOException, InterruptedException {
        process.destroy();
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
        try (var files = Files.walk(Objects.requireNonNull(data.getParent()))) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
