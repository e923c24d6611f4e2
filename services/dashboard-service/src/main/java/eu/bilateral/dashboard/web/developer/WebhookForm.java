package eu.bilateral.dashboard.web.developer;

import eu.bilateral.dashboard.web.page.Choice;
import eu.bilateral.dashboard.web.page.Words;
import eu.bilateral.dashboard.webhook.Webhook;
import eu.bilateral.dashboard.webhook.WebhookDraft;
import eu.bilateral.kernel.command.Kept;
import eu.bilateral.kernel.delivery.EventFormat;
import eu.bilateral.kernel.event.Topic;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the form of a webhook shows.
 *
 * @param path where it is sent
 * @param version of what is changed, as it was read; absent for a new one
 * @param families and {@code events}: which of them it is told of; all where none is chosen
 */
record WebhookForm(
        String path,
        String key,
        @Nullable Long version,
        String url,
        String description,
        List<Choice> families,
        List<Choice> events) {

    private static final List<String> FAMILIES = List.of("meeting", "follow-up", "contact");

    static WebhookForm blank(Words words, EventFormat format) {
        return of("/webhooks", UUID.randomUUID().toString(), null, new WebhookDraft("", List.of(), ""), words, format);
    }

    static WebhookForm from(Kept<Webhook> kept, Words words, EventFormat format) {
        return of(
                "/webhooks/" + kept.state().id(),
                UUID.randomUUID().toString(),
                kept.version(),
                kept.state().draft(),
                words,
                format);
    }

    static WebhookForm of(
            String path, String key, @Nullable Long version, WebhookDraft draft, Words words, EventFormat format) {
        return new WebhookForm(
                path,
                key,
                version,
                draft.url(),
                draft.description(),
                FAMILIES.stream()
                        .map(family -> new Choice(
                                family,
                                words.say("webhook.kind." + family),
                                draft.kinds().contains(family)))
                        .toList(),
                Arrays.stream(Topic.values())
                        .map(topic -> format.types(topic).keySet())
                        .flatMap(Collection::stream)
                        .sorted()
                        .map(type -> new Choice(type, type, draft.kinds().contains(type)))
                        .toList());
    }

    /** Whether single events are chosen, so that they are not hidden. */
    public boolean single() {
        return events.stream().anyMatch(Choice::chosen);
    }
}
