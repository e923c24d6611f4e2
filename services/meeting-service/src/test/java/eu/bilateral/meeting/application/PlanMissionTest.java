package eu.bilateral.meeting.application;

import static eu.bilateral.meeting.Examples.BILAT;
import static eu.bilateral.meeting.Examples.BIOENERGIA;
import static eu.bilateral.meeting.Examples.LUBLIN;
import static eu.bilateral.meeting.Examples.MANAGER;
import static eu.bilateral.meeting.Examples.NEW_YORK;
import static eu.bilateral.meeting.Examples.OFFICE;
import static eu.bilateral.meeting.Examples.USA;
import static eu.bilateral.meeting.Examples.USA_PLAN;
import static eu.bilateral.meeting.Examples.WISTAR;
import static eu.bilateral.meeting.Examples.byManager;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import eu.bilateral.kernel.command.CommandId;
import eu.bilateral.kernel.command.CommandRefusal.KeyReused;
import eu.bilateral.kernel.command.Instruction;
import eu.bilateral.kernel.command.Role;
import eu.bilateral.kernel.event.MissionType;
import eu.bilateral.kernel.event.ProgrammeItemKind;
import eu.bilateral.kernel.id.OrganisationId;
import eu.bilateral.meeting.domain.mission.MissionPlan;
import eu.bilateral.meeting.domain.mission.MissionRefusal.MissionAlreadyPlanned;
import eu.bilateral.meeting.domain.mission.MissionRefusal.ProgrammeItemAlreadyThere;
import eu.bilateral.meeting.domain.organisation.OrganisationRefusal.OrganisationArchived;
import eu.bilateral.meeting.domain.organisation.OrganisationRefusal.UnknownOrganisation;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PlanMissionTest {

    static final LocalDate DAY = USA_PLAN.startsOn();

    final TheOffice office = new TheOffice();
    final PlanMission planMission = new PlanMission(office.missions, office.organisations, office.claims, office.clock);
    final ChangeMission changeMission = new ChangeMission(office.missions, office.organisations, office.clock);
    final AddProgrammeItem addProgrammeItem = new AddProgrammeItem(office.missions, office.organisations, office.clock);

    @Test
    void aRefNamesOneMission() {
        var plan = plan("japan-2018", List.of(LUBLIN));
        var planned = planMission.handle(byManager(), new PlanMission.Command(plan));

        assertThat(planned.state().plan()).isEqualTo(plan);
        assertThatExceptionOfType(MissionAlreadyPlanned.class)
                .isThrownBy(() -> planMission.handle(byManager(), new PlanMission.Command(plan)));
    }

    @Test
    void aCommandPlansOneMissionWhateverRefItNamesTheSecondTime() {
        var once = new Instruction(OFFICE, MANAGER, Role.MANAGER, new CommandId(UUID.randomUUID(), "japan"), null);
        var otherwise = new Instruction(
                OFFICE, MANAGER, Role.MANAGER, new CommandId(once.command().value(), "korea"), null);
        var planned = planMission.handle(once, new PlanMission.Command(plan("japan-2018", List.of())));

        var again = planMission.handle(once, new PlanMission.Command(plan("japan-2018", List.of())));

        assertThat(again.repeated()).isTrue();
        assertThat(again.state()).isEqualTo(planned.state());
        assertThatExceptionOfType(KeyReused.class)
                .isThrownBy(
                        () -> planMission.handle(otherwise, new PlanMission.Command(plan("korea-2018", List.of()))));
        assertThat(office.missions.list(OFFICE, null, 10)).hasSize(2);
    }

    @Test
    void aRefusedCommandLeavesItsKeyFree() {
        var refused = new Instruction(OFFICE, MANAGER, Role.MANAGER, new CommandId(UUID.randomUUID(), "unknown"), null);
        var corrected = new Instruction(
                OFFICE, MANAGER, Role.MANAGER, new CommandId(refused.command().value(), "known"), null);
        assertThatExceptionOfType(UnknownOrganisation.class)
                .isThrownBy(() -> planMission.handle(
                        refused, new PlanMission.Command(plan("japan-2018", List.of(OrganisationId.next())))));

        var planned = planMission.handle(corrected, new PlanMission.Command(plan("korea-2018", List.of())));

        assertThat(planned.state().plan().ref()).isEqualTo("korea-2018");
    }

    @Test
    void missionsWithoutRefAreDifferentMissionsUnlessTheyComeByTheSameCommand() {
        var plan = new PlanMission.Command(plan(null, List.of()));
        var once = byManager();

        var first = planMission.handle(once, plan);
        var again = planMission.handle(once, plan);
        var other = planMission.handle(byManager(), plan);

        assertThat(again.state().id()).isEqualTo(first.state().id());
        assertThat(other.state().id()).isNotEqualTo(first.state().id());
    }

    @Test
    void aMissionNamesKnownOrganisationsOnly() {
        assertThatExceptionOfType(UnknownOrganisation.class)
                .isThrownBy(() -> planMission.handle(
                        byManager(),
                        new PlanMission.Command(plan("japan-2018", List.of(LUBLIN, OrganisationId.next())))))
                .satisfies(unknown -> assertThat(unknown.field()).isEqualTo("delegation[1]"));
    }

    @Test
    void whoWasNamedBeforeMayStayWhenArchivedSinceButNobodyArchivedIsNamedAnew() {
        office.archive(LUBLIN, "lublin");
        office.archive(BIOENERGIA, "bioenergia");

        var changed = changeMission.handle(
                byManager(), new ChangeMission.Command(USA, plan("usa-2017", List.of(LUBLIN, WISTAR))));

        assertThat(changed.state().plan().delegation()).containsExactly(LUBLIN, WISTAR);
        assertThatExceptionOfType(OrganisationArchived.class)
                .isThrownBy(() -> changeMission.handle(
                        byManager(), new ChangeMission.Command(USA, plan("usa-2017", List.of(LUBLIN, BIOENERGIA)))));
    }

    @Test
    void aProgrammeItemIsInTheMissionsZoneAndItsHostIsKnown() {
        var visit = new AddProgrammeItem.Command(USA, ProgrammeItemKind.VISIT, DAY, "Philadelphia, PA", null, WISTAR);

        var kept = addProgrammeItem.handle(byManager(), visit);

        assertThat(kept.state().programme()).containsExactly(visit.item(kept.state()));
        assertThat(kept.state().programme().getFirst().zone()).isEqualTo(NEW_YORK);
        assertThatExceptionOfType(ProgrammeItemAlreadyThere.class)
                .isThrownBy(() -> addProgrammeItem.handle(byManager(), visit));
        assertThatExceptionOfType(UnknownOrganisation.class)
                .isThrownBy(() -> addProgrammeItem.handle(
                        byManager(),
                        new AddProgrammeItem.Command(
                                USA, ProgrammeItemKind.VISIT, DAY, null, null, OrganisationId.next())))
                .satisfies(unknown -> assertThat(unknown.field()).isEqualTo("host"));
        assertThat(office.missions.get(OFFICE, USA).state().programme()).hasSize(1);
    }

    private static MissionPlan plan(@Nullable String ref, List<OrganisationId> delegation) {
        return new MissionPlan(
                ref, "A mission", MissionType.OUTGOING, DAY, DAY, NEW_YORK, MANAGER, delegation, List.of(BILAT));
    }
}
