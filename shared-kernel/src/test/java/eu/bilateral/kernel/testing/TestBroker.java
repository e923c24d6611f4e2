package eu.bilateral.kernel.testing;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/**
 * A real Kafka broker (KRaft, one node) for the tests of one JVM: started when it is first asked for and gone with the JVM, in
 * the test's own process or in a container ({@link AlsoOnRealParts}). Tests share it, so each takes topics and groups of its
 * own ({@link #topic}, {@link #unique}).
 */
public final class TestBroker {

    /** How many partitions {@link #topic} gives a topic: as many as a service asks for. */
    public static final int PARTITIONS = 6;

    private TestBroker() {}

    /** Where the broker listens, {@code host:port}; the first caller waits some seconds until it is up. */
    public static String bootstrapServers() {
        return Parts.chosen() == Parts.EMBEDDED ? EmbeddedKafka.bootstrapServers() : ContainerParts.bootstrapServers();
    }

    /** A name that no other test has, for topics, groups and transactional ids. */
    public static String unique(String name) {
        return name + "-" + UUID.randomUUID().toString().substring(0, 8);
    }

    /** Creates a topic that no other test has and tells its name, which starts with {@code name}. */
    public static String topic(String name) {
        var own = unique(name);
        createTopics(own);
        return own;
    }

    /** Creates topics of exactly these names, with {@link #PARTITIONS} partitions; those that are there stay as they are. */
    public static void createTopics(String... names) {
        try (var admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers()))) {
            var there = admin.listTopics().names().get(30, SECONDS);
            admin.createTopics(Arrays.stream(names)
                            .filter(name -> !there.contains(name))
                            .map(name -> new NewTopic(name, Optional.of(PARTITIONS), Optional.empty()))
                            .toList())
                    .all()
                    .get(30, SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        } catch (ExecutionException | TimeoutException failed) {
            throw new IllegalStateException("The broker created no topics " + Arrays.toString(names), failed);
        }
    }
}
