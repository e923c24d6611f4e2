package eu.bilateral.meeting.application;

import static eu.bilateral.meeting.Examples.BILAT;
import static eu.bilateral.meeting.Examples.BIOENERGIA;
import static eu.bilateral.meeting.Examples.LUBLIN;
import static eu.bilateral.meeting.Examples.NOW;
import static eu.bilateral.meeting.Examples.OFFICE;
import static eu.bilateral.meeting.Examples.USA;
import static eu.bilateral.meeting.Examples.USA_PLAN;
import static eu.bilateral.meeting.Examples.WISTAR;
import static eu.bilateral.meeting.Examples.byManager;

import eu.bilateral.kernel.id.OrganisationId;
import eu.bilateral.kernel.testing.InMemoryClaims;
import eu.bilateral.meeting.InMemoryKnownOrganisations;
import eu.bilateral.meeting.InMemoryMeetings;
import eu.bilateral.meeting.InMemoryMissions;
import eu.bilateral.meeting.domain.mission.Mission;
import eu.bilateral.meeting.domain.organisation.KnownOrganisation;
import java.time.Clock;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;

/** The mission's office with the USA mission on its calendar and four organisations known, everything in memory. */
final class TheOffice {

    /** Where no meeting of a mission is. */
    static final ZoneId HOME = ZoneId.of("Europe/Lisbon");

    final InMemoryMissions missions = new InMemoryMissions();
    final InMemoryMeetings meetings = new InMemoryMeetings();
    final InMemoryKnownOrganisations organisations = new InMemoryKnownOrganisations();
    final InMemoryClaims claims = new InMemoryClaims();
    final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);

    final Occasions occasions = new Occasions(missions, organisations, HOME);
    final Delegations delegations = new Delegations(missions, clock);

    TheOffice() {
        know(LUBLIN, "lublin");
        know(BIOENERGIA, "bioenergia");
        know(WISTAR, "wistar");
        know(BILAT, "bilat-usa");
        var planned = missions.add(byManager(), USA, () -> Mission.plan(USA, USA_PLAN, NOW));
        assert planned.version() == 1;
    }

    void know(OrganisationId id, String ref) {
        organisations.remember(OFFICE, new KnownOrganisation(id, ref, false));
    }

    void archive(OrganisationId id, String ref) {
        organisations.remember(OFFICE, new KnownOrganisation(id, ref, true));
    }

    Mission usaMission() {
        return missions.get(OFFICE, USA).state();
    }

    List<OrganisationId> delegation() {
        return usaMission().plan().delegation();
    }
}
