package eu.bilateral.meeting.persistence;

import static eu.bilateral.meeting.Examples.BIOENERGIA;
import static eu.bilateral.meeting.Examples.MANAGER;
import static eu.bilateral.meeting.Examples.NEW_YORK;
import static eu.bilateral.meeting.Examples.NOW;
import static eu.bilateral.meeting.Examples.USA_PLAN;
import static eu.bilateral.meeting.Examples.WISTAR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import eu.bilateral.kernel.command.CommandId;
import eu.bilateral.kernel.command.Instruction;
import eu.bilateral.kernel.command.Role;
import eu.bilateral.kernel.event.MissionType;
import eu.bilateral.kernel.event.ProgrammeItemKind;
import eu.bilateral.kernel.id.MissionId;
import eu.bilateral.kernel.id.WorkspaceId;
import eu.bilateral.meeting.domain.mission.Mission;
import eu.bilateral.meeting.domain.mission.MissionPlan;
import eu.bilateral.meeting.domain.mission.MissionRefusal.MissionAlreadyPlanned;
import eu.bilateral.meeting.domain.mission.MissionRefusal.UnknownMission;
import eu.bilateral.meeting.domain.mission.Missions;
import eu.bilateral.meeting.domain.mission.Missions.Place;
import eu.bilateral.meeting.domain.mission.ProgrammeItem;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every keeping of missions promises. */
interface MissionsContract {

    Missions missions();

    /** A workspace that this test has for itself. */
    WorkspaceId here();

    @Test
    default void aMissionIsFoundAsItWasKeptItsProgrammeInside() {
        var id = MissionId.next();
        plan(id, USA_PLAN);
        var visit = ProgrammeItem.of(
                id, ProgrammeItemKind.VISIT, USA_PLAN.startsOn(), "Philadelphia, PA", NEW_YORK, WISTAR);
        var travel = ProgrammeItem.of(id, ProgrammeItemKind.TRAVEL, USA_PLAN.endsOn(), null, NEW_YORK, null);

        missions().change(by(here()), id, mission -> mission.add(visit, NOW));
        missions().change(by(here()), id, mission -> mission.add(travel, NOW));

        var kept = missions().get(here(), id);
        assertThat(kept.state()).isEqualTo(new Mission(id, USA_PLAN, List.of(visit, travel)));
        assertThat(kept.version()).isEqualTo(3);
    }

    @Test
    default void aMissionWithoutRefAndDelegationIsFoundAsItWasKept() {
        var id = MissionId.next();
        var bare = new MissionPlan(
                null,
                "A call",
                MissionType.VIRTUAL,
                USA_PLAN.startsOn(),
                USA_PLAN.startsOn(),
                NEW_YORK,
                MANAGER,
                List.of(),
                List.of());

        plan(id, bare);

        assertThat(missions().get(here(), id).state()).isEqualTo(new Mission(id, bare, List.of()));
    }

    @Test
    default void aMissionIsPlannedOnce() {
        var id = MissionId.next();
        var once = by(here());
        var first = missions().add(once, id, () -> Mission.plan(id, USA_PLAN, NOW));
        var again = missions().add(once, id, () -> Mission.plan(id, USA_PLAN, NOW));

        assertThat(first.repeated()).isFalse();
        assertThat(again.repeated()).isTrue();
        assertThatExceptionOfType(MissionAlreadyPlanned.class).isThrownBy(() -> plan(id, USA_PLAN));
    }

    @Test
    default void anotherWorkspaceHasNoSuchMission() {
        var elsewhere = WorkspaceId.of("elsewhere");
        var id = MissionId.next();
        plan(id, USA_PLAN);

        assertThat(missions().find(elsewhere, id)).isEmpty();
        assertThat(missions().list(elsewhere, null, 10)).isEmpty();
        assertThatExceptionOfType(UnknownMission.class)
                .isThrownBy(() ->
                        missions().change(by(elsewhere), id, mission -> mission.join(List.of(BIOENERGIA), NOW)));
    }

    @Test
    default void aListGoesFromTheLatestStartPageByPageAndMissesNone() {
        var ids = new ArrayList<MissionId>();
        for (int month = 1; month <= 5; month++) {
            var id = MissionId.next();
            plan(id, startingOn(LocalDate.of(2017, (month + 1) / 2, 1)));
            ids.add(id);
        }

        var seen = new ArrayList<Mission>();
        Place after = null;
        for (int page = 0; page < 3; page++) {
            var found = missions().list(here(), after, 2);
            found.forEach(kept -> seen.add(kept.state()));
            after = Place.of(seen.getLast());
        }

        assertThat(seen).extracting(Mission::id).containsExactlyInAnyOrderElementsOf(ids);
        assertThat(seen)
                .extracting(mission -> mission.plan().startsOn())
                .isSortedAccordingTo((one, other) -> other.compareTo(one));
        assertThat(missions().list(here(), after, 2)).isEmpty();
    }

    private void plan(MissionId id, MissionPlan plan) {
        var kept = missions().add(by(here()), id, () -> Mission.plan(id, plan, NOW));
        assertThat(kept.version()).isEqualTo(1);
    }

    private static MissionPlan startingOn(LocalDate day) {
        return new MissionPlan(
                null, "A mission", MissionType.OUTGOING, day, day, NEW_YORK, MANAGER, List.of(), List.of());
    }

    private static Instruction by(WorkspaceId workspace) {
        return new Instruction(workspace, MANAGER, Role.MANAGER, CommandId.next(), null);
    }
}
