package eu.bilateral.contact.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import eu.bilateral.contact.domain.ContactRefusal.CountryUnknown;
import eu.bilateral.contact.domain.ContactRefusal.OrganisationAlreadyArchived;
import eu.bilateral.contact.domain.ContactRefusal.OrganisationAlreadyRegistered;
import eu.bilateral.contact.domain.ContactRefusal.OrganisationNotArchived;
import eu.bilateral.contact.domain.ContactRefusal.WebsiteUnusable;
import eu.bilateral.contact.domain.Organisation.Archived;
import eu.bilateral.contact.domain.Organisation.Live;
import eu.bilateral.kernel.event.ContactEvent.OrganisationArchived;
import eu.bilateral.kernel.event.ContactEvent.OrganisationChanged;
import eu.bilateral.kernel.event.ContactEvent.OrganisationRegistered;
import eu.bilateral.kernel.event.OrganisationType;
import eu.bilateral.kernel.id.OrganisationId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrganisationTest {

    static final Instant NOON = Instant.parse("2030-03-01T12:00:00Z");
    static final OrganisationId ID = OrganisationId.next();
    static final OrganisationFacts LUBLIN = new OrganisationFacts(
            "Klaster Lubelska Medycyna",
            OrganisationType.CLUSTER,
            "PL",
            "Lublin",
            List.of("medicine", "biotechnology"),
            "https://medycyna.lublin.eu",
            "named in the report");
    static final OrganisationFacts RENAMED =
            new OrganisationFacts("Lublin Medicine", OrganisationType.CLUSTER, null, null, List.of(), null, null);
    static final Live REGISTERED = new Live(ID, "klm", LUBLIN, NOON);

    @Test
    void registeringTellsAllButTheNote() {
        var change = Organisation.register(ID, "klm", LUBLIN, NOON);

        assertThat(change.organisation()).isEqualTo(REGISTERED);
        assertThat(change.event())
                .isEqualTo(new OrganisationRegistered(
                        ID,
                        "klm",
                        "Klaster Lubelska Medycyna",
                        OrganisationType.CLUSTER,
                        "PL",
                        "Lublin",
                        List.of("medicine", "biotechnology"),
                        "https://medycyna.lublin.eu",
                        NOON));
    }

    @Test
    void changingDescribesItWholeAndKeepsItsRef() {
        var change = REGISTERED.change(RENAMED, NOON.plusSeconds(1));

        assertThat(change.organisation()).isEqualTo(new Live(ID, "klm", RENAMED, NOON));
        assertThat(change.event())
                .isEqualTo(new OrganisationChanged(
                        ID,
                        "klm",
                        "Lublin Medicine",
                        OrganisationType.CLUSTER,
                        null,
                        null,
                        List.of(),
                        null,
                        NOON.plusSeconds(1)));
    }

    @Test
    void anArchivedOrganisationOnlyWaitsForBeingRestored() {
        var change = REGISTERED.archive(NOON);

        assertThat(change.organisation()).isEqualTo(new Archived(REGISTERED, NOON));
        assertThat(change.event()).isEqualTo(new OrganisationArchived(ID, NOON));
        assertThatExceptionOfType(OrganisationAlreadyArchived.class).isThrownBy(change.organisation()::stillLive);
    }

    @Test
    void aRestoredOrganisationIsToldAsRegisteredBecauseOthersMayHaveForgottenIt() {
        var change = new Archived(REGISTERED, NOON).onceArchived().restore(LUBLIN, NOON.plusSeconds(1));

        assertThat(change.organisation()).isEqualTo(REGISTERED);
        assertThat(change.event())
                .isEqualTo(Organisation.register(ID, "klm", LUBLIN, NOON.plusSeconds(1))
                        .event());
    }

    @Test
    void aLiveOrganisationCannotBeRestoredNorRegisteredAgain() {
        assertThatExceptionOfType(OrganisationNotArchived.class).isThrownBy(REGISTERED::onceArchived);
        assertThatExceptionOfType(OrganisationAlreadyRegistered.class)
                .isThrownBy(() -> REGISTERED.registerAgain(LUBLIN, NOON))
                .satisfies(refused -> assertThat(refused.id()).isEqualTo(ID));
    }

    @ParameterizedTest
    @ValueSource(strings = {"XX", "POL", "Poland", "P", "{\"$gt\": \"\"}"})
    void aCountryIsACodeThatExists(String country) {
        assertThatExceptionOfType(CountryUnknown.class).isThrownBy(() -> facts(country, null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "javascript:alert(1)",
                "data:text/html,x",
                "medycyna.lublin.eu",
                "https://",
                "https://user:secret@host",
                "//host",
                "https://a b"
            })
    void aWebsiteIsAnAddressThatABrowserMaySafelyOpen(String website) {
        assertThatExceptionOfType(WebsiteUnusable.class).isThrownBy(() -> facts(null, website));
    }

    @Test
    void textsComeWithoutTheSpaceAroundThem() {
        assertThat(new OrganisationFacts(
                        " A ", OrganisationType.CLUSTER, " pl ", "  ", List.of(" a", "", "a"), "", " \t"))
                .isEqualTo(new OrganisationFacts("A", OrganisationType.CLUSTER, "PL", null, List.of("a"), null, null));
    }

    private static OrganisationFacts facts(@Nullable String country, @Nullable String website) {
        return new OrganisationFacts("A", OrganisationType.CLUSTER, country, null, List.of(), website, null);
    }
}
