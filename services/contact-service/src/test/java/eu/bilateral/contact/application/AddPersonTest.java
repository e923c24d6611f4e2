package eu.bilateral.contact.application;

import static eu.bilateral.contact.Instructions.freshWorkspace;
import static eu.bilateral.contact.Instructions.in;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import eu.bilateral.contact.domain.ContactRefusal.OrganisationAlreadyArchived;
import eu.bilateral.contact.domain.ContactRefusal.UnknownOrganisation;
import eu.bilateral.contact.domain.LawfulBasis;
import eu.bilateral.contact.domain.Organisation;
import eu.bilateral.contact.domain.OrganisationFacts;
import eu.bilateral.contact.domain.Person;
import eu.bilateral.contact.domain.PersonFacts;
import eu.bilateral.contact.domain.PersonSource;
import eu.bilateral.contact.persistence.InMemoryOrganisations;
import eu.bilateral.contact.persistence.InMemoryPeople;
import eu.bilateral.kernel.command.Instruction;
import eu.bilateral.kernel.command.Kept;
import eu.bilateral.kernel.event.ContactEvent.PersonAdded;
import eu.bilateral.kernel.event.OrganisationType;
import eu.bilateral.kernel.id.OrganisationId;
import eu.bilateral.kernel.id.WorkspaceId;
import eu.bilateral.kernel.testing.InMemoryClaims;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class AddPersonTest {

    static final Clock NOON = Clock.fixed(Instant.parse("2030-03-01T12:00:00Z"), ZoneOffset.UTC);
    static final PersonFacts ANNA =
            new PersonFacts("Anna Nowak", null, null, null, LawfulBasis.CONSENT, PersonSource.THE_PERSON);

    final InMemoryOrganisations organisations = new InMemoryOrganisations();
    final InMemoryPeople people = new InMemoryPeople();
    final AddPerson addPerson = new AddPerson(organisations, people, NOON);
    final WorkspaceId here = freshWorkspace();
    final OrganisationId lublin = new RegisterOrganisation(organisations, new InMemoryClaims(), NOON)
            .handle(new RegisterOrganisation.Command(
                    in(here),
                    "klm",
                    new OrganisationFacts("Lublin", OrganisationType.CLUSTER, null, null, List.of(), null, null)))
            .state()
            .id();

    @Test
    void aPersonIsAddedOnceHoweverOftenTheSameIsAsked() {
        var first = add(in(here, "key", "one"), lublin);
        var second = add(in(here, "key", "one"), lublin);

        assertThat(second).isEqualTo(new Kept<>(first.state(), 1, true));
        assertThat(people.events())
                .containsExactly(new PersonAdded(lublin, first.state().id(), NOON.instant()));
    }

    @Test
    void aPersonBelongsToAnOrganisationOfTheWorkspace() {
        assertThatExceptionOfType(UnknownOrganisation.class).isThrownBy(() -> add(in(here), OrganisationId.next()));
        assertThatExceptionOfType(UnknownOrganisation.class).isThrownBy(() -> add(in(freshWorkspace()), lublin));
        assertThat(people.events()).isEmpty();
    }

    @Test
    void anArchivedOrganisationTakesNobody() {
        var archived =
                new ArchiveOrganisation(organisations, NOON).handle(new ArchiveOrganisation.Command(in(here), lublin));

        assertThat(archived.state()).isInstanceOf(Organisation.Archived.class);
        assertThatExceptionOfType(OrganisationAlreadyArchived.class).isThrownBy(() -> add(in(here), lublin));
    }

    private Kept<Person> add(Instruction by, OrganisationId organisationId) {
        return addPerson.handle(new AddPerson.Command(by, organisationId, ANNA));
    }
}
