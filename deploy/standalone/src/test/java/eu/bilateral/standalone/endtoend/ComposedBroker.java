package eu.bilateral.standalone.endtoend;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The broker of {@code docker-compose.yml} without its container: its own scripts on Kafka's own programs. They are copies in
 * which each path of the container is one of a directory here, and each port a free one.
 */
final class ComposedBroker implements AutoCloseable {

    private static final Path SCRIPTS =
            Path.of("../../deploy/compose").toAbsolutePath().normalize();
    private static final List<String> PATHS =
            List.of("/run/secrets", "/var/lib/kafka/data", "/opt/kafka", "/tmp/", "/deploy/");
    private static final List<String> PORTS = List.of("9092", "9093", "9094", "9192");
    private static final Map<String, String> PROGRAMS = Map.of(
            "kafka-storage", "kafka.tools.StorageTool",
            "kafka-server-start", "kafka.Kafka",
            "kafka-configs", "kafka.admin.ConfigCommand",
            "kafka-acls", "org.apache.kafka.tools.AclCommand");

    private final Path directory;
    private final Map<String, String> ports = new HashMap<>();
    private final Process process;

    private ComposedBroker(Path directory) throws IOException {
        this.directory = directory;
        for (var port : PORTS) {
            ports.put(port, Integer.toString(freePort()));
        }
        for (var path : PATHS) {
            Files.createDirectories(directory.resolve(path.substring(1)));
        }
        Files.writeString(directory.resolve("run/secrets/kafka-cluster-id"), "MkU3OEVBNTcwNTJENDM2Qg");
        for (var service : List.of("contact", "meeting", "follow-up", "dashboard")) {
            Files.writeString(
                    directory.resolve("run/secrets/kafka-%s-service".formatted(service)), passwordOf(service));
        }
        for (var script : List.of("kafka-start.sh", "kafka-subscriber.sh", "kafka-ready.sh", "kafka-log4j2.yaml")) {
            Files.writeString(
                    directory.resolve("deploy").resolve(script), here(Files.readString(SCRIPTS.resolve(script))));
        }
        for (var program : PROGRAMS.entrySet()) {
            program(program.getKey(), program.getValue());
        }
        process = script("kafka-start.sh").start();
    }

    static ComposedBroker start(Path directory) throws IOException, InterruptedException {
        var broker = new ComposedBroker(directory);
        var unused = Soon.until(broker::isReady, ready -> ready || !broker.process.isAlive());
        if (!broker.process.isAlive()) {
            throw new AssertionError("The broker ended: " + Files.readString(broker.log("kafka-start.sh")));
        }
        return broker;
    }

    /** Where the services reach it. */
    String inside() {
        return "localhost:" + ports.get("9092");
    }

    /** Where others do. */
    String outside() {
        return "localhost:" + ports.get("9192");
    }

    static String passwordOf(String service) {
        return "password-of-" + service;
    }

    /** Runs {@code kafka-subscriber.sh} and answers what it said; fails where it does. */
    String subscriber(String... arguments) throws IOException, InterruptedException {
        var command = script("kafka-subscriber.sh", arguments);
        int status = command.start().waitFor();
        var said = Files.readString(log("kafka-subscriber.sh"));
        if (status != 0) {
            throw new IOException(said);
        }
        return said.strip();
    }

    private String here(String script) {
        var places = Stream.concat(PATHS.stream(), PORTS.stream())
                .map(Pattern::quote)
                .collect(Collectors.joining("|"));
        return Pattern.compile(places)
                .matcher(script)
                .replaceAll(
                        place -> Matcher.quoteReplacement(ports.getOrDefault(place.group(), directory + place.group())))
                .replace("0.0.0.0", "127.0.0.1");
    }

    private void program(String name, String main) throws IOException {
        var file = Files.createDirectories(directory.resolve("opt/kafka/bin")).resolve(name + ".sh");
        var classes = Files.writeString(directory.resolve("classpath"), "-cp " + System.getProperty("java.class.path"));
        Files.writeString(
                file,
                "#!/bin/sh\nexec %s -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xmx256m @%s %s \"$@\"\n"
                        .formatted(ProcessHandle.current().info().command().orElse("java"), classes, main));
        if (!file.toFile().setExecutable(true)) {
            throw new IOException(file + " cannot be made a program");
        }
    }

    private ProcessBuilder script(String name, String... arguments) throws IOException {
        var command = new ArrayList<>(
                List.of("bash", directory.resolve("deploy").resolve(name).toString()));
        command.addAll(List.of(arguments));
        var script = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log(name).toFile());
        script.environment()
                .putAll(Map.of(
                        "NODE_ID",
                        "1",
                        "NODE",
                        "localhost",
                        "VOTERS",
                        "1@localhost:" + ports.get("9093"),
                        "OUTSIDE",
                        outside()));
        return script;
    }

    private Path log(String script) {
        return directory.resolve(script + ".log");
    }

    private boolean isReady() throws IOException, InterruptedException {
        return script("kafka-ready.sh").start().waitFor() == 0;
    }

    private static int freePort() throws IOException {
        try (var probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        }
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }
}
