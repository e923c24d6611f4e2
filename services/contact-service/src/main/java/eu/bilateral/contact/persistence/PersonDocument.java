package eu.bilateral.contact.persistence;

import eu.bilateral.contact.domain.FoldedName;
import eu.bilateral.contact.domain.LawfulBasis;
import eu.bilateral.contact.domain.Person;
import eu.bilateral.contact.domain.PersonFacts;
import eu.bilateral.contact.domain.PersonSource;
import eu.bilateral.kernel.id.OrganisationId;
import eu.bilateral.kernel.id.PersonId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A person as stored; the only document with personal data.
 *
 * @param folded the name as it is sorted
 */
record PersonDocument(
        PersonId personId,
        OrganisationId organisationId,
        String name,
        String folded,
        @Nullable String role,
        @Nullable String email,
        @Nullable String phone,
        LawfulBasis lawfulBasis,
        PersonSource source,
        Instant addedAt) {

    static PersonDocument from(Person person) {
        var facts = person.facts();
        return new PersonDocument(
                person.id(),
                person.organisationId(),
                facts.name(),
                FoldedName.of(facts.name()).value(),
                facts.role(),
                facts.email(),
                facts.phone(),
                facts.lawfulBasis(),
                facts.source(),
                person.addedAt());
    }

    Person toPerson() {
        return new Person(
                personId, organisationId, new PersonFacts(name, role, email, phone, lawfulBasis, source), addedAt);
    }

    /** Personal data print nowhere by accident. */
    @Override
    public String toString() {
        return "PersonDocument[%s]".formatted(personId);
    }
}
