package eu.bilateral.contact.web;

import eu.bilateral.contact.domain.Organisation;
import eu.bilateral.contact.domain.Organisation.Archived;
import eu.bilateral.kernel.command.Kept;
import eu.bilateral.kernel.event.OrganisationType;
import eu.bilateral.kernel.id.OrganisationId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An organisation as the API shows it.
 *
 * @param version what {@code If-Match} must name, in quotes, to change it
 */
record OrganisationView(
        OrganisationId organisationId,
        @Nullable String ref,
        String name,
        OrganisationType type,
        @Nullable String country,
        @Nullable String city,
        List<String> areas,
        @Nullable String website,
        @Nullable String note,
        boolean archived,
        Instant registeredAt,
        long version) {

    static OrganisationView from(Kept<Organisation> kept) {
        var organisation = kept.state();
        var facts = organisation.facts();
        return new OrganisationView(
                organisation.id(),
                organisation.ref(),
                facts.name(),
                facts.type(),
                facts.country(),
                facts.city(),
                facts.areas(),
                facts.website(),
                facts.note(),
                organisation instanceof Archived,
                organisation.registeredAt(),
                kept.version());
    }
}
