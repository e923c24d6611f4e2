package eu.bilateral.kernel.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** Names a person; minted by contact-service; on the wire and in the store a lower-case UUID string. */
public record PersonId(UUID value) {

    /** A new one that nobody has. */
    public static PersonId next() {
        return new PersonId(UUID.randomUUID());
    }

    /** Derived from what it is for, so that doing it again names the same person. */
    public static PersonId derivedFrom(String... parts) {
        return new PersonId(DerivedUuid.of(parts));
    }

    /** Reads the wire form; an {@link IllegalArgumentException} where the text is no UUID. */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static PersonId of(String text) {
        return new PersonId(DerivedUuid.parse(text));
    }

    @JsonValue
    @Override
    public String toString() {
        return value.toString();
    }
}
