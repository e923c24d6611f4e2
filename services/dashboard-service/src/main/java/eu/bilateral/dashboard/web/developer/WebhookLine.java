package eu.bilateral.dashboard.web.developer;

import eu.bilateral.dashboard.web.page.Words;
import eu.bilateral.dashboard.webhook.Webhook;
import org.jspecify.annotations.Nullable;

/**
 * A webhook in a list and on its own page.
 *
 * @param tone good, soon or late
 * @param reason why it was disabled or since when nothing arrives, and what to do; absent where all is well
 */
record WebhookLine(
        String path,
        String name,
        String url,
        String kinds,
        String state,
        String tone,
        @Nullable String reason,
        boolean active,
        String since) {

    static WebhookLine from(Webhook webhook, Words words) {
        var draft = webhook.draft();
        return new WebhookLine(
                "/webhooks/" + webhook.id(),
                draft.description().isEmpty() ? draft.url() : draft.description(),
                draft.url(),
                draft.kinds().isEmpty()
                        ? words.say("webhook.kinds.all")
                        : String.join(
                                ", ",
                                draft.kinds().stream()
                                        .map(kind -> words.sayOr("webhook.kind." + kind, kind))
                                        .toList()),
                words.say("webhook.state." + (webhook.isFailing() ? "FAILING" : webhook.state())),
                switch (webhook.state()) {
                    case ACTIVE -> webhook.isFailing() ? "late" : "good";
                    case PAUSED -> "soon";
                    case DISABLED -> "late";
                },
                reason(webhook, words),
                webhook.state() == Webhook.State.ACTIVE,
                words.say("webhook.since", webhook.createdBy().value(), words.moment(webhook.createdAt())));
    }

    private static @Nullable String reason(Webhook webhook, Words words) {
        var stopped = webhook.stopped();
        if (stopped != null) {
            return words.say("webhook.reason." + stopped.reason(), words.moment(stopped.at()));
        }
        var failingSince = webhook.failingSince();
        return webhook.isFailing() && failingSince != null
                ? words.say("webhook.failing", words.moment(failingSince))
                : null;
    }
}
