package eu.bilateral.standalone.endtoend.delivery;

import eu.bilateral.standalone.endtoend.driver.Soon;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A sample of {@code docs/samples} in a process of its own, as a subscriber would start it. */
final class Sample implements AutoCloseable {

    private static final Path SAMPLES =
            Path.of("../../docs/samples").toAbsolutePath().normalize();
    /** What the sample's own build puts on its class path, and nothing of Bilateral's. */
    private static final List<String> NEEDED =
            List.of("samples/java", "sample-subscriber", "kafka-clients", "cloudevents-", "slf4j-api");

    private final Process process;
    private final Path output;

    private Sample(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /** As that consumer group, with brokers that want no password. */
    static Sample inJava(String brokers, String group) throws IOException {
        return start(java(brokers, group), Map.of());
    }

    /** With an account, given as the environment has it. */
    static Sample inJava(String brokers, Map<String, String> account) throws IOException {
        return start(java(brokers), account);
    }

    private static List<String> java(String... arguments) {
        var classes = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> NEEDED.stream().anyMatch(entry::contains))
                .collect(Collectors.joining(File.pathSeparator));
        return Stream.concat(
                        Stream.of(
                                ProcessHandle.current().info().command().orElse("java"),
                                "-cp",
                                classes,
                                "eu.bilateral.samples.Subscriber"),
                        Stream.of(arguments))
                .toList();
    }

    static Sample inNode(String brokers, String group) throws IOException {
        return start(node(brokers, group), Map.of());
    }

    static Sample inNode(String brokers, Map<String, String> account) throws IOException {
        return start(node(brokers), account);
    }

    private static List<String> node(String... arguments) {
        return Stream.concat(
                        Stream.of("node", SAMPLES.resolve("node/subscriber.mjs").toString()), Stream.of(arguments))
                .toList();
    }

    /** Follows the live stream, and keeps its place in that file. */
    static Sample ofTheStream(String url, String token, Path place) throws IOException {
        return start(
                List.of("node", SAMPLES.resolve("stream/follow.mjs").toString(), url, place.toString()),
                Map.of("TOKEN", token));
    }

    private static Sample start(List<String> command, Map<String, String> environment) throws IOException {
        var output = Files.createTempFile("sample", ".out");
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        return new Sample(builder.start(), output);
    }

    /** Whether there is a Node.js that they run on. */
    static boolean isNodeThere() {
        try {
            return new ProcessBuilder("node", "--version").start().waitFor() == 0;
        } catch (IOException none) {
            return false;
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Whether what the one in Node.js needs was fetched. */
    static boolean areModulesThere() {
        return Files.isDirectory(SAMPLES.resolve("node/node_modules"));
    }

    String said() throws IOException {
        return Files.readString(output);
    }

    /** The lines that tell of something with that text; each has event, subject, sequence and data. */
    List<String> told(String text) throws IOException {
        return said().lines()
                .filter(line -> line.split("\t").length == 4 && line.contains(text))
                .toList();
    }

    /** Waits until it has told of something with that text. */
    void await(String text) throws IOException, InterruptedException {
        var last = Soon.until(this::said, said -> said.contains(text) || !process.isAlive());
        if (!last.contains(text)) {
            throw new AssertionError("It ended with " + last);
        }
    }

    @Override
    public void close() throws IOException, InterruptedException {
        process.destroy();
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
        Files.deleteIfExists(output);
    }
}
