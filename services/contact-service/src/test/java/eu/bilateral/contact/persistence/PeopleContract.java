package eu.bilateral.contact.persistence;

import static eu.bilateral.contact.Instructions.at;
import static eu.bilateral.contact.Instructions.freshWorkspace;
import static eu.bilateral.contact.Instructions.in;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import eu.bilateral.contact.domain.ContactRefusal.UnknownPerson;
import eu.bilateral.contact.domain.LawfulBasis;
import eu.bilateral.contact.domain.People;
import eu.bilateral.contact.domain.People.Place;
import eu.bilateral.contact.domain.Person;
import eu.bilateral.contact.domain.PersonFacts;
import eu.bilateral.contact.domain.PersonSource;
import eu.bilateral.kernel.command.CommandRefusal.VersionOutdated;
import eu.bilateral.kernel.command.Instruction;
import eu.bilateral.kernel.command.Kept;
import eu.bilateral.kernel.id.OrganisationId;
import eu.bilateral.kernel.id.PersonId;
import eu.bilateral.kernel.id.WorkspaceId;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every keeper of people promises. */
abstract class PeopleContract {

    static final Instant NOON = Instant.parse("2030-03-01T12:00:00.123Z");
    static final PersonFacts ANNA = new PersonFacts(
            "Anna Nowak", "Manager", "anna@example.org", "+48 81 000", LawfulBasis.CONSENT, PersonSource.BUSINESS_CARD);

    final WorkspaceId here = freshWorkspace();
    final WorkspaceId elsewhere = freshWorkspace();
    final OrganisationId lublin = OrganisationId.next();
    final PersonId id = PersonId.next();

    abstract People people();

    @Test
    void whoWasAddedIsFoundWhole() {
        var added = add(in(here), id, ANNA);

        assertThat(added).isEqualTo(new Kept<>(new Person(id, lublin, ANNA, NOON), 1, false));
        assertThat(people().find(here, id)).contains(added);
    }

    @Test
    void addingTheSameAgainFindsThePerson() {
        var first = add(in(here, "key", "one"), id, ANNA);

        assertThat(add(in(here, "key", "one"), id, ANNA)).isEqualTo(new Kept<>(first.state(), 1, true));
    }

    @Test
    void aChangeIsKeptWholeForWhoHasSeenTheLastVersion() {
        add(in(here), id, ANNA);

        var changed = people().change(at(1, in(here)), id, found -> found.change(named("Anna Kowalska"), NOON));

        assertThat(changed).isEqualTo(new Kept<>(new Person(id, lublin, named("Anna Kowalska"), NOON), 2, false));
        assertThat(people().find(here, id)).contains(changed);
        assertThatExceptionOfType(VersionOutdated.class)
                .isThrownBy(() -> people().change(at(1, in(here)), id, found -> found.change(ANNA, NOON)));
    }

    @Test
    void anotherWorkspaceSeesAndChangesNobody() {
        add(in(here), id, ANNA);

        assertThat(people().find(elsewhere, id)).isEmpty();
        assertThat(people().list(elsewhere, lublin, null, 9)).isEmpty();
        assertThatExceptionOfType(UnknownPerson.class)
                .isThrownBy(() -> people().change(in(elsewhere), id, found -> found.change(ANNA, NOON)));
    }

    @Test
    void theListHasThePeopleOfOneOrganisationInTheOrderOfNames() {
        for (var name : List.of("Żaneta", "zaneta", "Adam")) {
            add(in(here), PersonId.next(), named(name));
        }
        var stranger = PersonId.next();
        var bob =
                people().add(in(here), stranger, () -> Person.add(stranger, OrganisationId.next(), named("Bob"), NOON));

        var first = people().list(here, lublin, null, 2);
        var rest = people().list(here, lublin, Place.of(first.getLast().state()), 2);

        assertThat(first).hasSize(2);
        assertThat(first.getFirst().state().facts().name()).isEqualTo("Adam");
        assertThat(rest).hasSize(1).doesNotContainAnyElementsOf(first).doesNotContain(bob);
    }

    @CanIgnoreReturnValue
    private Kept<Person> add(Instruction by, PersonId as, PersonFacts facts) {
        return people().add(by, as, () -> Person.add(as, lublin, facts, NOON));
    }

    private static PersonFacts named(String name) {
        return new PersonFacts(name, null, null, null, LawfulBasis.CONSENT, PersonSource.THE_PERSON);
    }
}
