package eu.bilateral.kernel.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.mongodb.MongoDBContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * Kafka and MongoDB in containers, each started when it is first asked for and gone with the JVM. Their images are those of
 * {@code docker-compose.yml}.
 */
final class ContainerParts {

    private ContainerParts() {}

    static String bootstrapServers() {
        return Broker.RUNNING.getBootstrapServers();
    }

    /** Without a database. */
    static String storeAddress() {
        return Store.RUNNING.getConnectionString();
    }

    private static final class Broker {

        static final KafkaContainer RUNNING = start();

        private static KafkaContainer start() {
            var kafka = new KafkaContainer(image("KAFKA_IMAGE", "apache/kafka"))
                    .withEnv("KAFKA_NUM_PARTITIONS", String.valueOf(TestBroker.PARTITIONS))
                    .withEnv("KAFKA_SHARE_COORDINATOR_STATE_TOPIC_REPLICATION_FACTOR", "1")
                    .withEnv("KAFKA_SHARE_COORDINATOR_STATE_TOPIC_MIN_ISR", "1");
            kafka.start();
            return kafka;
        }
    }

    private static final class Store {

        static final MongoDBContainer RUNNING = start();

        private static MongoDBContainer start() {
            var mongo = new MongoDBContainer(image("MONGODB_IMAGE", "mongo"));
            // It stands alone unless it is asked for more.
            var asked = Parts.chosen() == Parts.REPLICA_SET ? mongo.withReplicaSet() : mongo;
            asked.start();
            return asked;
        }
    }

    private static DockerImageName image(String variable, String standsFor) {
        var file = Path.of("").toAbsolutePath();
        while (!Files.exists(file.resolve("docker-compose.yml"))) {
            file = file.getParent();
            if (file == null) {
                throw new IllegalStateException(
                        "There is no docker-compose.yml above " + Path.of("").toAbsolutePath());
            }
        }
        try (var lines = Files.lines(file.resolve(".env"))) {
            var name = lines.filter(line -> line.startsWith(variable + "="))
                    .map(line -> line.substring(variable.length() + 1))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException(".env names no " + variable));
            return DockerImageName.parse(name).asCompatibleSubstituteFor(standsFor);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
