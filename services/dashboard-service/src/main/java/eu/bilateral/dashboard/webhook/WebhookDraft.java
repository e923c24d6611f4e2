package eu.bilateral.dashboard.webhook;

import java.util.List;

/**
 * What a manager says of a webhook.
 *
 * @param kinds wire names of events or {@code contact}, {@code meeting}, {@code follow-up}; all events where it is empty
 */
public record WebhookDraft(String url, List<String> kinds, String description) {

    public WebhookDraft {
        kinds = List.copyOf(kinds);
    }
}
