package eu.bilateral.kernel.delivery;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.kafka.listener.AbstractMessageListenerContainer;

/** Whether every consumer runs: an {@code Error} stops one without a word, and a stopped one hears nothing. */
final class ListenerHealth implements HealthIndicator {

    private final Map<String, AbstractMessageListenerContainer<?, ?>> containers = new ConcurrentHashMap<>();

    void watch(String destination, AbstractMessageListenerContainer<?, ?> container) {
        containers.put(destination, container);
    }

    @Override
    public Health health() {
        var health = Health.up();
        containers.forEach((destination, container) -> {
            boolean runs = container.isRunning() && container.isInExpectedState();
            health.withDetail(destination, runs ? "listening" : "stopped");
            if (!runs) {
                health.down();
            }
        });
        return health.build();
    }
}
