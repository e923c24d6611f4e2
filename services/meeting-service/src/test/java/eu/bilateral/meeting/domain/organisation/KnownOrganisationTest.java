package eu.bilateral.meeting.domain.organisation;

import static eu.bilateral.meeting.Examples.NOW;
import static eu.bilateral.meeting.Examples.WISTAR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import eu.bilateral.kernel.event.ContactEvent;
import eu.bilateral.kernel.event.ContactEvent.OrganisationArchived;
import eu.bilateral.kernel.event.ContactEvent.OrganisationChanged;
import eu.bilateral.kernel.event.ContactEvent.OrganisationRegistered;
import eu.bilateral.kernel.event.ContactEvent.PersonAdded;
import eu.bilateral.kernel.event.ContactEvent.PersonChanged;
import eu.bilateral.kernel.event.OrganisationType;
import eu.bilateral.kernel.id.PersonId;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class KnownOrganisationTest {

    static final KnownOrganisation KNOWN = new KnownOrganisation(WISTAR, "wistar", false);
    static final KnownOrganisation ARCHIVED = new KnownOrganisation(WISTAR, "wistar", true);

    @Test
    void aRegisteredOrganisationIsKnownByItsRef() {
        var registered = new OrganisationRegistered(
                WISTAR, "wistar", "Wistar Institute", OrganisationType.RESEARCH, "US", null, List.of(), null, NOW);

        assertThat(KnownOrganisation.after(null, registered)).isEqualTo(KNOWN);
    }

    @Test
    void aChangeMayBringAnotherRefButBringsNothingBackFromTheArchive() {
        var changed = new OrganisationChanged(
                WISTAR, "the-wistar", "The Wistar", OrganisationType.RESEARCH, "US", null, List.of(), null, NOW);

        assertThat(KnownOrganisation.after(KNOWN, changed))
                .isEqualTo(new KnownOrganisation(WISTAR, "the-wistar", false));
        assertThat(KnownOrganisation.after(ARCHIVED, changed))
                .isEqualTo(new KnownOrganisation(WISTAR, "the-wistar", true));
    }

    @Test
    void anArchivedOrganisationIsNotOfferedAnyMore() {
        var archived = new OrganisationArchived(WISTAR, NOW);

        assertThat(KnownOrganisation.after(KNOWN, archived)).isEqualTo(ARCHIVED);
        assertThat(KNOWN.stillOffered("partner")).isEqualTo(KNOWN);
        assertThatExceptionOfType(OrganisationRefusal.OrganisationArchived.class)
                .isThrownBy(() -> ARCHIVED.stillOffered("partner"))
                .satisfies(refused -> assertThat(refused.field()).isEqualTo("partner"));
    }

    static Stream<ContactEvent> peopleEvents() {
        return Stream.of(
                new PersonAdded(WISTAR, PersonId.next(), NOW), new PersonChanged(WISTAR, PersonId.next(), NOW));
    }

    @ParameterizedTest
    @MethodSource("peopleEvents")
    void whatIsToldOfPeopleChangesNothing(ContactEvent told) {
        assertThat(KnownOrganisation.after(KNOWN, told)).isSameAs(KNOWN);
        assertThat(KnownOrganisation.after(null, told)).isNull();
    }
}
