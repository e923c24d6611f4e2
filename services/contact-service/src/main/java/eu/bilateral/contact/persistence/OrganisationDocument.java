package eu.bilateral.contact.persistence;

import eu.bilateral.contact.domain.FoldedName;
import eu.bilateral.contact.domain.Organisation;
import eu.bilateral.contact.domain.Organisation.Archived;
import eu.bilateral.contact.domain.Organisation.Live;
import eu.bilateral.contact.domain.OrganisationFacts;
import eu.bilateral.kernel.event.OrganisationType;
import eu.bilateral.kernel.id.OrganisationId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An organisation as it is stored.
 *
 * @param folded its name as it is sorted and searched
 * @param archived kept beside the time, because the lists ask for it by equality
 */
record OrganisationDocument(
        OrganisationId organisationId,
        @Nullable String ref,
        String name,
        String folded,
        OrganisationType type,
        @Nullable String country,
        @Nullable String city,
        List<String> areas,
        @Nullable String website,
        @Nullable String note,
        Instant registeredAt,
        boolean archived,
        @Nullable Instant archivedAt) {

    static OrganisationDocument from(Organisation organisation) {
        var facts = organisation.facts();
        var archivedAt = switch (organisation) {
            case Live live -> null;
            case Archived archived -> archived.archivedAt();
        };
        return new OrganisationDocument(
                organisation.id(),
                organisation.ref(),
                facts.name(),
                FoldedName.of(facts.name()).value(),
                facts.type(),
                facts.country(),
                facts.city(),
                facts.areas(),
                facts.website(),
                facts.note(),
                organisation.registeredAt(),
                archivedAt != null,
                archivedAt);
    }

    Organisation toOrganisation() {
        var live = new Live(
                organisationId,
                ref,
                new OrganisationFacts(name, type, country, city, areas, website, note),
                registeredAt);
        return archivedAt == null ? live : new Archived(live, archivedAt);
    }
}
