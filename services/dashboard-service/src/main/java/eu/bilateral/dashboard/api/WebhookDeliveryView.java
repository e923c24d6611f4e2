package eu.bilateral.dashboard.api;

import com.fasterxml.jackson.annotation.JsonRawValue;
import eu.bilateral.dashboard.webhook.WebhookDelivery;
import eu.bilateral.dashboard.webhook.WebhookDelivery.Attempt;
import eu.bilateral.dashboard.webhook.WebhookDelivery.Outcome;
import eu.bilateral.dashboard.webhook.WebhookDelivery.Status;
import eu.bilateral.kernel.id.EventId;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A delivery as the API shows it.
 *
 * @param eventId also its {@code webhook-id}
 * @param key deliveries of one key go out one after the other
 * @param attempts how often it was tried since it began to wait, or was last asked for
 * @param nextAttemptAt absent unless it waits
 * @param log the latest attempts, the newest last
 * @param body what it carries; only where one delivery is asked for
 */
record WebhookDeliveryView(
        String deliveryId,
        EventId eventId,
        String type,
        String key,
        Instant eventTime,
        Status status,
        int attempts,
        @Nullable Instant nextAttemptAt,
        List<AttemptView> log,

        @Nullable @JsonRawValue @Schema(implementation = Object.class)
        String body) {

    /** One attempt; {@code answer} is how the receiver's answer begins. */
    record AttemptView(
            Instant at,
            long millis,
            Outcome outcome,
            @Nullable Integer status,
            @Nullable String answer) {

        static AttemptView from(Attempt attempt) {
            return new AttemptView(
                    attempt.at(), attempt.took().toMillis(), attempt.outcome(), attempt.status(), attempt.answer());
        }
    }

    static WebhookDeliveryView from(WebhookDelivery delivery) {
        return from(delivery, null);
    }

    static WebhookDeliveryView whole(WebhookDelivery delivery) {
        return from(delivery, delivery.body());
    }

    private static WebhookDeliveryView from(WebhookDelivery delivery, @Nullable String body) {
        return new WebhookDeliveryView(
                delivery.id(),
                delivery.eventId(),
                delivery.type(),
                delivery.key(),
                delivery.at(),
                delivery.status(),
                delivery.attempts(),
                delivery.nextAt(),
                delivery.log().stream().map(AttemptView::from).toList(),
                body);
    }
}
