package eu.bilateral.contact.application;

import eu.bilateral.contact.domain.ContactRefusal.OrganisationAlreadyArchived;
import eu.bilateral.contact.domain.ContactRefusal.UnknownOrganisation;
import eu.bilateral.contact.domain.Organisation;
import eu.bilateral.contact.domain.Organisations;
import eu.bilateral.contact.domain.People;
import eu.bilateral.contact.domain.Person;
import eu.bilateral.contact.domain.PersonFacts;
import eu.bilateral.kernel.command.Instruction;
import eu.bilateral.kernel.command.Kept;
import eu.bilateral.kernel.id.OrganisationId;
import eu.bilateral.kernel.id.PersonId;
import java.time.Clock;
import org.springframework.stereotype.Service;

/** Adds a person to a live organisation. Refusals: {@link UnknownOrganisation}, {@link OrganisationAlreadyArchived}. */
@Service
public class AddPerson {

    /** Whom to add, and where. */
    public record Command(Instruction by, OrganisationId organisationId, PersonFacts facts) {}

    private final Organisations organisations;
    private final People people;
    private final Clock clock;

    AddPerson(Organisations organisations, People people, Clock clock) {
        this.organisations = organisations;
        this.people = people;
        this.clock = clock;
    }

    public Kept<Person> handle(Command command) {
        var by = command.by();
        var id = PersonId.derivedFrom("person", by.command().value().toString());
        return people.add(
                by,
                id,
                () -> Person.add(id, live(by, command.organisationId()).id(), command.facts(), clock.instant()));
    }

    private Organisation.Live live(Instruction by, OrganisationId id) {
        return organisations
                .find(by.workspace(), id)
                .orElseThrow(() -> new UnknownOrganisation(id))
                .state()
                .stillLive();
    }
}
