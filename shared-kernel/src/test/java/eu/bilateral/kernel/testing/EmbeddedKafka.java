package eu.bilateral.kernel.testing;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/** The broker in the test's own process. */
final class EmbeddedKafka {

    private EmbeddedKafka() {}

    /** Where it listens, {@code 127.0.0.1:port}. */
    static String bootstrapServers() {
        return Running.BROKER.bootstrapServers;
    }

    private static final class Running {

        static final Running BROKER = new Running();

        final String bootstrapServers;

        private Running() {
            try {
                var directory = Files.createTempDirectory("embedded-kafka");
                var port = freePort();
                var controllerPort = freePort();
                format(directory);
                var server = new KafkaRaftServer(
                        new KafkaConfig(settings(directory, port, controllerPort), false), Time.SYSTEM);
                server.startup();
                Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server, directory)));
                bootstrapServers = "127.0.0.1:" + port;
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }

        /** A broker that is still writing takes the loss of its directory for a dead disk and halts the JVM with 1. */
        private static void stop(KafkaRaftServer server, Path directory) {
            server.shutdown();
            server.awaitShutdown();
            deleteAll(directory);
        }

        private static void format(Path directory) {
            try {
                new Formatter()
                        .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                        .setNodeId(1)
                        .setClusterId(Uuid.randomUuid().toString())
                        .setControllerListenerName("CONTROLLER")
                        .setReleaseVersion(MetadataVersion.latestProduction())
                        .setMetadataLogDirectory(directory.toString())
                        .addDirectory(directory.toString())
                        .run();
            } catch (Exception failed) {
                throw new IllegalStateException("The broker's directory " + directory + " cannot be formatted", failed);
            }
        }

        private static Map<String, Object> settings(Path directory, int port, int controllerPort) {
            var settings = new HashMap<String, Object>();
            settings.put("process.roles", "broker,controller");
            settings.put("node.id", "1");
            settings.put("controller.quorum.voters", "1@127.0.0.1:" + controllerPort);
            settings.put(
                    "listeners", "PLAINTEXT://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d".formatted(port, controllerPort));
            settings.put("controller.listener.names", "CONTROLLER");
            settings.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
            settings.put("log.dirs", directory.toString());
            settings.put("num.partitions", String.valueOf(TestBroker.PARTITIONS));
            settings.put("num.network.threads", "2");
            settings.put("num.io.threads", "2");
            settings.put("background.threads", "2");
            settings.put("log.cleaner.enable", "false");
            settings.put("group.initial.rebalance.delay.ms", "0");
            settings.put("offsets.topic.replication.factor", "1");
            settings.put("offsets.topic.num.partitions", "3");
            settings.put("transaction.state.log.replication.factor", "1");
            settings.put("transaction.state.log.min.isr", "1");
            settings.put("transaction.state.log.num.partitions", "3");
            settings.put("share.coordinator.state.topic.replication.factor", "1");
            settings.put("share.coordinator.state.topic.min.isr", "1");
            settings.put("share.coordinator.state.topic.num.partitions", "1");
            return settings;
        }

        private static int freePort() throws IOException {
            try (var probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                return probe.getLocalPort();
            }
        }

        private static void deleteAll(Path directory) {
            try (var files = Files.walk(directory)) {
                files.sorted(Comparator.reverseOrder())
                        .forEach(file -> file.toFile().delete());
            } catch (IOException | UncheckedIOException leftBehind) {
                System.err.println("Left behind: " + directory);
            }
        }
    }
}
