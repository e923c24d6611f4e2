package eu.bilateral.meeting.web;

import eu.bilateral.kernel.csv.CsvTable;
import eu.bilateral.kernel.csv.ImportReport;
import eu.bilateral.kernel.id.MissionId;
import eu.bilateral.kernel.web.Asking;
import eu.bilateral.kernel.web.Making;
import eu.bilateral.meeting.application.ImportMeetings;
import eu.bilateral.meeting.application.ImportProgramme;
import io.swagger.v3.oas.annotations.Operation;
import java.io.InputStream;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** A mission's programme and meetings as CSV; the same list again changes nothing. */
@RestController
@RequestMapping("/api/missions/{missionId}")
class MissionImportController {

    private final ImportProgramme importProgramme;
    private final ImportMeetings importMeetings;

    MissionImportController(ImportProgramme importProgramme, ImportMeetings importMeetings) {
        this.importProgramme = importProgramme;
        this.importMeetings = importMeetings;
    }

    @Operation(operationId = "importProgramme", summary = "Import the programme of a mission from a CSV file")
    @PostMapping(path = "/programme-items/import", consumes = "text/csv")
    ImportReport programme(@Making Asking asking, @PathVariable MissionId missionId, InputStream file) {
        var list = ProgrammeList.read(CsvTable.read(file));
        var imported =
                importProgramme.handle(asking.to(list.rows()), new ImportProgramme.Command(missionId, list.rows()));
        return list.report(imported, ProgrammeList.COLUMNS);
    }

    @Operation(
            operationId = "importMeetings",
            summary =
                    "Import the meetings of a mission from a CSV file; the playbook answers to each as if it were logged")
    @PostMapping(path = "/meetings/import", consumes = "text/csv")
    ImportReport meetings(@Making Asking asking, @PathVariable MissionId missionId, InputStream file) {
        var table = CsvTable.read(file);
        var form = MeetingList.of(table);
        var list = form.read(table);
        var imported =
                importMeetings.handle(asking.to(list.rows()), new ImportMeetings.Command(missionId, list.rows()));
        return list.report(imported, form.columns());
    }
}
