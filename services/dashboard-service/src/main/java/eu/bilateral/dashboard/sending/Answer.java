package eu.bilateral.dashboard.sending;

import eu.bilateral.dashboard.webhook.WebhookDelivery.Outcome;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a receiver answered, or why there was no answer.
 *
 * @param text how the answer begins
 * @param later after how long it wants to be asked again; absent where it does not say
 */
record Answer(
        Outcome outcome,
        @Nullable Integer status,
        @Nullable String text,
        @Nullable Duration later) {

    static Answer none(Outcome outcome) {
        return new Answer(outcome, null, null, null);
    }
}
