package eu.bilateral.meeting.application;

import eu.bilateral.kernel.command.Claims;
import eu.bilateral.kernel.command.Instruction;
import eu.bilateral.kernel.command.Kept;
import eu.bilateral.kernel.id.MissionId;
import eu.bilateral.meeting.domain.mission.Mission;
import eu.bilateral.meeting.domain.mission.MissionPlan;
import eu.bilateral.meeting.domain.mission.Missions;
import eu.bilateral.meeting.domain.organisation.KnownOrganisations;
import java.time.Clock;
import org.springframework.stereotype.Service;

/** Puts a mission on the calendar; one with a ref only once. */
@Service
public class PlanMission {

    /** How the mission is described. */
    public record Command(MissionPlan plan) {}

    private final Missions missions;
    private final KnownOrganisations organisations;
    private final Claims claims;
    private final Clock clock;

    PlanMission(Missions missions, KnownOrganisations organisations, Claims claims, Clock clock) {
        this.missions = missions;
        this.organisations = organisations;
        this.claims = claims;
        this.clock = clock;
    }

    /** Plans it; everybody whom it names must be known and not archived. A command that planned another one is refused. */
    public Kept<Mission> handle(Instruction by, Command command) {
        var plan = command.plan();
        var id = idFor(by, plan);
        claims.check(by, about(id));
        return missions.add(by, id, () -> {
            organisations.mustOffer(by.workspace(), plan.namedBeyond(null));
            var planned = Mission.plan(id, plan, clock.instant());
            claims.claim(by, about(id));
            return planned;
        });
    }

    private static String about(MissionId id) {
        return "missions/" + id;
    }

    /** A ref names its mission for ever: deriving the id from it leaves no gap in which two could be planned. */
    private static MissionId idFor(Instruction by, MissionPlan plan) {
        var workspace = by.workspace().value();
        return plan.ref() == null
                ? MissionId.derivedFrom(
                        "mission", workspace, "command", by.command().value().toString())
                : MissionId.derivedFrom("mission", workspace, "ref", plan.ref());
    }
}
