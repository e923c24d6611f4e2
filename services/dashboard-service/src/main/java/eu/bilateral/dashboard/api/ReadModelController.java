package eu.bilateral.dashboard.api;

import eu.bilateral.dashboard.projection.Rebuild;
import eu.bilateral.dashboard.projection.Rebuild.Progress;
import eu.bilateral.kernel.web.Problems;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.net.URI;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The read models as a whole: which generation serves, and building the next one. */
@RestController
class ReadModelController {

    private static final URI HERE = URI.create("/api/read-models");

    private final Rebuild rebuild;

    ReadModelController(Rebuild rebuild) {
        this.rebuild = rebuild;
    }

    @Operation(
            operationId = "showReadModels",
            summary = "Which generation of the read models serves, and how far the next one is")
    @GetMapping("/api/read-models")
    Progress progress() {
        return rebuild.progress();
    }

    @Operation(
            operationId = "rebuildReadModels",
            summary = "Build the read models anew from the topics while the old ones serve")
    @PostMapping("/api/read-models/rebuild")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @ApiResponse(
            responseCode = "202",
            description = "It has begun",
            content = @Content(schema = @Schema(implementation = Progress.class)))
    ResponseEntity<Object> begin() {
        return switch (rebuild.begin()) {
            case BEGUN -> ResponseEntity.accepted().location(HERE).body(rebuild.progress());
            case RUNS_ALREADY ->
                refused(
                        "rebuild-runs-already",
                        "The read models are being built anew already, or the old ones are not cleared away yet");
            case QUARANTINE_NOT_EMPTY ->
                refused(
                        "quarantine-not-empty",
                        "Events wait in the quarantine of the dashboard-service: replay or discard them first");
        };
    }

    private static ResponseEntity<Object> refused(String code, String words) {
        return ResponseEntity.status(HttpStatus.CONFLICT)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(Problems.problem(HttpStatus.CONFLICT, code, words));
    }
}
