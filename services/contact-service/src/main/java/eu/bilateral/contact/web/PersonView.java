package eu.bilateral.contact.web;

import eu.bilateral.contact.domain.LawfulBasis;
import eu.bilateral.contact.domain.Person;
import eu.bilateral.contact.domain.PersonSource;
import eu.bilateral.kernel.command.Kept;
import eu.bilateral.kernel.id.OrganisationId;
import eu.bilateral.kernel.id.PersonId;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A person as the API shows them.
 *
 * @param noticeDueOn the day by which the person must know that we have the data; absent where they gave them to us
 * @param version what {@code If-Match} must name, in quotes, to change it
 */
record PersonView(
        PersonId personId,
        OrganisationId organisationId,
        String name,
        @Nullable String role,
        @Nullable String email,
        @Nullable String phone,
        LawfulBasis lawfulBasis,
        PersonSource source,
        @Nullable LocalDate noticeDueOn,
        Instant addedAt,
        long version) {

    static PersonView from(Kept<Person> kept) {
        var person = kept.state();
        var facts = person.facts();
        return new PersonView(
                person.id(),
                person.organisationId(),
                facts.name(),
                facts.role(),
                facts.email(),
                facts.phone(),
                facts.lawfulBasis(),
                facts.source(),
                person.noticeDueOn().orElse(null),
                person.addedAt(),
                kept.version());
    }
}
