package eu.bilateral.kernel.delivery;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import eu.bilateral.kernel.setting.Setting;
import eu.bilateral.kernel.setting.StartRefused;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/**
 * The topics that a service tells and hears, as they must be: so many partitions and replicas, kept for ever, because read
 * models are rebuilt from their beginning, and large enough records.
 */
final class TopicGround {

    private static final Duration LEARNT_WITHIN = Duration.ofSeconds(3);
    /** What may be more than asked for; anything else is just so. */
    private static final Set<String> AT_LEAST =
            Set.of(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG);

    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

    private final BrokerAccess access;
    private final Collection<String> names;
    private final GroundSettings settings;

    TopicGround(BrokerAccess access, Collection<String> names, GroundSettings settings) {
        this.access = access;
        this.names = List.copyOf(names);
        this.settings = settings;
    }

    /** The broker did not answer in time: nothing is known. */
    static final class BrokerAway extends Exception {

        BrokerAway(Throwable cause) {
            super(cause);
        }
    }

    String addresses() {
        return access.addresses();
    }

    /**
     * Makes those that are missing and lets the others keep what they should; a line for each. Refuses where the broker does,
     * as it does to credentials that it does not know or to more replicas than there are brokers.
     */
    List<String> make(Duration patience) throws BrokerAway {
        try (var admin = admin(patience)) {
            var there = there(admin, patience);
            var missing =
                    names.stream().filter(name -> !there.containsKey(name)).toList();
            answered(
                    admin.createTopics(missing.stream().map(this::topic).toList())
                            .all(),
                    patience,
                    TopicExistsException.class);
            var lines = new ArrayList<String>();
            missing.forEach(name -> lines.add("topic %s: made with %d partitions on %d broker(s)"
                    .formatted(name, settings.partitions(), settings.replication())));
            for (var old : configs(admin, there.keySet(), patience).entrySet()) {
                lines.add("topic %s: there, %s".formatted(old.getKey(), set(admin, old, patience)));
            }
            return lines;
        }
    }

    private String set(Admin admin, Map.Entry<String, Config> old, Duration patience) throws BrokerAway {
        var changes = new ArrayList<AlterConfigOp>();
        wanted().forEach((key, value) -> {
            if (!isEnough(key, value, old.getValue().get(key))) {
                changes.add(new AlterConfigOp(new ConfigEntry(key, value), AlterConfigOp.OpType.SET));
            }
        });
        if (changes.isEmpty()) {
            return "as it should be";
        }
        var topic = new ConfigResource(ConfigResource.Type.TOPIC, old.getKey());
        answered(admin.incrementalAlterConfigs(Map.of(topic, changes)).all(), patience, null);
        return "set to "
                + String.join(
                        ", ",
                        changes.stream()
                                .map(change -> change.configEntry().name() + "="
                                        + change.configEntry().value())
                                .toList());
    }

    /**
     * Refuses with a line that names what is missing or too small; not at once, because a broker learns a moment late what was
     * made or set by another.
     */
    void check(Duration patience) throws BrokerAway {
        try (var admin = admin(patience)) {
            long until = System.nanoTime() + LEARNT_WITHIN.toNanos();
            var wrong = wrong(admin, patience);
            while (!wrong.isEmpty() && System.nanoTime() < until) {
                LockSupport.parkNanos(LOOK_AGAIN.toNanos());
                wrong = wrong(admin, patience);
            }
            if (!wrong.isEmpty()) {
                throw new StartRefused(
                        String.join("; ", wrong)
                                + ": start the service once with --bilateral.prepare, which makes topics and sets what can be set");
            }
        }
    }

    private List<String> wrong(Admin admin, Duration patience) throws BrokerAway {
        var there = there(admin, patience);
        var wrong = new ArrayList<String>();
        for (var name : names) {
            var topic = there.get(name);
            if (topic == null) {
                wrong.add("the topic %s is missing".formatted(name));
            } else {
                check(topic, wrong);
            }
        }
        for (var one : configs(admin, there.keySet(), patience).entrySet()) {
            wanted().forEach((key, value) -> {
                var is = one.getValue().get(key);
                if (!isEnough(key, value, is)) {
                    wrong.add("the topic %s has %s=%s where %s is needed"
                            .formatted(one.getKey(), key, is == null ? "nothing" : is.value(), value));
                }
            });
        }
        return wrong;
    }

