package eu.bilateral.meeting.application;

import eu.bilateral.kernel.command.Instruction;
import eu.bilateral.kernel.command.Kept;
import eu.bilateral.kernel.event.ProgrammeItemKind;
import eu.bilateral.kernel.id.MissionId;
import eu.bilateral.kernel.id.OrganisationId;
import eu.bilateral.meeting.domain.mission.Mission;
import eu.bilateral.meeting.domain.mission.Missions;
import eu.bilateral.meeting.domain.mission.ProgrammeItem;
import eu.bilateral.meeting.domain.organisation.KnownOrganisations;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Puts one more item on a mission's programme. */
@Service
public class AddProgrammeItem {

    /**
     * What is added.
     *
     * @param zone absent: the mission's
     */
    public record Command(
            MissionId missionId,
            ProgrammeItemKind kind,
            LocalDate date,
            @Nullable String city,
            @Nullable ZoneId zone,
            @Nullable OrganisationId host) {

        /** The item that it makes on that mission. */
        public ProgrammeItem item(Mission mission) {
            return ProgrammeItem.of(
                    missionId, kind, date, city, zone == null ? mission.plan().zone() : zone, host);
        }
    }

    private final Missions missions;
    private final KnownOrganisations organisations;
    private final Clock clock;

    AddProgrammeItem(Missions missions, KnownOrganisations organisations, Clock clock) {
        this.missions = missions;
        this.organisations = organisations;
        this.clock = clock;
    }

    /** Adds it; a host must be known and not archived. The mission comes back whole. */
    public Kept<Mission> handle(Instruction by, Command command) {
        return missions.change(by, command.missionId(), mission -> {
            if (command.host() != null) {
                organisations.mustOffer(by.workspace(), Map.of("host", command.host()));
            }
            return mission.add(command.item(mission), clock.instant());
        });
    }
}
