package eu.bilateral.standalone.endtoend.driver;

import static java.nio.charset.StandardCharsets.UTF_8;

import eu.bilateral.standalone.FreePort;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A standalone in a process of its own, on a free port of the loopback and a directory of its own. */
public final class RunningBilateral implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static @Nullable RunningBilateral demo;

    private final Path data;
    private final int port;
    private final List<String> flags;
    private final Map<String, String> environment;
    private final Map<String, Api> known = new ConcurrentHashMap<>();
    private Process process;

    private RunningBilateral(Path data, int port, Map<String, String> environment, List<String> flags)
            throws IOException, InterruptedException {
        this.data = data;
        this.port = port;
        this.flags = flags;
        this.environment = environment;
        var unused = Files.createDirectories(routes());
        this.process = launch();
    }

    /** The demo, started once for all tests that leave it usable for the others. */
    public static synchronized RunningBilateral demo() throws IOException, InterruptedException {
        if (demo == null) {
            var fresh = start("--demo");
            Runtime.getRuntime().addShutdownHook(new Thread(fresh::close));
            demo = fresh;
        }
        return demo;
    }

    /** Starts an own one with these flags, which whoever asks for it closes. */
    public static RunningBilateral start(String... flags) throws IOException, InterruptedException {
        return start(Map.of(), flags);
    }

    /** With settings that come from the environment. */
    public static RunningBilateral start(Map<String, String> environment, String... flags)
            throws IOException, InterruptedException {
        return new RunningBilateral(
                Files.createTempDirectory("bilateral"), FreePort.find(), environment, List.of(flags));
    }

    private Process launch() throws IOException, InterruptedException {
        var log = data.resolveSibling(data.getFileName() + ".log");
        var command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                // As it is shipped.
                "@" + Path.of("jvm.options").toAbsolutePath(),
                // The tests' own quiet set-up would take its log away.
                "-Dlogback.configurationFile=logback.xml",
                "-D" + MappedRoutes.ASKED_FOR + "=" + routes(),
                "-cp",
                System.getProperty("java.class.path"),
                "eu.bilateral.standalone.Standalone",
                "--port",
                Integer.toString(port),
                "--data",
                data.toString()));
        command.addAll(flags);
        var starting = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        starting.environment().putAll(environment);
        var started = starting.start();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!Files.readString(log).contains("Bilateral is ready")) {
            if (!started.isAlive() || System.nanoTime() > deadline) {
                started.destroyForcibly();
                throw new IllegalStateException("It did not start:\n" + Files.readString(log));
            }
            var unused = started.waitFor(100, TimeUnit.MILLISECONDS);
        }
        return started;
    }

    /** What it has printed since its last start. */
    public String printed() throws IOException {
        return Files.readString(data.resolveSibling(data.getFileName() + ".log"));
    }

    /** What it has logged since its first start. */
    public String logged() throws IOException {
        return Files.readString(data.resolve("logs").resolve("bilateral.log"));
    }

    /** The password that it printed for that account. */
    String passwordOf(String account) throws IOException {
        var line = Pattern.compile("account " + account + ",? +password (\\S+)").matcher(printed());
        if (!line.find()) {
            throw new IllegalStateException("No password was printed for " + account);
        }
        return line.group(1);
    }

    /** Where each service has written what it answers: a file of its name. */
    public Path routes() {
        return data.resolveSibling(data.getFileName() + ".routes");
    }

    /** Where its front door is. */
    public String url() {
        return "http://localhost:" + port;
    }

    /** Where its broker and its store listen, as {@code brokers} and {@code mongo}. */
    public Properties endpoints() throws IOException {
        var endpoints = new Properties();
        endpoints.load(new StringReader(Files.readString(data.resolve("endpoints.properties"))));
        return endpoints;
    }

    /** The API with a token of that account, which holds over a restart. */
    public Api as(String account) {
        return known.computeIfAbsent(account, name -> new Api(url(), token(name)));
    }

    /** What {@code deploy/account} says to that. */
    public String account(String... words) {
        return command("Accounts", words);
    }

    private String token(String account) {
        return command("Token", account, "");
    }

    private String command(String name, String... words) {
        var command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-cp",
                System.getProperty("java.class.path"),
                "eu.bilateral.standalone.identity." + name,
                data.toString()));
        command.addAll(List.of(words));
        try {
            var asking = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            return new String(asking.getInputStream().readAllBytes(), UTF_8).strip();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The API without a token. */
    public Api asNobody() {
        return new Api(url(), null);
    }

    /** Ends it as a power cut would, and starts it again on what it left. */
    public void killAndRestart() throws IOException, InterruptedException {
        process.destroyForcibly();
        var unused = process.waitFor(30, TimeUnit.SECONDS);
        process = launch();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
            for (var directory : List.of(data, routes())) {
                try (var files = Files.walk(directory)) {
                    for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                        Files.deleteIfExists(file);
                    }
                }
            }
            Files.deleteIfExists(data.resolveSibling(data.getFileName() + ".log"));
        } catch (IOException leftBehind) {
            throw new UncheckedIOException(leftBehind);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }
}
