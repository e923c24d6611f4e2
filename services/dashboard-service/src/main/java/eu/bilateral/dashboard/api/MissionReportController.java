package eu.bilateral.dashboard.api;

import eu.bilateral.dashboard.projection.MissionFigures;
import eu.bilateral.dashboard.projection.MissionReport;
import eu.bilateral.kernel.id.MissionId;
import eu.bilateral.kernel.security.Caller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** What a mission came to. */
@RestController
class MissionReportController {

    private final MissionReport report;

    MissionReportController(MissionReport report) {
        this.report = report;
    }

    @GetMapping("/api/missions/{id}/report")
    MissionFigures report(Caller caller, @PathVariable MissionId id) {
        return report.of(caller.workspace(), id)
                .orElseThrow(() -> new UnknownThing("unknown-mission", "There is no mission " + id + ", or none yet"));
    }
}
