package eu.bilateral.dashboard.web;

import eu.bilateral.dashboard.webhook.Webhook;
import org.jspecify.annotations.Nullable;

/**
 * A webhook in a list and on its own page.
 *
 * @param tone good, soon or late
 * @param reason why it was disabled and what to do; absent where it was not
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
        var stopped = webhook.stopped();
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
                words.say("webhook.state." + webhook.state()),
                switch (webhook.state()) {
                    case ACTIVE -> "good";
                    case PAUSED -> "soon";
                    case DISABLED -> "late";
                },
                stopped == null ? null : words.say("webhook.reason." + stopped.reason(), words.moment(stopped.at())),
                webhook.state() == Webhook.State.ACTIVE,
                words.say("webhook.since", webhook.createdBy().value(), words.moment(webhook.createdAt())));
    }
}
