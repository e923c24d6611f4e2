package eu.bilateral.kernel.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** Names a mission; minted by meeting-service; on the wire and in the store a lower-case UUID string. */
public record MissionId(UUID value) {

    /** A new one that nobody has. */
    public static MissionId next() {
        return new MissionId(UUID.randomUUID());
    }

    /** Derived from what it is for, so that doing it again names the same mission. */
    public static MissionId derivedFrom(String... parts) {
        return new MissionId(DerivedUuid.of(parts));
    }

    /** Reads the wire form; an {@link IllegalArgumentException} where the text is no UUID. */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static MissionId of(String text) {
        return new MissionId(DerivedUuid.parse(text));
    }

    @JsonValue
    @Override
    public String toString() {
        return value.toString();
    }
}
