package eu.bilateral.kernel.delivery;

import eu.bilateral.kernel.event.Cause;
import eu.bilateral.kernel.event.Position;
import eu.bilateral.kernel.event.Topic;
import eu.bilateral.kernel.id.EventId;
import java.time.Instant;
import java.util.UUID;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * An event in the outbox of its document: everything that the relay needs to publish it.
 *
 * @param traceparent the trace in which it came about; says nothing about which event it is, and nobody compares it
 */
record PendingEvent(
        EventId eventId,
        Topic topic,
        String key,
        Position position,
        String type,
        Instant time,
        Cause cause,
        String data,
        @Nullable String traceparent) {

    /** The same event, told in that trace; in its own where there is no other. */
    PendingEvent in(@Nullable String trace) {
        return trace == null ? this : new PendingEvent(eventId, topic, key, position, type, time, cause, data, trace);
    }

    Document toDocument() {
        var stored = new Document("eventId", eventId.toString())
                .append("topic", topic.wireName())
                .append("key", key)
                .append("epoch", position.epoch())
                .append("sequence", position.sequence())
                .append("type", type)
                .append("time", time.toString())
                .append("causationId", cause.causationId().toString())
                .append("correlationId", cause.correlationId().toString())
                .append("hop", cause.hop())
                .append("data", data);
        return traceparent == null ? stored : stored.append("traceparent", traceparent);
    }

    static PendingEvent from(Document stored) {
        return new PendingEvent(
                EventId.of(stored.getString("eventId")),
                Topic.named(stored.getString("topic")),
                stored.getString("key"),
                new Position(stored.getLong("epoch"), stored.getLong("sequence")),
                stored.getString("type"),
                Instant.parse(stored.getString("time")),
                new Cause(
                        UUID.fromString(stored.getString("causationId")),
                        UUID.fromString(stored.getString("correlationId")),
                        stored.getInteger("hop")),
                stored.getString("data"),
                stored.getString("traceparent"));
    }
}
