package eu.bilateral.kernel.event;

import com.fasterxml.jackson.annotation.JsonTypeName;
import eu.bilateral.kernel.id.OrganisationId;
import eu.bilateral.kernel.id.PersonId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the contact service tells the world. The {@link JsonTypeName}s are the wire format and outlive any rename. */
public sealed interface ContactEvent extends DomainEvent {

    /** The organisation it is about; also the record key, so that all about one organisation stays in order. */
    OrganisationId organisationId();

    /** An organisation is known from now on; {@code ref} is its natural key in the workspace, {@code country} an ISO 3166 code. */
    @JsonTypeName("organisation-registered")
    record OrganisationRegistered(
            OrganisationId organisationId,
            @Nullable String ref,
            String name,
            OrganisationType type,
            @Nullable String country,
            @Nullable String city,
            List<String> areas,
            @Nullable String website,
            Instant occurredAt)
            implements ContactEvent {

        public OrganisationRegistered {
            areas = List.copyOf(areas);
        }
    }

    /** An organisation is described anew; every field as it now is. */
    @JsonTypeName("organisation-changed")
    record OrganisationChanged(
            OrganisationId organisationId,
            @Nullable String ref,
            String name,
            OrganisationType type,
            @Nullable String country,
            @Nullable String city,
            List<String> areas,
            @Nullable String website,
            Instant occurredAt)
            implements ContactEvent {

        public OrganisationChanged {
            areas = List.copyOf(areas);
        }
    }

    /** An organisation is no longer offered; what refers to it stays. */
    @JsonTypeName("organisation-archived")
    record OrganisationArchived(OrganisationId organisationId, Instant occurredAt) implements ContactEvent {}

    /** A person belongs to an organisation; who it is stays in the contact service. */
    @JsonTypeName("person-added")
    record PersonAdded(OrganisationId organisationId, PersonId personId, Instant occurredAt) implements ContactEvent {}

    /** Something about a person changed; what it is stays in the contact service. */
    @JsonTypeName("person-changed")
    record PersonChanged(OrganisationId organisationId, PersonId personId, Instant occurredAt)
            implements ContactEvent {}
}
