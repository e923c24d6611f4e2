package eu.bilateral.kernel.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** Names a partnership; minted by follow-up-service; on the wire and in the store a lower-case UUID string. */
public record PartnershipId(UUID value) {

    /** A new one that nobody has. */
    public static PartnershipId next() {
        return new PartnershipId(UUID.randomUUID());
    }

    /** The one partnership of this pair in this workspace: whoever knows the pair knows the id, without asking. */
    public static PartnershipId of(WorkspaceId workspace, OrganisationId ours, OrganisationId partner) {
        return new PartnershipId(DerivedUuid.of(workspace.value(), "partnership", ours.toString(), partner.toString()));
    }

    /** Reads the wire form; an {@link IllegalArgumentException} where the text is no UUID. */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static PartnershipId of(String text) {
        return new PartnershipId(DerivedUuid.parse(text));
    }

    @JsonValue
    @Override
    public String toString() {
        return value.toString();
    }
}
