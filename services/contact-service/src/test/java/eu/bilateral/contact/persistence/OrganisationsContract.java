package eu.bilateral.contact.persistence;

import static eu.bilateral.contact.Instructions.at;
import static eu.bilateral.contact.Instructions.freshWorkspace;
import static eu.bilateral.contact.Instructions.in;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import eu.bilateral.contact.domain.ContactRefusal.OrganisationAlreadyRegistered;
import eu.bilateral.contact.domain.ContactRefusal.UnknownOrganisation;
import eu.bilateral.contact.domain.FoldedName;
import eu.bilateral.contact.domain.Organisation;
import eu.bilateral.contact.domain.Organisation.Archived;
import eu.bilateral.contact.domain.Organisation.Live;
import eu.bilateral.contact.domain.OrganisationFacts;
import eu.bilateral.contact.domain.OrganisationSearch;
import eu.bilateral.contact.domain.OrganisationSearch.Place;
import eu.bilateral.contact.domain.Organisations;
import eu.bilateral.kernel.command.CommandRefusal.KeyReused;
import eu.bilateral.kernel.command.CommandRefusal.VersionOutdated;
import eu.bilateral.kernel.command.Instruction;
import eu.bilateral.kernel.command.Kept;
import eu.bilateral.kernel.event.OrganisationType;
import eu.bilateral.kernel.id.OrganisationId;
import eu.bilateral.kernel.id.WorkspaceId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every keeper of organisations promises. */
abstract class OrganisationsContract {

    static final Instant NOON = Instant.parse("2030-03-01T12:00:00.123Z");
    static final OrganisationFacts LUBLIN = new OrganisationFacts(
            "Klaster Lubelska Medycyna",
            OrganisationType.CLUSTER,
            "PL",
            "Lublin",
            List.of("medicine", "biotechnology"),
            "https://medycyna.lublin.eu",
            "named in the report");

    final WorkspaceId here = freshWorkspace();
    final WorkspaceId elsewhere = freshWorkspace();
    final OrganisationId id = OrganisationId.next();

    abstract Organisations organisations();

    @Test
    void whatWasAddedIsFoundWhole() {
        var added = add(in(here), id, LUBLIN);

        assertThat(added).isEqualTo(new Kept<>(new Live(id, "ref", LUBLIN, NOON), 1, false));
        assertThat(organisations().find(here, id)).contains(added);
    }

    @Test
    void aBareOrganisationIsFoundWhole() {
        var bare = named("A");

        var added = organisations().add(in(here), id, () -> Organisation.register(id, null, bare, NOON));

        assertThat(added).isEqualTo(new Kept<>(new Live(id, null, bare, NOON), 1, false));
        assertThat(organisations().find(here, id)).contains(added);
    }

    @Test
    void anArchivedOrganisationIsFoundAsOne() {
        var added = add(in(here), id, LUBLIN).state().stillLive();

        var archived =
                organisations().change(in(here), id, found -> found.stillLive().archive(NOON.plusSeconds(1)));

        assertThat(archived).isEqualTo(new Kept<>(new Archived(added, NOON.plusSeconds(1)), 2, false));
        assertThat(organisations().find(here, id)).contains(archived);
    }

    @Test
    void addingTheSameAgainFindsIt() {
        var first = add(in(here, "key", "one"), id, LUBLIN);

        var second = add(in(here, "key", "one"), id, LUBLIN);

        assertThat(second).isEqualTo(new Kept<>(first.state(), 1, true));
    }

    @Test
    void anIdIsTakenOnce() {
        add(in(here), id, LUBLIN);

        assertThatExceptionOfType(OrganisationAlreadyRegistered.class).isThrownBy(() -> add(in(here), id, LUBLIN));
        assertThatExceptionOfType(KeyReused.class).isThrownBy(() -> {
            add(in(here, "key", "one"), new OrganisationId(new UUID(1, 1)), LUBLIN);
            add(in(here, "key", "two"), new OrganisationId(new UUID(1, 1)), LUBLIN);
        });
    }

    @Test
    void ofManyWhoAddTheSameAtOnceOneDoes() {
        var done = new AtomicInteger();
        var refused = new AtomicInteger();
        try (var hands = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int hand = 0; hand < 8; hand++) {
                var unused = hands.submit(() -> {
                    try {
                        add(in(here), id, LUBLIN);
                        done.incrementAndGet();
                    } catch (OrganisationAlreadyRegistered taken) {
                        refused.incrementAndGet();
                    }
                });
            }
        }

