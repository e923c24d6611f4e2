package eu.bilateral.kernel.delivery;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How events are delivered.
 *
 * @param service the service's name; also its consumer group
 * @param sweepEvery how often outboxes are searched for what a crash left behind
 * @param retryEvery how long to wait before something that failed is tried again
 * @param sendTimeout after how long a send counts as failed
 * @param watchEvery how often to ask how far the bindings are behind
 * @param silentAfter for how long a binding that should hear may hear nothing before an alarm is raised
 */
@ConfigurationProperties("bilateral.delivery")
public record DeliverySettings(
        String service,
        @DefaultValue("30s") Duration sweepEvery,
        @DefaultValue("1s") Duration retryEvery,
        @DefaultValue("15s") Duration sendTimeout,
        @DefaultValue("5s") Duration watchEvery,
        @DefaultValue("60s") Duration silentAfter) {}
