package eu.bilateral.contact.application;

import static eu.bilateral.contact.Instructions.freshWorkspace;
import static eu.bilateral.contact.Instructions.in;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import eu.bilateral.contact.domain.ContactRefusal.OrganisationAlreadyRegistered;
import eu.bilateral.contact.domain.Organisation;
import eu.bilateral.contact.domain.OrganisationFacts;
import eu.bilateral.contact.persistence.InMemoryOrganisations;
import eu.bilateral.kernel.command.CommandRefusal.KeyReused;
import eu.bilateral.kernel.command.Instruction;
import eu.bilateral.kernel.command.Kept;
import eu.bilateral.kernel.event.ContactEvent.OrganisationArchived;
import eu.bilateral.kernel.event.ContactEvent.OrganisationRegistered;
import eu.bilateral.kernel.event.OrganisationType;
import eu.bilateral.kernel.id.WorkspaceId;
import eu.bilateral.kernel.testing.InMemoryClaims;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RegisterOrganisationTest {

    static final Clock NOON = Clock.fixed(Instant.parse("2030-03-01T12:00:00Z"), ZoneOffset.UTC);

    final InMemoryOrganisations organisations = new InMemoryOrganisations();
    final RegisterOrganisation registerOrganisation =
            new RegisterOrganisation(organisations, new InMemoryClaims(), NOON);
    final ArchiveOrganisation archiveOrganisation = new ArchiveOrganisation(organisations, NOON);
    final WorkspaceId here = freshWorkspace();

    @Test
    void aNaturalKeyHasOneLiveOrganisationInAWorkspace() {
        var first = register(in(here), "klm", "Lublin");

        assertThatExceptionOfType(OrganisationAlreadyRegistered.class)
                .isThrownBy(() -> register(in(here), "klm", "Another"))
                .satisfies(refused ->
                        assertThat(refused.id()).isEqualTo(first.state().id()));
        assertThat(register(in(freshWorkspace()), "klm", "Theirs").state().id())
                .isNotEqualTo(first.state().id());
    }

    @Test
    void whoHasNoNaturalKeyIsSomebodyNewEachTime() {
        assertThat(register(in(here), null, "Lublin").state().id())
                .isNotEqualTo(register(in(here), null, "Lublin").state().id());
    }

    @Test
    void theSameRequestRegistersOnce() {
        var first = register(in(here, "key", "one"), null, "Lublin");
        var second = register(in(here, "key", "one"), null, "Lublin");

        assertThat(second).isEqualTo(new Kept<>(first.state(), 1, true));
        assertThat(organisations.events()).hasSize(1);
        assertThatExceptionOfType(KeyReused.class).isThrownBy(() -> register(in(here, "key", "two"), null, "Another"));
    }

    @Test
    void aKeyIsAboutOneNaturalKeyOnly() {
        var first = register(in(here, "key", "one"), "klm", "Lublin");

        assertThatExceptionOfType(KeyReused.class)
                .isThrownBy(() -> register(in(here, "key", "two"), "pidc", "Philadelphia"));
        assertThat(register(in(here, "key", "one"), "klm", "Lublin")).isEqualTo(new Kept<>(first.state(), 1, true));
        assertThat(organisations.events()).hasSize(1);
    }

    @Test
    void anArchivedOrganisationIsRestoredAndNotDoubled() {
        var first = register(in(here), "klm", "Lublin");
        archive(first.state());

        var again = register(in(here, "key", "one"), "klm", "Lublin Medicine");
        var repeated = register(in(here, "key", "one"), "klm", "Lublin Medicine");

        assertThat(again.state().id()).isEqualTo(first.state().id());
        assertThat(again.state().stillLive().facts().name()).isEqualTo("Lublin Medicine");
        assertThat(repeated).isEqualTo(new Kept<>(again.state(), again.version(), true));
        assertThat(organisations.events())
                .hasExactlyElementsOfTypes(
                        OrganisationRegistered.class, OrganisationArchived.class, OrganisationRegistered.class);
    }

    private Kept<Organisation> register(Instruction by, @Nullable String ref, String name) {
        return registerOrganisation.handle(new RegisterOrganisation.Command(
                by, ref, new OrganisationFacts(name, OrganisationType.CLUSTER, null, null, List.of(), null, null)));
    }

    private void archive(Organisation organisation) {
        assertThat(archiveOrganisation
                        .handle(new ArchiveOrganisation.Command(in(here), organisation.id()))
                        .state())
                .isInstanceOf(Organisation.Archived.class);
    }
}
