package eu.bilateral.standalone.endtoend.delivery;

import eu.bilateral.standalone.FreePort;
import eu.bilateral.standalone.endtoend.driver.Soon;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The brokers of {@code docker-compose.yml} without their containers: their own scripts and secrets on Kafka's own programs.
 * The scripts are copies in which each path of a container is one of a directory here, and each port a free one.
 */
final class ComposedBrokers implements AutoCloseable {

    private static final Path DEPLOY = Path.of("../../deploy").toAbsolutePath().normalize();

    private final Path secrets;
    private final boolean encrypted;
    private final List<Node> nodes = new ArrayList<>();

    private ComposedBrokers(Path directory, int count) throws IOException, InterruptedException {
        this.secrets = secrets(directory);
        this.encrypted = count > 1;
        for (int n = 1; n <= count; n++) {
            nodes.add(new Node(n, Files.createDirectories(directory.resolve("node-" + n)), encrypted));
        }
        var voters = nodes.stream()
                .map(node -> "%d@localhost:%s".formatted(node.number, node.port("9093")))
                .collect(Collectors.joining(","));
        for (var node : nodes) {
            node.start(secrets, voters);
        }
    }

    /** The one of the profile {@code small}: passwords, and everything in the open. */
    static ComposedBrokers small(Path directory) throws IOException, InterruptedException {
        return started(directory, 1);
    }

    /** The three of the profile {@code cluster}: passwords over TLS, certificates among themselves. */
    static ComposedBrokers cluster(Path directory) throws IOException, InterruptedException {
        return started(directory, 3);
    }

    private static ComposedBrokers started(Path directory, int count) throws IOException, InterruptedException {
        var brokers = new ComposedBrokers(directory, count);
        for (var node : brokers.nodes) {
            node.awaitReady();
        }
        return brokers;
    }

