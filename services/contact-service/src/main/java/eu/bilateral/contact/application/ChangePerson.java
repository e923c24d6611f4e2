package eu.bilateral.contact.application;

import eu.bilateral.contact.domain.ContactRefusal.UnknownPerson;
import eu.bilateral.contact.domain.People;
import eu.bilateral.contact.domain.Person;
import eu.bilateral.contact.domain.PersonFacts;
import eu.bilateral.kernel.command.Instruction;
import eu.bilateral.kernel.command.Kept;
import eu.bilateral.kernel.id.PersonId;
import java.time.Clock;
import org.springframework.stereotype.Service;

/** Describes a person anew. Refuses an {@link UnknownPerson}. */
@Service
public class ChangePerson {

    /** Whom, and every fact as it shall be. */
    public record Command(Instruction by, PersonId personId, PersonFacts facts) {}

    private final People people;
    private final Clock clock;

    ChangePerson(People people, Clock clock) {
        this.people = people;
        this.clock = clock;
    }

    public Kept<Person> handle(Command command) {
        return people.change(command.by(), command.personId(), found -> found.change(command.facts(), clock.instant()));
    }
}