        assertThat(done).hasValue(1);
        assertThat(refused).hasValue(7);
        assertThat(organisations().find(here, id).orElseThrow().version()).isEqualTo(1);
    }

    @Test
    void theSameChangeTwiceIsOne() {
        add(in(here), id, LUBLIN);

        var first = rename(in(here, "key", "one"), "B");
        var second = rename(in(here, "key", "one"), "B");

        assertThat(first.version()).isEqualTo(2);
        assertThat(second).isEqualTo(new Kept<>(first.state(), 2, true));
    }

    @Test
    void aChangeThatLeavesAllAsItIsMakesNoVersion() {
        var added = add(in(here), id, LUBLIN);

        for (boolean repeated : new boolean[] {false, true}) {
            var same = organisations()
                    .change(
                            in(here, "key", "same"),
                            id,
                            found -> found.stillLive().change(LUBLIN, NOON.plusSeconds(1)));

            assertThat(same).isEqualTo(new Kept<>(added.state(), 1, repeated));
        }
        assertThat(organisations().find(here, id)).contains(added);
    }

    @Test
    void whoHasSeenAnOlderVersionChangesNothing() {
        add(in(here), id, LUBLIN);
        rename(at(1, in(here)), "B");

        assertThatExceptionOfType(VersionOutdated.class).isThrownBy(() -> rename(at(1, in(here)), "C"));
        assertThat(organisations().find(here, id).orElseThrow().state().facts().name())
                .isEqualTo("B");
    }

    @Test
    void anotherWorkspaceSeesAndChangesNothing() {
        add(in(here), id, LUBLIN);

        assertThat(organisations().find(elsewhere, id)).isEmpty();
        assertThat(organisations().list(elsewhere, search(null, null))).isEmpty();
        assertThatExceptionOfType(UnknownOrganisation.class).isThrownBy(() -> rename(in(elsewhere), "B"));
    }

    @Test
    void theListIsInTheOrderOfNamesAndHasEachOnce() {
        for (var name : List.of("Łódź", "lodz", "Beta", "alpha", "Łódź", "Zeta")) {
            add(in(here), OrganisationId.next(), named(name));
        }

        var seen = new ArrayList<Organisation>();
        @Nullable Place after = null;
        do {
            var page = organisations().list(here, new OrganisationSearch(null, null, false, after, 2));
            assertThat(page).hasSizeLessThanOrEqualTo(2);
            page.forEach(kept -> seen.add(kept.state()));
            after = page.isEmpty() ? null : Place.of(page.getLast().state());
        } while (after != null);

        assertThat(seen)
                .extracting(one -> FoldedName.of(one.facts().name()).value())
                .containsExactly("alpha", "beta", "lodz", "lodz", "lodz", "zeta");
        assertThat(seen).doesNotHaveDuplicates();
    }

    @Test
    void theListHasEitherTheLiveOrTheArchivedOnes() {
        add(in(here), id, named("gone"));
        add(in(here), OrganisationId.next(), named("live"));
        var gone =
                organisations().change(in(here), id, found -> found.stillLive().archive(NOON));

        assertThat(names(organisations().list(here, search(null, null)))).containsExactly("live");
        assertThat(names(organisations().list(here, new OrganisationSearch(null, null, true, null, 9))))
                .containsExactly(gone.state().facts().name());
    }

    @Test
    void aNameIsFoundByAnyPartWithoutCaseAndAccents() {
        add(in(here), id, named("Klaster Bioenergia, Łódź"));
        add(in(here), OrganisationId.next(), named("Penn State"));

        assertThat(names(organisations().list(here, search("LODZ", null)))).containsExactly("Klaster Bioenergia, Łódź");
        assertThat(names(organisations().list(here, search("klaster", null)))).hasSize(1);
        assertThat(names(organisations().list(here, search("st", null)))).hasSize(2);
        assertThat(names(organisations().list(here, search("boston", null)))).isEmpty();
    }

    @Test
    void theOneThatIsAskedForIsListedAloneWhereAllElseMatches() {
        var lublin = add(in(here), id, LUBLIN).state();
        add(in(here), OrganisationId.next(), LUBLIN);

        assertThat(listed(here, "lubelska", false, null)).containsExactly(lublin);
        assertThat(listed(here, null, false, new Place(new FoldedName("a"), id)))
                .containsExactly(lublin);
        assertThat(listed(here, "boston", false, null)).isEmpty();
        assertThat(listed(here, null, false, Place.of(lublin))).isEmpty();
        assertThat(listed(here, null, true, null)).isEmpty();
        assertThat(listed(elsewhere, null, false, null)).isEmpty();

        var archived =
                organisations().change(in(here), id, found -> found.stillLive().archive(NOON));
        assertThat(listed(here, null, false, null)).isEmpty();
        assertThat(listed(here, null, true, null)).containsExactly(archived.state());
    }

    private List<Organisation> listed(
            WorkspaceId workspace, @Nullable String name, boolean archived, @Nullable Place after) {
        var folded = name == null ? null : FoldedName.of(name);
        return organisations().list(workspace, new OrganisationSearch(folded, id, archived, after, 9)).stream()
                .map(Kept::state)
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {".*", "^", "a|b", "\\E.*\\Q", "{\"$gt\": \"\"}", "(", "$where"})
    void aPatternIsText(String pattern) {
        add(in(here), id, named("Penn State"));
        add(in(here), OrganisationId.next(), named("odd " + pattern + " name"));

        assertThat(names(organisations().list(here, search(pattern, null))))
                .containsExactly("odd " + pattern + " name");
    }

    @CanIgnoreReturnValue
    private Kept<Organisation> add(Instruction by, OrganisationId as, OrganisationFacts facts) {
        return organisations().add(by, as, () -> Organisation.register(as, "ref", facts, NOON));
    }

    @CanIgnoreReturnValue
    private Kept<Organisation> rename(Instruction by, String name) {
        return organisations().change(by, id, found -> found.stillLive().change(named(name), NOON));
    }

    private static OrganisationFacts named(String name) {
        return new OrganisationFacts(name, OrganisationType.COMPANY, null, null, List.of(), null, null);
    }

    private static OrganisationSearch search(@Nullable String name, @Nullable Place after) {
        return new OrganisationSearch(name == null ? null : FoldedName.of(name), null, false, after, 100);
    }

    private static List<String> names(List<Kept<Organisation>> found) {
        return found.stream().map(kept -> kept.state().facts().name()).toList();
    }
}
