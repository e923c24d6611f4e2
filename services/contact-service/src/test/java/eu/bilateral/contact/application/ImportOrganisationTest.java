package eu.bilateral.contact.application;

import static eu.bilateral.contact.Instructions.freshWorkspace;
import static eu.bilateral.contact.Instructions.in;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import eu.bilateral.contact.application.ImportOrganisation.Outcome;
import eu.bilateral.contact.domain.ContactRefusal.OrganisationAlreadyArchived;
import eu.bilateral.contact.domain.Organisation;
import eu.bilateral.contact.domain.OrganisationFacts;
import eu.bilateral.contact.persistence.InMemoryOrganisations;
import eu.bilateral.kernel.event.ContactEvent.OrganisationChanged;
import eu.bilateral.kernel.event.ContactEvent.OrganisationRegistered;
import eu.bilateral.kernel.event.OrganisationType;
import eu.bilateral.kernel.id.WorkspaceId;
import eu.bilateral.kernel.testing.InMemoryClaims;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class ImportOrganisationTest {

    static final Clock NOON = Clock.fixed(Instant.parse("2030-03-01T12:00:00Z"), ZoneOffset.UTC);

    final InMemoryOrganisations organisations = new InMemoryOrganisations();
    final ImportOrganisation importOrganisation = new ImportOrganisation(organisations, new InMemoryClaims(), NOON);
    final WorkspaceId here = freshWorkspace();

    @Test
    void theSameListAgainChangesNothing() {
        assertThat(importing("klm", "Lublin", false)).isEqualTo(Outcome.REGISTERED);
        assertThat(importing("klm", "Lublin", false)).isEqualTo(Outcome.UNCHANGED);

        assertThat(organisations.events()).hasExactlyElementsOfTypes(OrganisationRegistered.class);
    }

    @Test
    void whatTheListDescribesOtherwiseIsChanged() {
        importing("klm", "Lublin", false);

        assertThat(importing("klm", "Lublin Medicine", false)).isEqualTo(Outcome.CHANGED);
        assertThat(organisations.events())
                .hasExactlyElementsOfTypes(OrganisationRegistered.class, OrganisationChanged.class);
    }

    @Test
    void theListMeetsWhatWasRegisteredByHand() {
        var byHand = new RegisterOrganisation(organisations, new InMemoryClaims(), NOON)
                .handle(new RegisterOrganisation.Command(in(here), "klm", named("Lublin")));

        assertThat(importing("klm", "Lublin Medicine", false)).isEqualTo(Outcome.CHANGED);
        assertThat(organisations.find(here, byHand.state().id()).orElseThrow().version())
                .isEqualTo(2);
    }

    @Test
    void anArchivedOrganisationComesBackOnlyWhenThatIsWanted() {
        var archived = new RegisterOrganisation(organisations, new InMemoryClaims(), NOON)
                .handle(new RegisterOrganisation.Command(in(here), "klm", named("Lublin")))
                .state();
        var kept = new ArchiveOrganisation(organisations, NOON)
                .handle(new ArchiveOrganisation.Command(in(here), archived.id()));

        assertThatExceptionOfType(OrganisationAlreadyArchived.class)
                .isThrownBy(() -> importing("klm", "Lublin", false));
        assertThat(organisations.find(here, archived.id())).contains(kept);

        assertThat(importing("klm", "Lublin", true)).isEqualTo(Outcome.CHANGED);
        assertThat(organisations.find(here, archived.id()).orElseThrow().state())
                .isInstanceOf(Organisation.Live.class);
    }

    @CanIgnoreReturnValue
    private Outcome importing(String ref, String name, boolean restoring) {
        return importOrganisation.handle(new ImportOrganisation.Command(in(here), ref, named(name), restoring));
    }

    private static OrganisationFacts named(String name) {
        return new OrganisationFacts(name, OrganisationType.CLUSTER, null, null, List.of(), null, null);
    }
}
