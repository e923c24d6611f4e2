package eu.bilateral.dashboard.sending;

import eu.bilateral.dashboard.stream.WallClock;
import eu.bilateral.dashboard.webhook.Turns;
import eu.bilateral.dashboard.webhook.WebhookDeliveries;
import eu.bilateral.dashboard.webhook.WebhookSettings;
import eu.bilateral.dashboard.webhook.Webhooks;
import io.github.resilience4j.core.IntervalFunction;
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
        ExecutorService threads) {}
