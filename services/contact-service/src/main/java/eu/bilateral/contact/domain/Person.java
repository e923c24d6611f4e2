package eu.bilateral.contact.domain;

import eu.bilateral.kernel.event.ContactEvent.PersonAdded;
import eu.bilateral.kernel.event.ContactEvent.PersonChanged;
import eu.bilateral.kernel.id.OrganisationId;
import eu.bilateral.kernel.id.PersonId;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;

/** Somebody who can be met at an organisation; the only place where personal data live. Events tell of it by ids alone. */
public record Person(PersonId id, OrganisationId organisationId, PersonFacts facts, Instant addedAt) {

    /** Within this time a person must be told (GDPR, Article 14(3); playbook, rule 11). */
    private static final int MONTHS_UNTIL_NOTICE = 1;

    /** The first time that the workspace hears of the person. */
    public static PersonChange add(PersonId id, OrganisationId organisationId, PersonFacts facts, Instant now) {
        return new PersonChange(new Person(id, organisationId, facts, now), new PersonAdded(organisationId, id, now));
    }

    /** Describes the person anew, every fact. */
    public PersonChange change(PersonFacts anew, Instant now) {
        return new PersonChange(
                new Person(id, organisationId, anew, addedAt), new PersonChanged(organisationId, id, now));
    }

    /** The day by which the person must know that we have the data; absent where they came from the person. */
    public Optional<LocalDate> noticeDueOn() {
        if (!facts.source().asksForNotice()) {
            return Optional.empty();
        }
        return Optional.of(addedAt.atZone(ZoneOffset.UTC).toLocalDate().plusMonths(MONTHS_UNTIL_NOTICE));
    }
}
