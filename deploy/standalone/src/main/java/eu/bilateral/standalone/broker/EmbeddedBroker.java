package eu.bilateral.standalone.broker;

import static java.util.concurrent.TimeUnit.SECONDS;

import eu.bilateral.kernel.delivery.EventFormat;
import eu.bilateral.kernel.event.Topic;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/**
 * Kafka itself in this process: one node that is broker and controller, its data on disk, on the loopback address only.
 * The three topics of events are there when it is up, with a number of partitions that never changes and without an end
 * to what they keep, because read models are rebuilt from their beginning.
 */
public final class EmbeddedBroker implements AutoCloseable {

    private static final int PARTITIONS = 6;
    private static final int NODE = 1;
    private static final long PATIENCE_SECONDS = 60;

    private final KafkaRaftServer server;
    private final String bootstrapServers;

    private EmbeddedBroker(KafkaRaftServer server, String bootstrapServers) {
        this.server = server;
        this.bootstrapServers = bootstrapServers;
    }

    /**
     * Starts the broker on this directory, which is made and formatted where it is not there, on the port of the last time
     * where that is free, or on another: who subscribes need not be told a new one after each start.
     */
    public static EmbeddedBroker start(Path directory) throws IOException {
        var remembered = directory.resolve("port");
        int port = usualPort(remembered);
        var broker = start(directory, port, port);
        Files.writeString(remembered, Integer.toString(port));
        return broker;
    }

    private static int usualPort(Path remembered) throws IOException {
        if (Files.exists(remembered)) {
            try (var probe = new ServerSocket(
                    Integer.parseInt(Files.readString(remembered).strip()), 1, InetAddress.getLoopbackAddress())) {
                return probe.getLocalPort();
            } catch (BindException | IllegalArgumentException takenOrCutOff) {
                return freePort();
            }
        }
        return freePort();
    }

    /** Starts it on this port; clients are told to come by the advertised one, where a proxy may stand between. */
    static EmbeddedBroker start(Path directory, int port, int advertised) throws IOException {
        if (!Files.exists(directory.resolve("meta.properties"))) {
            Files.createDirectories(directory);
            format(directory);
        }
        var settings = new KafkaConfig(texts(settings(directory, port, advertised, freePort())), false);
        var server = new KafkaRaftServer(settings, Time.SYSTEM);
        server.startup();
        var broker = new EmbeddedBroker(server, "127.0.0.1:" + port);
        broker.createTopics();
        return broker;
    }

    /** Where it listens, as {@code host:port}. */
    public String bootstrapServers() {
        return bootstrapServers;
    }

    private static void format(Path directory) throws IOException {
        try {
            new Formatter()
                    .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                    .setNodeId(NODE)
                    .setClusterId(Uuid.randomUuid().toString())
                    .setControllerListenerName("CONTROLLER")
                    .setReleaseVersion(MetadataVersion.latestProduction())
                    .setMetadataLogDirectory(directory.toString())
                    .addDirectory(directory.toString())
                    .run();
        } catch (IOException full) {
            throw full;
        } catch (Exception failed) {
            throw new IOException("The broker's directory " + directory + " cannot be formatted", failed);
        }
    }

    private static Map<String, Object> settings(Path directory, int port, int advertised, int controllerPort) {
        var settings = new HashMap<String, Object>();
        settings.put("process.roles", "broker,controller");
        settings.put("node.id", NODE);
        settings.put("controller.quorum.voters", NODE + "@127.0.0.1:" + controllerPort);
        settings.put("listeners", "PLAINTEXT://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d".formatted(port, controllerPort));
        settings.put("advertised.listeners", "PLAINTEXT://127.0.0.1:" + advertised);
        settings.put("controller.listener.names", "CONTROLLER");
        settings.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        settings.put("log.dirs", directory.toString());
        settings.put("log.retention.ms", -1);
        settings.put("log.segment.bytes", 64 << 20);
        // What the relay may send must be taken, or its document would be stuck for ever.
        settings.put("message.max.bytes", EventFormat.LARGEST_RECORD);
        settings.put("auto.create.topics.enable", false);
        settings.put("num.partitions", PARTITIONS);

        // One node, a handful of clients in the same process.
        settings.put("num.network.threads", 2);
        settings.put("num.io.threads", 2);
        settings.put("background.threads", 2);
        settings.put("num.recovery.threads.per.data.dir", 2);
        settings.put("log.cleaner.threads", 1);
        settings.put("log.cleaner.dedupe.buffer.size", 2 << 20);
        settings.put("log.cleaner.io.buffer.size", 128 << 10);
        settings.put("log.index.size.max.bytes", 1 << 20);
        settings.put("group.initial.rebalance.delay.ms", 0);
        settings.put("group.coordinator.threads", 1);
        settings.put("share.coordinator.threads", 1);
        settings.put("broker.heartbeat.interval.ms", 500);

        settings.put("default.replication.factor", 1);
        settings.put("offsets.topic.replication.factor", 1);
        settings.put("offsets.topic.num.partitions", 2);
        settings.put("offsets.retention.minutes", 60 * 24 * 365);
        settings.put("transaction.state.log.replication.factor", 1);
        settings.put("transaction.state.log.min.isr", 1);
        settings.put("transaction.state.log.num.partitions", 2);
        settings.put("share.coordinator.state.topic.replication.factor", 1);
        settings.put("share.coordinator.state.topic.min.isr", 1);
        settings.put("share.coordinator.state.topic.num.partitions", 1);
        return settings;
    }

    /** Kafka reads texts; of numbers it wants each in the one width that the setting has. */
    private static Map<String, String> texts(Map<String, Object> settings) {
        var texts = new HashMap<String, String>();
        settings.forEach((name, value) -> texts.put(name, value.toString()));
        return texts;
    }

    private void createTopics() throws IOException {
        try (var admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            var there = admin.listTopics().names().get(PATIENCE_SECONDS, SECONDS);
            List<NewTopic> missing = Arrays.stream(Topic.values())
                    .map(Topic::wireName)
                    .filter(name -> !there.contains(name))
                    .map(name -> new NewTopic(name, Optional.of(PARTITIONS), Optional.empty())
                            .configs(Map.of(TopicConfig.RETENTION_MS_CONFIG, "-1")))
                    .toList();
            if (!missing.isEmpty()) {
                admin.createTopics(missing).all().get(PATIENCE_SECONDS, SECONDS);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while the broker started", interrupted);
        } catch (ExecutionException failed) {
            if (!(failed.getCause() instanceof TopicExistsException)) {
                throw new IOException("The broker made no topics: " + failed.getCause(), failed);
            }
        } catch (TimeoutException slow) {
            throw new IOException("The broker did not answer within %d s".formatted(PATIENCE_SECONDS), slow);
        }
    }

    private static int freePort() throws IOException {
        try (var probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        }
    }

    /** Writes out what it has and ends. */
    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
    }
}
