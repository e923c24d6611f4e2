package eu.bilateral.dashboard.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import eu.bilateral.kernel.delivery.EventFormat;
import eu.bilateral.kernel.event.DomainEvent;
import eu.bilateral.kernel.event.EventEnvelope;
import eu.bilateral.kernel.event.Topic;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** An event on its way to the clients, in the form in which all of them get it; put into that form once. */
final class LiveEvent {

    private final Topic topic;
    private final int partition;
    private final long offset;
    private final EventEnvelope<DomainEvent> envelope;
    private final byte[] frame;

    private LiveEvent(Topic topic, int partition, long offset, EventEnvelope<DomainEvent> envelope, byte[] frame) {
        this.topic = topic;
        this.partition = partition;
        this.offset = offset;
        this.envelope = envelope;
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
                envelope,
                frame.getBytes(UTF_8));
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

    EventEnvelope<DomainEvent> envelope() {
        return envelope;
    }

    /** The event and its data as lines of a server-sent event, with the empty line at the end, without the id. */
    byte[] frame() {
        return frame;
    }
}
