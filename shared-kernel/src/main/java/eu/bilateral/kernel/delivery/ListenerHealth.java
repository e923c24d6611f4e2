package eu.bilateral.kernel.delivery;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.kafka.listener.AbstractMessageListenerContainer;

/** Whether every consumer runs: an {@code Error} stops one without a word, and a stopped one hears nothing. */
final class ListenerHealth implements HealthIndicator {

    private final Map<String, Binding> byTopic = new ConcurrentHashMap<>();

    /** A consumer group's ear on a topic. */
    record Binding(String topic, String group, AbstractMessageListenerContainer<?, ?> container) {

        boolean isListening() {
            return container.isRunning() && container.isInExpectedState();
        }

        /** The partitions that fell to this instance; none where it has not been given any, or does not listen. */
        Set<Integer> partitions() {
            var assigned = isListening() ? container.getAssignedPartitions() : null;
            return assigned == null
                    ? Set.of()
                    : assigned.stream().map(one -> one.partition()).collect(Collectors.toUnmodifiableSet());
        }
    }

    void watch(String topic, String group, AbstractMessageListenerContainer<?, ?> container) {
        byTopic.put(topic, new Binding(topic, group, container));
    }

    Collection<Binding> bindings() {
        return List.copyOf(byTopic.values());
    }

    @Override
    public Health health() {
        var health = Health.up();
        byTopic.values().forEach(binding -> {
            boolean listens = binding.isListening();
            health.withDetail(binding.topic(), listens ? "listening" : "stopped");
            if (!listens) {
                health.down();
            }
        });
        return health.build();
    }
}
