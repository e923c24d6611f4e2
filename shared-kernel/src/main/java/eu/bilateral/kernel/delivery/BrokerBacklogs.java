package eu.bilateral.kernel.delivery;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the broker for the ends of the topics and for what is committed. Connects when first asked: a service that hears
 * nothing never does.
 */
final class BrokerBacklogs implements Backlogs, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(BrokerBacklogs.class);
    private static final int ANSWER_WITHIN_MILLIS = 3_000;

    private final BrokerAccess broker;
    private final String client;
    private @Nullable Admin admin;

    BrokerBacklogs(BrokerAccess broker, String service) {
        this.broker = broker;
        this.client = service + "-backlog";
    }

    @Override
    public Optional<Backlog> of(String topic, String group, Set<Integer> partitions) {
        try {
            return Optional.of(backlog(topic, group, partitions));
        } catch (ExecutionException | TimeoutException | KafkaException away) {
            LOG.debug("The broker does not say how far {} is behind on {}", group, topic, away);
            return Optional.empty();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private Backlog backlog(String topic, String group, Set<Integer> partitions)
            throws ExecutionException, TimeoutException, InterruptedException {
        var asked = partitions(topic, partitions);
        var ends = answered(admin().listOffsets(asked).all());
        var committed = answered(admin().listConsumerGroupOffsets(
                        Map.of(group, new ListConsumerGroupOffsetsSpec().topicPartitions(asked.keySet())))
                .partitionsToOffsetAndMetadata(group));
        long unheard = 0;
        long heardUpTo = 0;
        for (var end : ends.entrySet()) {
            var place = committed.get(end.getKey());
            // Nothing committed: it begins at the beginning, and topics are kept for ever.
            long heard = place == null ? 0 : place.offset();
            heardUpTo += heard;
            unheard += Math.max(0, end.getValue().offset() - heard);
        }
        return new Backlog(unheard, heardUpTo);
    }

    private Map<TopicPartition, OffsetSpec> partitions(String topic, Set<Integer> named)
            throws ExecutionException, TimeoutException, InterruptedException {
        var asked = new HashMap<TopicPartition, OffsetSpec>();
        if (named.isEmpty()) {
            answered(admin().describeTopics(Set.of(topic)).allTopicNames())
                    .values()
                    .forEach(described -> described
                            .partitions()
                            .forEach(
                                    one -> asked.put(new TopicPartition(topic, one.partition()), OffsetSpec.latest())));
        } else {
            named.forEach(partition -> asked.put(new TopicPartition(topic, partition), OffsetSpec.latest()));
        }
        return asked;
    }

    private static <T> T answered(KafkaFuture<T> asked)
            throws ExecutionException, TimeoutException, InterruptedException {
        return asked.get(ANSWER_WITHIN_MILLIS, TimeUnit.MILLISECONDS);
    }

    private synchronized Admin admin() {
        var known = admin;
        if (known == null) {
            known = Admin.create(broker.with(Map.of(
                    AdminClientConfig.CLIENT_ID_CONFIG,
                    client,
                    AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                    ANSWER_WITHIN_MILLIS,
                    AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                    ANSWER_WITHIN_MILLIS,
                    // Consumers and producer complain already while the broker is away.
                    AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG,
                    5_000)));
            admin = known;
        }
        return known;
    }

    @Override
    public synchronized void close() {
        var known = admin;
        if (known != null) {
            known.close(Duration.ofSeconds(1));
            admin = null;
        }
    }
}
