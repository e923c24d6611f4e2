package eu.bilateral.kernel.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** Names an item of a mission's programme; minted by meeting-service; on the wire and in the store a lower-case UUID string. */
public record ProgrammeItemId(UUID value) {

    /** A new one that nobody has. */
    public static ProgrammeItemId next() {
        return new ProgrammeItemId(UUID.randomUUID());
    }

    /** Derived from what it is for, so that doing it again names the same item. */
    public static ProgrammeItemId derivedFrom(String... parts) {
        return new ProgrammeItemId(DerivedUuid.of(parts));
    }

    /** Reads the wire form; an {@link IllegalArgumentException} where the text is no UUID. */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static ProgrammeItemId of(String text) {
        return new ProgrammeItemId(DerivedUuid.parse(text));
    }

    @JsonValue
    @Override
    public String toString() {
        return value.toString();
    }
}
