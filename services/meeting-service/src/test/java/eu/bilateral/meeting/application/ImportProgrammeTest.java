package eu.bilateral.meeting.application;

import static eu.bilateral.meeting.Examples.NEW_YORK;
import static eu.bilateral.meeting.Examples.USA;
import static eu.bilateral.meeting.Examples.USA_PLAN;
import static eu.bilateral.meeting.Examples.WISTAR;
import static eu.bilateral.meeting.Examples.byManager;
import static org.assertj.core.api.Assertions.assertThat;

import eu.bilateral.kernel.event.ProgrammeItemKind;
import eu.bilateral.meeting.application.ImportProgramme.Row;
import eu.bilateral.meeting.domain.mission.MissionRefusal.ProgrammeItemFarFromMission;
import eu.bilateral.meeting.domain.mission.ProgrammeItem;
import eu.bilateral.meeting.domain.organisation.OrganisationRefusal.OrganisationArchived;
import eu.bilateral.meeting.domain.organisation.OrganisationRefusal.UnknownOrganisation;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ImportProgrammeTest {

    static final LocalDate DAY = USA_PLAN.startsOn();

    final TheOffice office = new TheOffice();
    final ImportProgramme importProgramme =
            new ImportProgramme(office.missions, office.organisations, office.claims, office.clock);

    @Test
    void theSameListAgainAddsNothing() {
        var rows = new Row[] {visit(2, DAY, "wistar"), visit(3, DAY.plusDays(1), "wistar"), visit(4, DAY, null)};

        var first = take(rows);
        var again = take(rows);

        assertThat(first).isEqualTo(new Imported(3, 0, 0, List.of()));
        assertThat(again).isEqualTo(new Imported(0, 0, 3, List.of()));
        assertThat(office.usaMission().programme())
                .containsExactly(
                        ProgrammeItem.of(USA, ProgrammeItemKind.VISIT, DAY, "Philadelphia, PA", NEW_YORK, WISTAR),
                        ProgrammeItem.of(
                                USA, ProgrammeItemKind.VISIT, DAY.plusDays(1), "Philadelphia, PA", NEW_YORK, WISTAR),
                        ProgrammeItem.of(USA, ProgrammeItemKind.VISIT, DAY, "Philadelphia, PA", NEW_YORK, null));
        assertThat(office.missions.told()).hasSize(4);
    }

    @Test
    void aRefusedRowCostsThatRowOnly() {
        office.archive(WISTAR, "wistar");

        var imported = take(
                visit(2, DAY, "nobody"),
                visit(3, DAY, "wistar"),
                visit(4, DAY.plusYears(1), null),
                visit(5, DAY, "lublin"));

        assertThat(imported.created()).isEqualTo(1);
        assertThat(imported.refused().stream()
                        .map(row -> row.refusal().getClass())
                        .toList())
                .isEqualTo(List.of(
                        UnknownOrganisation.class, OrganisationArchived.class, ProgrammeItemFarFromMission.class));
        assertThat(imported.refused()).extracting(Imported.RefusedRow::row).containsExactly(2, 3, 4);
    }

    @Test
    void aLongListWaitsUntilTheOutboxHasDrained() {
        office.missions.areFullFor(3);

        var imported = take(visit(2, DAY, "wistar"));

        assertThat(imported).isEqualTo(new Imported(1, 0, 0, List.of()));
    }

    private Imported take(Row... rows) {
        return importProgramme.handle(byManager(), new ImportProgramme.Command(USA, List.of(rows)));
    }

    private static Row visit(int number, LocalDate day, @Nullable String host) {
        return new Row(number, day, ProgrammeItemKind.VISIT, "Philadelphia, PA", null, host);
    }
}
