package eu.bilateral.kernel.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** Names an event; minted by the service that tells it; on the wire and in the store a lower-case UUID string. */
public record EventId(UUID value) {

    /** A new one that nobody has. */
    public static EventId next() {
        return new EventId(UUID.randomUUID());
    }

    /** Derived from what it is for, so that doing it again names the same event. */
    public static EventId derivedFrom(String... parts) {
        return new EventId(DerivedUuid.of(parts));
    }

    /** Reads the wire form; an {@link IllegalArgumentException} where the text is no UUID. */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static EventId of(String text) {
        return new EventId(DerivedUuid.parse(text));
    }

    @JsonValue
    @Override
    public String toString() {
        return value.toString();
    }
}
