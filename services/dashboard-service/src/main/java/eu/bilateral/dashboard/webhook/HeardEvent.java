package eu.bilateral.dashboard.webhook;

import eu.bilateral.kernel.delivery.EventFormat;
import eu.bilateral.kernel.event.DomainEvent;
import eu.bilateral.kernel.event.EventEnvelope;
import eu.bilateral.kernel.event.Topic;
import eu.bilateral.kernel.id.EventId;
import eu.bilateral.kernel.id.WorkspaceId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event as a webhook is told of it: a CloudEvent 1.0 in structured JSON mode, with the attributes that it has on its
 * topic but for its trace, which is nobody's outside. It carries what the live stream tells every viewer, and nothing else.
 *
 * @param key whose history it belongs to: a partnership, an organisation or a mission
 * @param trace where it stands in its trace; absent where nobody recorded one
 */
public record HeardEvent(
        WorkspaceId workspace,
        EventId eventId,
        String type,
        String key,
        Instant at,
        String body,
        @Nullable String trace) {

    /** What webhooks are told of that event. */
    public static HeardEvent from(
            EventEnvelope<? extends DomainEvent> envelope, EventFormat format, @Nullable String trace) {
        var event = envelope.event();
        var type = EventFormat.wireName(event);
        // Everything but the event itself is an id, a date or a number.
        var body = """
                {"specversion":"1.0","id":"%s","source":"%s","type":"%s","time":"%s","subject":"%s",\
                "datacontenttype":"application/json","partitionkey":"%s","workspace":"%s","epoch":"%d","sequence":"%d",\
                "causationid":"%s","correlationid":"%s","hop":%d,"data":%s}""".formatted(
                        envelope.eventId(),
                        Topic.of(event).source(),
                        type,
                        event.occurredAt(),
                        envelope.aggregateId(),
                        envelope.key(),
                        envelope.workspace(),
                        envelope.position().epoch(),
                        envelope.position().sequence(),
                        envelope.cause().causationId(),
                        envelope.cause().correlationId(),
                        envelope.cause().hop(),
                        format.toJson(event));
        return new HeardEvent(
                envelope.workspace(), envelope.eventId(), type, envelope.key(), event.occurredAt(), body, trace);
    }

    /** An event that only says that the webhook works; its type is {@code webhook-test}. */
    static HeardEvent test(Webhook webhook, EventId eventId, Instant now) {
        var body = """
                {"specversion":"1.0","id":"%s","source":"/dashboard-service","type":"%s","time":"%s","subject":"%s",\
                "datacontenttype":"application/json","workspace":"%s","data":{"webhookId":"%s"}}""".formatted(eventId, WebhookDelivery.TEST, now, webhook.id(), webhook.workspace(), webhook.id());
        return new HeardEvent(
                webhook.workspace(), eventId, WebhookDelivery.TEST, webhook.id().toString(), now, body, null);
    }
}