    private void check(TopicDescription topic, List<String> wrong) {
        int partitions = topic.partitions().size();
        if (partitions < settings.partitions()) {
            wrong.add(
                    "the topic %s has %d partitions where %s asks for %d (more of them would break the order of what is"
                                    .formatted(
                                            topic.name(),
                                            partitions,
                                            Setting.named("bilateral.ground.partitions"),
                                            settings.partitions())
                            + " there: move it to a new topic, or ask for fewer)");
        }
        int replicas = topic.partitions().stream()
                .mapToInt(one -> one.replicas().size())
                .min()
                .orElse(0);
        if (replicas < settings.replication()) {
            wrong.add("the topic %s is kept on %d broker(s) where %s asks for %d"
                    .formatted(
                            topic.name(),
                            replicas,
                            Setting.named("bilateral.ground.replication"),
                            settings.replication()));
        }
    }

    private NewTopic topic(String name) {
        return new NewTopic(name, Optional.of(settings.partitions()), Optional.of(settings.replication()))
                .configs(wanted());
    }

    private Map<String, String> wanted() {
        var wanted = new TreeMap<String, String>();
        wanted.put(TopicConfig.RETENTION_MS_CONFIG, "-1");
        wanted.put(TopicConfig.RETENTION_BYTES_CONFIG, "-1");
        wanted.put(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_DELETE);
        wanted.put(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(EventFormat.LARGEST_RECORD));
        // With three brokers one may be away, and what is confirmed still lies on two.
        wanted.put(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, settings.replication() > 2 ? "2" : "1");
        return wanted;
    }

    private static boolean isEnough(String key, String wanted, @Nullable ConfigEntry is) {
        if (is == null || is.value() == null) {
            return false;
        }
        return AT_LEAST.contains(key)
                ? Long.parseLong(is.value()) >= Long.parseLong(wanted)
                : is.value().equals(wanted);
    }

    // ---- asking the broker

    private Admin admin(Duration patience) {
        int millis = (int) patience.toMillis();
        return Admin.create(access.with(Map.of(
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                millis,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                millis)));
    }

    private Map<String, TopicDescription> there(Admin admin, Duration patience) throws BrokerAway {
        var there = new HashMap<String, TopicDescription>();
        for (var asked :
                admin.describeTopics(Set.copyOf(names)).topicNameValues().entrySet()) {
            var described = answered(asked.getValue(), patience, UnknownTopicOrPartitionException.class);
            described.ifPresent(topic -> there.put(asked.getKey(), topic));
        }
        return there;
    }

    private static Map<String, Config> configs(Admin admin, Collection<String> topics, Duration patience)
            throws BrokerAway {
        var asked = topics.stream()
                .map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name))
                .toList();
        var configs = new TreeMap<String, Config>();
        answered(admin.describeConfigs(asked).all(), patience, null)
                .orElse(Map.of())
                .forEach((topic, config) -> configs.put(topic.name(), config));
        return configs;
    }

    /** Nothing where the broker answered with the expected failure. */
    @CanIgnoreReturnValue
    private static <T> Optional<T> answered(
            KafkaFuture<T> asked, Duration patience, @Nullable Class<? extends Throwable> expected) throws BrokerAway {
        try {
            return Optional.ofNullable(asked.get(patience.toMillis(), TimeUnit.MILLISECONDS));
        } catch (ExecutionException failed) {
            if (expected != null && expected.isInstance(failed.getCause())) {
                return Optional.empty();
            }
            if (failed.getCause() instanceof ApiException answer && !(answer instanceof RetriableException)) {
                throw new StartRefused("the broker refuses: " + answer.getMessage(), answer);
            }
            throw new BrokerAway(failed.getCause() == null ? failed : failed.getCause());
        } catch (TimeoutException slow) {
            throw new BrokerAway(slow);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
            throw new BrokerAway(hurried);
        }
    }
}
