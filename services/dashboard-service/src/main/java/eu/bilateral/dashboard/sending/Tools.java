package eu.bilateral.dashboard.sending;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import eu.bilateral.dashboard.stream.WallClock;
import eu.bilateral.dashboard.webhook.Turns;
import eu.bilateral.dashboard.webhook.WebhookDeliveries;
import eu.bilateral.dashboard.webhook.WebhookDelivery.Outcome;
import eu.bilateral.dashboard.webhook.WebhookSettings;
import eu.bilateral.dashboard.webhook.Webhooks;
import eu.bilateral.kernel.tracing.Traces;
import io.github.resilience4j.core.IntervalFunction;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.concurrent.ExecutorService;

/**
 * What every sender of this instance works with.
 *
 * @param holder this instance, among those that share the work
 * @param pauses how many milliseconds to wait after so many attempts
 */
record Tools(
        String holder,
        Webhooks webhooks,
        WebhookDeliveries deliveries,
        Turns turns,
        Carrier carrier,
        IntervalFunction pauses,
        WebhookSettings settings,
        Clock clock,
        WallClock wallClock,
        MeterRegistry metrics,
        Traces traces,
        ExecutorService threads) {

    Tools {
        // Known from the start: of a figure that comes up with its first event a monitor does not see that one.
        for (var outcome : Outcome.values()) {
            attempts(metrics, outcome);
        }
    }

    /** How many attempts ended like that. */
    Counter attempts(Outcome outcome) {
        return attempts(metrics, outcome);
    }

    @CanIgnoreReturnValue
    private static Counter attempts(MeterRegistry metrics, Outcome outcome) {
        return metrics.counter("bilateral.webhooks.attempts", "outcome", outcome.name());
    }
}
