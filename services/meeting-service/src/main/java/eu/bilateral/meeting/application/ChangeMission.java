package eu.bilateral.meeting.application;

import eu.bilateral.kernel.command.Instruction;
import eu.bilateral.kernel.command.Kept;
import eu.bilateral.kernel.id.MissionId;
import eu.bilateral.meeting.domain.mission.Mission;
import eu.bilateral.meeting.domain.mission.MissionPlan;
import eu.bilateral.meeting.domain.mission.Missions;
import eu.bilateral.meeting.domain.organisation.KnownOrganisations;
import java.time.Clock;
import org.springframework.stereotype.Service;

/** Describes a mission anew. */
@Service
public class ChangeMission {

    /** Which mission, and its whole description as it is to be; the programme stays. */
    public record Command(MissionId missionId, MissionPlan plan) {}

    private final Missions missions;
    private final KnownOrganisations organisations;
    private final Clock clock;

    ChangeMission(Missions missions, KnownOrganisations organisations, Clock clock) {
        this.missions = missions;
        this.organisations = organisations;
        this.clock = clock;
    }

    /** Changes it; whoever is named anew must be known and not archived, whoever was named before may stay. */
    public Kept<Mission> handle(Instruction by, Command command) {
        return missions.change(by, command.missionId(), mission -> {
            organisations.mustOffer(by.workspace(), command.plan().namedBeyond(mission.plan()));
            return mission.change(command.plan(), clock.instant());
        });
    }
}
