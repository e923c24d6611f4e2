package eu.bilateral.meeting.web;

import eu.bilateral.kernel.csv.CsvTable;
import eu.bilateral.kernel.csv.ImportReport;
import eu.bilateral.kernel.id.MissionId;
import eu.bilateral.kernel.web.Asking;
import eu.bilateral.kernel.web.CsvList;
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

    private static final String ITEMS = """
            One item a row. Needed are date (2017-05-16, at most a week before or after the mission) and kind (a value of the \
            field kind of a programme item, in any case); city, time_zone (America/New_York; that of the mission where it is empty) and host_ref (the ref of a known \
            organisation) may be left out.""";

    private static final String ITEMS_EXAMPLE = """
            date,kind,city,time_zone,host_ref
            2017-05-16,VISIT,"Philadelphia, PA",America/New_York,pidc
            2017-05-17,C2C_BLOCK,Chicago,America/Chicago,
            """;

    private static final String MET = """
            One meeting a row. Needed are ours_ref and partner_ref (the refs of known organisations), date (2017-05-16) and status \
            (SCHEDULED, HELD, NO_SHOW_OURS or NO_SHOW_THEIRS, in any case). A meeting that was held needs interest_ours and \
            interest_theirs too (0 to 3), and may have cooperation_areas (R&D, technology transfer, knowledge exchange, market \
            access, B2B, talent, joint funding; semicolons between them) and a next_step with its next_step_due (a date).""";

    private static final String MET_EXAMPLE = """
            ours_ref,partner_ref,date,status,interest_ours,interest_theirs,cooperation_areas,next_step,next_step_due
            klm,pidc,2017-05-16,HELD,3,2,R&D;market access,Send the profile of the cluster,2017-05-23
            klm,wistar,2017-05-17,NO_SHOW_THEIRS,,,,,
            """;

    private final ImportProgramme importProgramme;
    private final ImportMeetings importMeetings;

    MissionImportController(ImportProgramme importProgramme, ImportMeetings importMeetings) {
        this.importProgramme = importProgramme;
        this.importMeetings = importMeetings;
    }

    @Operation(operationId = "importProgramme", summary = "Import the programme of a mission from a CSV file")
    @PostMapping(path = "/programme-items/import", consumes = "text/csv")
    ImportReport programme(
            @Making Asking asking,
            @PathVariable MissionId missionId,
            @CsvList(columns = ITEMS, example = ITEMS_EXAMPLE) InputStream file) {
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
    ImportReport meetings(
            @Making Asking asking,
            @PathVariable MissionId missionId,
            @CsvList(columns = MET, example = MET_EXAMPLE) InputStream file) {
        var table = CsvTable.read(file);
        var form = MeetingList.of(table);
        var list = form.read(table);
        var imported =
                importMeetings.handle(asking.to(list.rows()), new ImportMeetings.Command(missionId, list.rows()));
        return list.report(imported, form.columns());
    }
}
