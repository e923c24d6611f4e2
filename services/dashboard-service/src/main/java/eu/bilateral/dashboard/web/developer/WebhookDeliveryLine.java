package eu.bilateral.dashboard.web.developer;

import eu.bilateral.dashboard.web.page.Words;
import eu.bilateral.dashboard.webhook.Webhook;
import eu.bilateral.dashboard.webhook.WebhookDelivery;
import eu.bilateral.dashboard.webhook.WebhookDelivery.Attempt;
import eu.bilateral.dashboard.webhook.WebhookDelivery.Status;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A delivery in the list of its webhook.
 *
 * @param shortId how the event's id begins, which tells apart what happened in the same second
 * @param next when it is tried next; absent unless it waits
 * @param attempts the newest first
 * @param button what a press has happen: it is sent once more, or now; absent where it goes out anyway, or not before the
 *     webhook goes on
 */
record WebhookDeliveryLine(
        String path,
        String type,
        String eventId,
        String shortId,
        String happened,
        String status,
        String tone,
        @Nullable String next,
        String tried,
        List<AttemptLine> attempts,
        @Nullable String button) {

    private static final int SHORT = 8;

    /** One attempt; {@code answer} is what the receiver said, which is anybody's text. */
    record AttemptLine(
            String when,
            String outcome,
            String took,
            @Nullable String answer) {

        static AttemptLine from(Attempt attempt, Words words) {
            var outcome = words.say("webhook.outcome." + attempt.outcome());
            return new AttemptLine(
                    words.second(attempt.at()),
                    attempt.status() == null ? outcome : outcome + " (" + attempt.status() + ")",
                    words.say("webhook.took", attempt.took().toMillis()),
                    attempt.answer());
        }
    }

    static WebhookDeliveryLine from(WebhookDelivery delivery, Webhook webhook, Words words, Instant now) {
        return new WebhookDeliveryLine(
                "/webhooks/" + delivery.webhook() + "/deliveries/" + delivery.id(),
                delivery.type(),
                delivery.eventId().toString(),
                delivery.eventId().toString().substring(0, SHORT),
                words.second(delivery.at()),
                words.say("webhook.status." + delivery.status()),
                switch (delivery.status()) {
                    case DELIVERED -> "good";
                    case WAITING -> "soon";
                    case GIVEN_UP -> "late";
                },
                next(delivery, webhook, words, now),
                words.say("webhook.tried", delivery.log().size()),
                delivery.log().reversed().stream()
                        .map(attempt -> AttemptLine.from(attempt, words))
                        .toList(),
                button(delivery, webhook, words));
    }

    private static @Nullable String next(WebhookDelivery delivery, Webhook webhook, Words words, Instant now) {
        var nextAt = delivery.nextAt();
        if (nextAt == null) {
            return null;
        }
        if (!webhook.sends(delivery)) {
            return words.say("webhook.next.held");
        }
        if (nextAt.isAfter(now)) {
            return words.say("webhook.next", words.moment(nextAt));
        }
        return words.say(delivery.isAlone() ? "webhook.next.now" : "webhook.next.soon");
    }

    private static @Nullable String button(WebhookDelivery delivery, Webhook webhook, Words words) {
        if (delivery.status() != Status.WAITING) {
            return words.say("webhook.replay");
        }
        return webhook.sends(delivery) && !delivery.isTest() ? words.say("webhook.now") : null;
    }
}
