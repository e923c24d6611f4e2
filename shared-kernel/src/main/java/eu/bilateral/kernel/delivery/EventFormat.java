package eu.bilateral.kernel.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonTypeName;
import eu.bilateral.kernel.event.Cause;
import eu.bilateral.kernel.event.DomainEvent;
import eu.bilateral.kernel.event.EventEnvelope;
import eu.bilateral.kernel.event.Position;
import eu.bilateral.kernel.event.RecordKey;
import eu.bilateral.kernel.event.Topic;
import eu.bilateral.kernel.id.DerivedUuid;
import eu.bilateral.kernel.id.EventId;
import eu.bilateral.kernel.id.WorkspaceId;
import eu.bilateral.kernel.tracing.Traces;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Events on the wire: CloudEvents 1.0 in binary mode over Kafka, attributes as {@code ce_} headers, the event as JSON. The
 * position, the workspace, the causation chain and the trace travel as extension attributes.
 */
public final class EventFormat {

    /** The largest record that is told, in bytes, with all that Kafka puts around it; brokers must take as much. */
    public static final int LARGEST_RECORD = 4 << 20;

    private static final String CONTENT_TYPE = "application/json";
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,19}");

    private final JsonMapper json = JsonMapper.builder()
            .changeDefaultPropertyInclusion(inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
            // Which of two was meant is nobody's to guess.
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    private final Map<Topic, Map<String, Class<? extends DomainEvent>>> types = new EnumMap<>(Topic.class);

    public EventFormat() {
        for (var topic : Topic.values()) {
            var byName = new LinkedHashMap<String, Class<? extends DomainEvent>>();
            for (var type : topic.family().getPermittedSubclasses()) {
                byName.put(wireName(type), type.asSubclass(DomainEvent.class));
            }
            types.put(topic, Map.copyOf(byName));
        }
    }

    /** All wire names of a topic with their classes. */
    public Map<String, Class<? extends DomainEvent>> types(Topic topic) {
        return Map.copyOf(types.getOrDefault(topic, Map.of()));
    }

    /** The name of this event on the wire. */
    public static String wireName(DomainEvent event) {
        return wireName(event.getClass());
    }

    private static String wireName(Class<?> type) {
        var name = type.getAnnotation(JsonTypeName.class);
        if (name == null) {
            throw new IllegalStateException(type + " has no wire name");
        }
        return name.value();
    }

    /** The event as the JSON that travels and that the outbox keeps. */
    public String toJson(DomainEvent event) {
        return json.writeValueAsString(event);
    }

    /** The event of that wire name from the JSON that {@link #toJson} wrote; an {@link IllegalArgumentException} for any other name. */
    public DomainEvent fromJson(String wireName, String data) {
        for (var byName : types.values()) {
            var type = byName.get(wireName);
            if (type != null) {
                return json.readValue(data, type);
            }
        }
        throw new IllegalArgumentException("There is no event " + wireName);
    }

    PendingEvent pending(DomainEvent event, Position position, Cause cause) {
        return new PendingEvent(
                EventId.next(),
                Topic.of(event),
                RecordKey.of(event),
                position,
                wireName(event),
                event.occurredAt(),
                cause,
                toJson(event),
                null);
    }

    ProducerRecord<byte[], byte[]> toRecord(WorkspaceId workspace, String aggregateId, PendingEvent pending) {
        var sent = new ProducerRecord<>(
                pending.topic().wireName(),
                null,
                pending.key().getBytes(UTF_8),
                pending.data().getBytes(UTF_8));
        var headers = sent.headers();
        headers.add("content-type", CONTENT_TYPE.getBytes(UTF_8));
        add(headers, "specversion", "1.0");
        add(headers, "id", pending.eventId().toString());
        add(headers, "source", pending.topic().source());
        add(headers, "type", pending.type());
        add(headers, "time", pending.time().toString());
        add(headers, "subject", aggregateId);
        add(headers, "partitionkey", pending.key());
        add(headers, "workspace", workspace.value());
        add(headers, "epoch", Long.toString(pending.position().epoch()));
        add(headers, "sequence", Long.toString(pending.position().sequence()));
        add(headers, "causationid", pending.cause().causationId().toString());
        add(headers, "correlationid", pending.cause().correlationId().toString());
        add(headers, "hop", Integer.toString(pending.cause().hop()));
        if (pending.traceparent() != null) {
            headers.add(Traces.HEADER, pending.traceparent().getBytes(UTF_8));
        }
        return sent;
    }

    private static void add(Headers headers, String attribute, String value) {
        headers.add("ce_" + attribute, value.getBytes(UTF_8));
    }

    /** Whose event a record claims to be, without reading the rest of it; absent where it does not say so. */
    public static Optional<WorkspaceId> workspace(ConsumerRecord<byte[], byte[]> received) {
        try {
            return Optional.of(parsed(received, "workspace", WorkspaceId::of));
        } catch (Unreadable unknown) {
            return Optional.empty();
        }
    }

    /**
     * Reads a record of one of our topics; {@link Unreadable} says what is wrong with it. Nothing is guessed: each attribute
     * must be there once, and the key must be the one that the event itself gives.
     */
    public EventEnvelope<DomainEvent> read(ConsumerRecord<byte[], byte[]> received) {
        var topic = Topic.named(received.topic());
        if (!"1.0".equals(attribute(received, "specversion"))) {
            throw new Unreadable("unknown-spec-version", "It is no CloudEvent of version 1.0");
        }
        var typeName = attribute(received, "type");
        var type = types.getOrDefault(topic, Map.of()).get(typeName);
        if (type == null) {
            throw new Unreadable("unknown-type", "This service knows no event of the type it claims to be");
        }
        if (!topic.source().equals(attribute(received, "source"))) {
            throw new Unreadable("wrong-source", "It does not come from the service that tells on this topic");
        }
        var envelope = new EventEnvelope<DomainEvent>(
                parsed(received, "id", EventId::of),
                parsed(received, "workspace", WorkspaceId::of),
                parsed(received, "subject", DerivedUuid::parse),
                new Position(
                        parsed(received, "epoch", EventFormat::counted),
                        parsed(received, "sequence", EventFormat::counted)),
                attribute(received, "partitionkey"),
                new Cause(
                        parsed(received, "causationid", DerivedUuid::parse),
                        parsed(received, "correlationid", DerivedUuid::parse),
                        parsed(received, "hop", text -> Math.toIntExact(number(text, 0)))),
                body(received, type));
        var key = received.key() == null ? "" : new String(received.key(), UTF_8);
        if (!key.equals(RecordKey.of(envelope.event())) || !key.equals(envelope.key())) {
            throw new Unreadable("wrong-key", "Its key is not the one that its content gives");
        }
        return envelope;
    }

    private DomainEvent body(ConsumerRecord<byte[], byte[]> received, Class<? extends DomainEvent> type) {
        if (received.value() == null) {
            throw new Unreadable("no-content", "It has no content");
        }
        try {
            var event = json.readValue(received.value(), type);
            if (event == null) {
                throw new Unreadable("no-content", "Its content is null");
            }
            Complete.check(event);
            return event;
        } catch (JacksonException malformed) {
            throw new Unreadable(
                    "malformed-content", "Its content is no " + wireName(type) + ": " + malformed.getOriginalMessage());
        }
    }

    private static <T> T parsed(ConsumerRecord<byte[], byte[]> received, String attribute, Function<String, T> form) {
        try {
            return form.apply(attribute(received, attribute));
        } catch (IllegalArgumentException | ArithmeticException malformed) {
            throw new Unreadable("malformed-attribute", "Its attribute " + attribute + " has no valid form");
        }
    }

    private static long counted(String text) {
        return number(text, 1);
    }

    /** A decimal number as we write it: ASCII digits, no sign. */
    private static long number(String text, long least) {
        if (!NUMBER.matcher(text).matches()) {
            throw new IllegalArgumentException("no number");
        }
        long number = Long.parseLong(text);
        if (number < least) {
            throw new IllegalArgumentException("too small");
        }
        return number;
    }

    private static String attribute(ConsumerRecord<byte[], byte[]> received, String attribute) {
        var values = received.headers().headers("ce_" + attribute).iterator();
        if (!values.hasNext()) {
            throw new Unreadable("missing-attribute", "Its attribute " + attribute + " is missing");
        }
        var value = values.next().value();
        if (values.hasNext()) {
            throw new Unreadable("doubled-attribute", "Its attribute " + attribute + " is there more than once");
        }
        if (value == null) {
            throw new Unreadable("missing-attribute", "Its attribute " + attribute + " is empty");
        }
        return new String(value, UTF_8);
    }
}
