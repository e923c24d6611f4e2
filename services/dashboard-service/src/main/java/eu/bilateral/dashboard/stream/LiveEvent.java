package eu.bilateral.dashboard.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import eu.bilateral.kernel.delivery.EventFormat;
import eu.bilateral.kernel.event.Topic;
import eu.bilateral.kernel.id.WorkspaceId;
import eu.bilateral.kernel.tracing.Traces;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * An event on its way to the clients, in the form in which all of them get it; put into that form once. Thousands of them
 * stay at hand, so it keeps of the event itself no more than who may and who wants to see it.
 */
final class LiveEvent {

    private final Topic topic;
    private final int partition;
    private final long offset;
    private final WorkspaceId workspace;
    private final String type;
    private final String key;
    private final Instant occurredAt;
    private final @Nullable String trace;
    private final byte[] frame;

    private LiveEvent(
            Topic topic,
            int partition,
            long offset,
            WorkspaceId workspace,
            String type,
            String key,
            Instant occurredAt,
            @Nullable String trace,
            byte[] frame) {
        this.topic = topic;
        this.partition = partition;
        this.offset = offset;
        this.workspace = workspace;
        this.type = type;
        this.key = key;
        this.occurredAt = occurredAt;
        this.trace = trace;
        this.frame = frame;
    }

    /** Reads a record; whatever {@link EventFormat#read} throws where it is no event of ours. */
    static LiveEvent from(ConsumerRecord<byte[], byte[]> received, EventFormat format) {
        var envelope = format.read(received);
        var type = EventFormat.wireName(envelope.event());
        // Everything but the event itself is an id, a date or a number; a line break inside JSON is only ever layout.
        var data = new String(received.value(), UTF_8).replace('\n', ' ').replace('\r', ' ');
        var frame = """
                event: %s
                data: {"eventId":"%s","type":"%s","workspace":"%s","aggregateId":"%s","sequence":%d,"time":"%s",\
                "key":"%s","correlationId":"%s","data":%s}

                """.formatted(
                        type,
                        envelope.eventId(),
                        type,
                        envelope.workspace(),
                        envelope.aggregateId(),
                        envelope.position().sequence(),
                        envelope.event().occurredAt(),
                        envelope.key(),
                        envelope.cause().correlationId(),
                        data);
        return new LiveEvent(
                Topic.named(received.topic()),
                received.partition(),
                received.offset(),
                envelope.workspace(),
                type,
                envelope.key(),
                envelope.event().occurredAt(),
                recordedTrace(received),
                frame.getBytes(UTF_8));
    }

    private static @Nullable String recordedTrace(ConsumerRecord<byte[], byte[]> received) {
        var trace = Traces.of(received.headers());
        return Traces.isRecorded(trace) ? trace : null;
    }

    Topic topic() {
        return topic;
    }

    int partition() {
        return partition;
    }

    long offset() {
        return offset;
    }

    WorkspaceId workspace() {
        return workspace;
    }

    /** Its name on the wire. */
    String type() {
        return type;
    }

    /** Whose history it belongs to: a partnership, or for other events a mission or an organisation. */
    String key() {
        return key;
    }

    /** When it happened. */
    Instant occurredAt() {
        return occurredAt;
    }

    /** Where it stands in its trace; absent where nobody records that. */
    @Nullable
    String trace() {
        return trace;
    }

    /** The event and its data as lines of a server-sent event, with the empty line at the end, without the id. */
    byte[] frame() {
        return frame;
    }
}
