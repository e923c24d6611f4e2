package eu.bilateral.meeting.web;

import eu.bilateral.kernel.csv.CsvRow;
import eu.bilateral.kernel.csv.CsvTable;
import eu.bilateral.kernel.csv.RowRefused;
import eu.bilateral.kernel.event.ProgrammeItemKind;
import eu.bilateral.meeting.application.ImportProgramme.Row;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How a programme is written as CSV. */
final class ProgrammeList {

    /** Which column holds what the rules call otherwise. */
    static final Map<String, String> COLUMNS = Map.of("host", "host_ref");

    private static final List<String> NEEDED = List.of("date", "kind");
    private static final List<String> OPTIONAL = List.of("city", "time_zone", "host_ref");
    private static final int REF_LENGTH = 80;

    private ProgrammeList() {}

    static ReadRows<Row> read(CsvTable table) {
        return ReadRows.of(table.shaped(NEEDED, OPTIONAL), ProgrammeList::row);
    }

    private static Row row(CsvRow row) {
        return new Row(
                row.number(),
                row.neededDate("date"),
                row.neededChoice("kind", ProgrammeItemKind.class),
                row.line("city", AddProgrammeItemRequest.CITY_LENGTH),
                zone(row.text("time_zone", CsvTable.MAX_CELL)),
                row.line("host_ref", REF_LENGTH));
    }

    private static @Nullable ZoneId zone(@Nullable String name) {
        if (name == null) {
            return null;
        }
        if (!Zones.isRegion(name)) {
            throw new RowRefused("time_zone", "unknown-zone", "Name a zone as America/New_York");
        }
        return ZoneId.of(name);
    }
}
