package eu.bilateral.kernel.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** Names an organisation; minted by contact-service; on the wire and in the store a lower-case UUID string. */
public record OrganisationId(UUID value) {

    /** A new one that nobody has. */
    public static OrganisationId next() {
        return new OrganisationId(UUID.randomUUID());
    }

    /** Derived from what it is for, so that doing it again names the same organisation. */
    public static OrganisationId derivedFrom(String... parts) {
        return new OrganisationId(DerivedUuid.of(parts));
    }

    /** Reads the wire form; an {@link IllegalArgumentException} where the text is no UUID. */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static OrganisationId of(String text) {
        return new OrganisationId(DerivedUuid.parse(text));
    }

    @JsonValue
    @Override
    public String toString() {
        return value.toString();
    }
}
