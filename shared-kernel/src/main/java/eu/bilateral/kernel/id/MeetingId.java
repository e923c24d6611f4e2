package eu.bilateral.kernel.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** Names a meeting; minted by meeting-service; on the wire and in the store a lower-case UUID string. */
public record MeetingId(UUID value) {

    /** A new one that nobody has. */
    public static MeetingId next() {
        return new MeetingId(UUID.randomUUID());
    }

    /** Derived from what it is for, so that doing it again names the same meeting. */
    public static MeetingId derivedFrom(String... parts) {
        return new MeetingId(DerivedUuid.of(parts));
    }

    /** Reads the wire form; an {@link IllegalArgumentException} where the text is no UUID. */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static MeetingId of(String text) {
        return new MeetingId(DerivedUuid.parse(text));
    }

    @JsonValue
    @Override
    public String toString() {
        return value.toString();
    }
}