    /** As whoever installs Bilateral makes them. */
    private static Path secrets(Path directory) throws IOException, InterruptedException {
        var script = Files.copy(
                DEPLOY.resolve("secrets"),
                Files.createDirectories(directory.resolve("deploy")).resolve("secrets"));
        int status = new ProcessBuilder("bash", script.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
        if (status != 0) {
            throw new IOException("deploy/secrets ends with " + status);
        }
        return script.resolveSibling("compose").resolve("secrets");
    }

    /** Where others find them. */
    String outside() {
        return at(node -> node.port("9192"));
    }

    private String at(Function<Node, String> port) {
        return nodes.stream().map(node -> "localhost:" + port.apply(node)).collect(Collectors.joining(","));
    }

    /** Who answers for the brokers' certificates. */
    String authority() {
        return secrets.resolve("ca.crt").toString();
    }

    /** The settings of a client that is that service. */
    Map<String, Object> as(String service) throws IOException {
        return client(service, Files.readString(secrets.resolve("kafka-" + service)), at(node -> node.port("9092")));
    }

    /** The settings of a client from outside. */
    Map<String, Object> asOther(String account, String password) {
        return client(account, password, outside());
    }

    private Map<String, Object> client(String account, String password, String addresses) {
        var client = new HashMap<String, Object>(Map.of(
                "bootstrap.servers",
                addresses,
                "security.protocol",
                encrypted ? "SASL_SSL" : "SASL_PLAINTEXT",
                "sasl.mechanism",
                "SCRAM-SHA-512",
                "sasl.jaas.config",
                "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"%s\" password=\"%s\";"
                        .formatted(account, password)));
        if (encrypted) {
            client.put("ssl.truststore.type", "PEM");
            client.put("ssl.truststore.location", authority());
        }
        return client;
    }

    /** Runs {@code kafka-subscriber.sh} on the first of them and answers what it said; fails where it does. */
    String subscriber(String... arguments) throws IOException, InterruptedException {
        return nodes.getFirst().run("kafka-subscriber.sh", arguments);
    }

    @Override
    public void close() throws InterruptedException {
        for (var node : nodes) {
            node.end();
        }
    }

    /** One broker. */
    private static final class Node {

        private static final List<String> PATHS =
                List.of("/run/secrets", "/var/lib/kafka/data", "/opt/kafka", "/tmp/", "/deploy/");
        private static final List<String> PORTS = List.of("9092", "9093", "9094", "9192");
        private static final List<String> SCRIPTS =
                List.of("kafka-start.sh", "kafka-subscriber.sh", "kafka-ready.sh", "kafka-log4j2.yaml");
        private static final Map<String, String> PROGRAMS = Map.of(
                "kafka-storage", "kafka.tools.StorageTool",
                "kafka-server-start", "kafka.Kafka",
                "kafka-configs", "kafka.admin.ConfigCommand",
                "kafka-acls", "org.apache.kafka.tools.AclCommand");

        private final int number;
        private final Path directory;
        private final Map<String, String> ports = new HashMap<>();
        private final Map<String, String> environment = new HashMap<>();
        private final List<Process> running = new ArrayList<>();

        Node(int number, Path directory, boolean encrypted) throws IOException {
            this.number = number;
            this.directory = directory;
            for (var port : PORTS) {
                ports.put(port, Integer.toString(FreePort.find()));
            }
            environment.putAll(Map.of(
                    "NODE_ID",
                    Integer.toString(number),
                    "NODE",
                    "localhost",
                    "OUTSIDE",
                    "localhost:" + port("9192"),
                    "TLS",
                    Boolean.toString(encrypted)));
        }

        String port(String inContainer) {
            return ports.getOrDefault(inContainer, "");
        }

        void start(Path secrets, String voters) throws IOException {
            environment.put("VOTERS", voters);
            for (var path : PATHS) {
                Files.createDirectories(directory.resolve(path.substring(1)));
            }
            var own = directory.resolve("run/secrets");
            try (var files = Files.list(secrets)) {
                for (var file : files.toList()) {
                    Files.copy(file, own.resolve(file.getFileName()));
                }
            }
            Files.copy(own.resolve("kafka-%d.pem".formatted(number)), own.resolve("node.pem"));
            for (var script : SCRIPTS) {
                Files.writeString(
                        directory.resolve("deploy").resolve(script),
                        here(Files.readString(DEPLOY.resolve("compose").resolve(script))));
            }
            for (var program : PROGRAMS.entrySet()) {
                program(program.getKey(), program.getValue());
            }
            running.add(script("kafka-start.sh").start());
        }

        private String here(String script) {
            var places = Stream.concat(PATHS.stream(), PORTS.stream())
                    .map(Pattern::quote)
                    .collect(Collectors.joining("|"));
            return Pattern.compile(places)
                    .matcher(script)
                    .replaceAll(place ->
                            Matcher.quoteReplacement(ports.getOrDefault(place.group(), directory + place.group())))
                    .replace("0.0.0.0", "127.0.0.1");
        }

        private void program(String name, String main) throws IOException {
            var file =
                    Files.createDirectories(directory.resolve("opt/kafka/bin")).resolve(name + ".sh");
            var classes =
                    Files.writeString(directory.resolve("classpath"), "-cp " + System.getProperty("java.class.path"));
            Files.writeString(
                    file,
                    "#!/bin/sh\nexec %s -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xmx256m @%s %s \"$@\"\n"
                            .formatted(ProcessHandle.current().info().command().orElse("java"), classes, main));
            if (!file.toFile().setExecutable(true)) {
                throw new IOException(file + " cannot be made a program");
            }
        }

        private ProcessBuilder script(String name, String... arguments) {
            var command = new ArrayList<>(
                    List.of("bash", directory.resolve("deploy").resolve(name).toString()));
            command.addAll(List.of(arguments));
            var script = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(log(name).toFile());
            script.environment().putAll(environment);
            return script;
        }

        private Path log(String script) {
            return directory.resolve(script + ".log");
        }

        void awaitReady() throws IOException, InterruptedException {
            var broker = running.getFirst();
            var unused = Soon.until(
                    () -> script("kafka-ready.sh").start().waitFor() == 0, ready -> ready || !broker.isAlive());
            if (!broker.isAlive()) {
                throw new AssertionError("The broker ended: " + Files.readString(log("kafka-start.sh")));
            }
        }

        String run(String name, String... arguments) throws IOException, InterruptedException {
            int status = script(name, arguments).start().waitFor();
            var said = Files.readString(log(name));
            if (status != 0) {
                throw new IOException(said);
            }
            return said.strip();
        }

        void end() throws InterruptedException {
            for (var process : running) {
                process.destroy();
                if (!process.waitFor(30, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                }
            }
        }
    }
}
