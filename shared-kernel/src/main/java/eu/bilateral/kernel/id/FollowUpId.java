package eu.bilateral.kernel.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** Names a follow-up; minted by follow-up-service; on the wire and in the store a lower-case UUID string. */
public record FollowUpId(UUID value) {

    /** A new one that nobody has. */
    public static FollowUpId next() {
        return new FollowUpId(UUID.randomUUID());
    }

    /** Derived from what it is for, so that doing it again names the same followup. */
    public static FollowUpId derivedFrom(String... parts) {
        return new FollowUpId(DerivedUuid.of(parts));
    }

    /** Reads the wire form; an {@link IllegalArgumentException} where the text is no UUID. */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static FollowUpId of(String text) {
        return new FollowUpId(DerivedUuid.parse(text));
    }

    @JsonValue
    @Override
    public String toString() {
        return value.toString();
    }
}
