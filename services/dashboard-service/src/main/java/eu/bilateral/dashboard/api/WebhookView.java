package eu.bilateral.dashboard.api;

import eu.bilateral.dashboard.webhook.Webhook;
import eu.bilateral.dashboard.webhook.WebhookId;
import eu.bilateral.kernel.command.CommandId;
import eu.bilateral.kernel.command.Kept;
import eu.bilateral.kernel.id.AccountId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A webhook as the API shows it.
 *
 * @param reason why it was disabled, and {@code disabledAt} when; absent where it was not
 * @param failingSince since when nothing has arrived although it is tried; absent where the last attempt did
 * @param secret what bodies are signed with; only in the answer to whoever had it made
 * @param version what {@code If-Match} must name, in quotes, to change it
 */
record WebhookView(
        WebhookId webhookId,
        String url,
        List<String> kinds,
        String description,
        Webhook.State state,
        Webhook.@Nullable Reason reason,
        @Nullable Instant disabledAt,
        @Nullable Instant failingSince,
        AccountId createdBy,
        Instant createdAt,
        @Nullable String secret,
        long version) {

    static WebhookView from(Kept<Webhook> kept) {
        return from(kept, null);
    }

    /** With the secret that this command had made; a repeated request is answered as the first was. */
    static WebhookView withSecret(Kept<Webhook> kept, CommandId command) {
        var newest = kept.state().secrets().getFirst();
        return from(kept, newest.madeBy().equals(command.value()) ? newest.text() : null);
    }

    private static WebhookView from(Kept<Webhook> kept, @Nullable String secret) {
        var webhook = kept.state();
        var stopped = webhook.stopped();
        return new WebhookView(
                webhook.id(),
                webhook.draft().url(),
                webhook.draft().kinds(),
                webhook.draft().description(),
                webhook.state(),
                stopped == null ? null : stopped.reason(),
                stopped == null ? null : stopped.at(),
                webhook.failingSince(),
                webhook.createdBy(),
                webhook.createdAt(),
                secret,
                kept.version());
    }
}
