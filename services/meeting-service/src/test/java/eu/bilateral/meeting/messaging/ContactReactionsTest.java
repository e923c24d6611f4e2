package eu.bilateral.meeting.messaging;

import static eu.bilateral.meeting.Examples.NOW;
import static eu.bilateral.meeting.Examples.OFFICE;
import static eu.bilateral.meeting.Examples.WISTAR;
import static org.assertj.core.api.Assertions.assertThat;

import eu.bilateral.kernel.delivery.Outcome;
import eu.bilateral.kernel.event.Cause;
import eu.bilateral.kernel.event.ContactEvent;
import eu.bilateral.kernel.event.ContactEvent.OrganisationArchived;
import eu.bilateral.kernel.event.ContactEvent.OrganisationChanged;
import eu.bilateral.kernel.event.ContactEvent.OrganisationRegistered;
import eu.bilateral.kernel.event.ContactEvent.PersonAdded;
import eu.bilateral.kernel.event.ContactEvent.PersonChanged;
import eu.bilateral.kernel.event.EventEnvelope;
import eu.bilateral.kernel.event.OrganisationType;
import eu.bilateral.kernel.event.Position;
import eu.bilateral.kernel.id.EventId;
import eu.bilateral.kernel.id.PersonId;
import eu.bilateral.meeting.application.RememberOrganisation;
import eu.bilateral.meeting.domain.organisation.KnownOrganisation;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ContactReactionsTest {

    static final OrganisationRegistered REGISTERED = new OrganisationRegistered(
            WISTAR, "wistar", "Wistar Institute", OrganisationType.RESEARCH, "US", null, List.of(), null, NOW);
    static final OrganisationChanged RENAMED = new OrganisationChanged(
            WISTAR, "wistar", "The Wistar Institute", OrganisationType.RESEARCH, "US", null, List.of(), null, NOW);
    static final KnownOrganisation KNOWN = new KnownOrganisation(WISTAR, "wistar", false);

    final ContactReactions reactions = new ContactReactions(new RememberOrganisation());

    static Stream<ContactEvent> everything() {
        return Stream.of(
                REGISTERED,
                RENAMED,
                new OrganisationArchived(WISTAR, NOW),
                new PersonAdded(WISTAR, PersonId.next(), NOW),
                new PersonChanged(WISTAR, PersonId.next(), NOW));
    }

    @ParameterizedTest
    @MethodSource("everything")
    void allThatIsToldOfAnOrganisationTouchesIt(ContactEvent told) {
        assertThat(reactions.touches(heard(told))).contains(WISTAR.toString());
    }

    @Test
    void whatIsNewIsRememberedAndToldToNobody() {
        assertThat(reactions.react(null, heard(REGISTERED))).isEqualTo(Outcome.changed(KNOWN));
        assertThat(reactions.react(KNOWN, heard(new OrganisationArchived(WISTAR, NOW))))
                .isEqualTo(Outcome.changed(new KnownOrganisation(WISTAR, "wistar", true)));
    }

    @Test
    void whatChangesNothingForMeetingsIsOnlyHeard() {
        assertThat(reactions.react(KNOWN, heard(RENAMED))).isEqualTo(Outcome.unchanged());
        assertThat(reactions.react(KNOWN, heard(new PersonAdded(WISTAR, PersonId.next(), NOW))))
                .isEqualTo(Outcome.unchanged());
        assertThat(reactions.react(null, heard(new PersonAdded(WISTAR, PersonId.next(), NOW))))
                .isEqualTo(Outcome.unchanged());
    }

    private static EventEnvelope<ContactEvent> heard(ContactEvent event) {
        return new EventEnvelope<>(
                EventId.next(),
                OFFICE,
                WISTAR.value(),
                new Position(1, 1),
                WISTAR.toString(),
                Cause.begins(UUID.randomUUID()),
                event);
    }
}
