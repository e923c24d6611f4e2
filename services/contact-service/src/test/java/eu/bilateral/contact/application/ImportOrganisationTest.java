package eu.bilateral.contact.application;

import static eu.bilateral.contact.Instructions.freshWorkspace;
import static eu.bilateral.contact.Instructions.in;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import eu.bilateral.contact.application.ImportOrganisation.Outcome;
import eu.bilateral.contact.domain.ContactRefusal.OrganisationAlreadyArchived;
import eu.bilateral.contact.domain.Organisation;
import eu.bilateral.contact.domain.OrganisationChange;
import eu.bilateral.contact.domain.OrganisationFacts;
import eu.bilateral.contact.domain.OrganisationFacts.Detail;
import eu.bilateral.contact.domain.OrganisationSearch;
import eu.bilateral.contact.domain.Organisations;
import eu.bilateral.contact.persistence.InMemoryOrganisations;
import eu.bilateral.kernel.command.Instruction;
import eu.bilateral.kernel.command.Kept;
import eu.bilateral.kernel.event.ContactEvent.OrganisationChanged;
import eu.bilateral.kernel.event.ContactEvent.OrganisationRegistered;
import eu.bilateral.kernel.event.OrganisationType;
import eu.bilateral.kernel.id.OrganisationId;
import eu.bilateral.kernel.id.WorkspaceId;
import eu.bilateral.kernel.testing.InMemoryClaims;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ImportOrganisationTest {

    static final Clock NOON = Clock.fixed(Instant.parse("2030-03-01T12:00:00Z"), ZoneOffset.UTC);

    static final Set<Detail> EVERYTHING = EnumSet.allOf(Detail.class);

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

    @ParameterizedTest
    @EnumSource(Detail.class)
    void whatTheListLeavesUnsaidStays(Detail unsaid) {
        var known = describedFully("Lublin");
        var anew = named("Lublin Medicine");
        importing("klm", known, Set.of());

        assertThat(importing("klm", anew, Set.of(unsaid))).isEqualTo(Outcome.CHANGED);
        assertThat(importing("klm", anew, Set.of(unsaid))).isEqualTo(Outcome.UNCHANGED);

        assertThat(Detail.values())
                .allSatisfy(detail -> assertThat(said(detail, factsOf("klm")))
                        .isEqualTo(said(detail, detail == unsaid ? known : anew)));
    }

    @Test
    void aListThatLeavesAllUnsaidChangesNothingOfIt() {
        importing("klm", describedFully("Lublin"), Set.of());

        assertThat(importing("klm", named("Lublin"), EVERYTHING)).isEqualTo(Outcome.UNCHANGED);

        assertThat(factsOf("klm")).isEqualTo(describedFully("Lublin"));
        assertThat(organisations.events()).hasExactlyElementsOfTypes(OrganisationRegistered.class);
    }

    @Test
    void whatTheListSaysIsEmptyIsEmptied() {
        importing("klm", describedFully("Lublin"), Set.of());

        assertThat(importing("klm", named("Lublin"), Set.of())).isEqualTo(Outcome.CHANGED);

        assertThat(factsOf("klm")).isEqualTo(named("Lublin"));
    }

    @Test
    void ofANewOrganisationTheUnsaidIsAbsent() {
        assertThat(importing("klm", named("Lublin"), EVERYTHING)).isEqualTo(Outcome.REGISTERED);

        assertThat(factsOf("klm")).isEqualTo(named("Lublin"));
    }

    @Test
    void anArchivedOrganisationComesBackWithWhatTheListLeavesUnsaid() {
        importing("klm", describedFully("Lublin"), Set.of());
        var archived = new ArchiveOrganisation(organisations, NOON)
                .handle(new ArchiveOrganisation.Command(in(here), Organisation.idOf(here, "klm")));
        assertThat(archived.state()).isInstanceOf(Organisation.Archived.class);

        var outcome = importOrganisation.handle(
                new ImportOrganisation.Command(in(here), "klm", named("Lublin Medicine"), EVERYTHING, true));

        assertThat(outcome).isEqualTo(Outcome.CHANGED);
        assertThat(factsOf("klm")).isEqualTo(describedFully("Lublin Medicine"));
    }

    @Test
    void theUnsaidStaysAsSomebodyHasChangedItMeanwhile() {
        importing("klm", named("Lublin"), Set.of());
        var slow = new ImportOrganisation(new ChangedOnceFound(), new InMemoryClaims(), NOON);

        var outcome = slow.handle(
                new ImportOrganisation.Command(in(here), "klm", named("Lublin Medicine"), EVERYTHING, false));

        assertThat(outcome).isEqualTo(Outcome.CHANGED);
        assertThat(factsOf("klm")).isEqualTo(describedFully("Lublin Medicine"));
    }

    /** Somebody describes each organisation fully right after it was found. */
    private final class ChangedOnceFound implements Organisations {

        @Override
        public Optional<Kept<Organisation>> find(WorkspaceId workspace, OrganisationId id) {
            var found = organisations.find(workspace, id);
            var unused = organisations.change(
                    in(workspace),
                    id,
                    known -> known.stillLive()
                            .change(describedFully(known.facts().name()), NOON.instant()));
            return found;
        }

        @Override
        public Kept<Organisation> add(Instruction by, OrganisationId id, Supplier<OrganisationChange> decision) {
            return organisations.add(by, id, decision);
        }

        @Override
        public Kept<Organisation> change(
                Instruction by, OrganisationId id, Function<Organisation, OrganisationChange> decision) {
            return organisations.change(by, id, decision);
        }

        @Override
        public List<Kept<Organisation>> list(WorkspaceId workspace, OrganisationSearch search) {
            return organisations.list(workspace, search);
        }
    }

    private static @Nullable Object said(Detail detail, OrganisationFacts facts) {
        return switch (detail) {
            case COUNTRY -> facts.country();
            case CITY -> facts.city();
            case AREAS -> facts.areas();
            case WEBSITE -> facts.website();
            case NOTE -> facts.note();
        };
    }

    private OrganisationFacts factsOf(String ref) {
        return organisations
                .find(here, Organisation.idOf(here, ref))
                .orElseThrow()
                .state()
                .stillLive()
                .facts();
    }

    @CanIgnoreReturnValue
    private Outcome importing(String ref, OrganisationFacts facts, Set<Detail> unsaid) {
        return importOrganisation.handle(new ImportOrganisation.Command(in(here), ref, facts, unsaid, false));
    }

    private static OrganisationFacts describedFully(String name) {
        return new OrganisationFacts(
                name,
                OrganisationType.CLUSTER,
                "PL",
                "Lublin",
                List.of("medicine"),
                "https://medycyna.lublin.eu",
                "named in the report");
    }

    @CanIgnoreReturnValue
    private Outcome importing(String ref, String name, boolean restoring) {
        return importOrganisation.handle(
                new ImportOrganisation.Command(in(here), ref, named(name), Set.of(), restoring));
    }

    private static OrganisationFacts named(String name) {
        return new OrganisationFacts(name, OrganisationType.CLUSTER, null, null, List.of(), null, null);
    }
}
