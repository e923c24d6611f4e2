package eu.bilateral.dashboard.api;

import eu.bilateral.dashboard.projection.MissionFigures;
import eu.bilateral.dashboard.projection.MissionReport;
import eu.bilateral.kernel.id.MissionId;
import eu.bilateral.kernel.security.Caller;
import io.swagger.v3.oas.annotations.Operation;
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

    @Operation(operationId = "reportMission", summary = "What a mission came to, in figures")
    @GetMapping("/api/missions/{missionId}/report")
    MissionFigures report(Caller caller, @PathVariable MissionId missionId) {
        return report.of(caller.workspace(), missionId)
                .orElseThrow(() ->
                        new UnknownThing("unknown-mission", "There is no mission " + missionId + ", or none yet"));
    }
}
