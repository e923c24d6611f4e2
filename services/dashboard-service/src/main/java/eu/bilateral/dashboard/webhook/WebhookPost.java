package eu.bilateral.dashboard.webhook;

import eu.bilateral.kernel.command.Kept;
import eu.bilateral.kernel.delivery.EventFormat;
import eu.bilateral.kernel.event.Topic;
import eu.bilateral.kernel.id.WorkspaceId;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import org.springframework.stereotype.Service;

/** Turns events that were heard into deliveries, one for each webhook that wants them. */
@Service
public class WebhookPost {

    private final Webhooks webhooks;
    private final WebhookDeliveries deliveries;
    private final Turns turns;
    private final Bell bell;
    private final EventFormat format;
    private final WebhookSettings settings;
    private final Clock clock;

    WebhookPost(
            Webhooks webhooks,
            WebhookDeliveries deliveries,
            Turns turns,
            Bell bell,
            EventFormat format,
            WebhookSettings settings,
            Clock clock) {
        this.webhooks = webhooks;
        this.deliveries = deliveries;
        this.turns = turns;
        this.bell = bell;
        this.format = format;
        this.settings = settings;
        this.clock = clock;
    }

    /** Takes events in the order in which they were heard; those that came before make nothing new. */
    public void take(List<HeardEvent> heard) {
        var byWorkspace = new LinkedHashMap<WorkspaceId, List<HeardEvent>>();
        heard.forEach(event -> byWorkspace
                .computeIfAbsent(event.workspace(), first -> new ArrayList<>())
                .add(event));
        var now = clock.instant();
        byWorkspace.forEach((workspace, events) -> webhooks.of(workspace).stream()
                .map(Kept::state)
                .filter(Webhook::collects)
                .forEach(webhook -> take(webhook, events, now)));
    }

    private void take(Webhook webhook, List<HeardEvent> events, Instant now) {
        var wanted = events.stream()
                .filter(event -> wants(webhook.draft().kinds(), event.type()))
                .filter(event -> webhook.isAbout(event.at(), now.minus(settings.keep())))
                .toList();
        add(webhook, wanted, now);
    }

    /** A kind that exists no longer wants nothing, and stops nobody from being told of the others. */
    private boolean wants(List<String> kinds, String type) {
        return kinds.isEmpty()
                || kinds.contains(type)
                || Arrays.stream(Topic.values())
                        .filter(topic -> format.types(topic).containsKey(type))
                        .anyMatch(topic -> kinds.contains(topic.wireName().replace("-events", "")));
    }

    /** Adds those that are not there yet, in this order, behind all that are. */
    void add(Webhook webhook, List<HeardEvent> events, Instant now) {
        if (events.isEmpty()) {
            return;
        }
        var ids = events.stream()
                .map(event -> WebhookDelivery.id(webhook.id(), event.eventId()))
                .toList();
        var known = deliveries.known(webhook.workspace(), ids);
        var fresh = events.stream()
                .filter(event -> !known.contains(WebhookDelivery.id(webhook.id(), event.eventId())))
                .toList();
        if (!fresh.isEmpty()) {
            long place = turns.reserve(webhook.workspace(), webhook.id(), fresh.size());
            if (place == 0) {
                return;
            }
            var made = new ArrayList<WebhookDelivery>();
            for (var event : fresh) {
                made.add(WebhookDelivery.of(event, webhook, place++, now));
            }
            deliveries.add(made);
            if (webhooks.find(webhook.workspace(), webhook.id()).isEmpty()) {
                // Deleted meanwhile, and its deliveries maybe before these: nobody would ever forget them.
                deliveries.forget(webhook.workspace(), webhook.id(), null);
                return;
            }
        }
        // Also where all are known: whoever made them may not have come to say so.
        turns.ring(webhook.workspace(), webhook.id());
        bell.rung();
    }
}
