package eu.bilateral.dashboard.api;

import eu.bilateral.dashboard.gateway.Quarantines;
import eu.bilateral.dashboard.gateway.Quarantines.Decision;
import eu.bilateral.dashboard.gateway.ServiceAnswer;
import eu.bilateral.kernel.delivery.Quarantine;
import eu.bilateral.kernel.security.Caller;
import eu.bilateral.kernel.web.Problems;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** The quarantines of all services in one place: look, replay, discard; for managers. */
@RestController
@RequestMapping("/api/quarantine")
class QuarantinesController {

    private final Quarantines quarantines;

    QuarantinesController(Quarantines quarantines) {
        this.quarantines = quarantines;
    }

    /** An event that waits, and in the quarantine of which service. */
    record QuarantinedView(
            String service,
            @Schema(implementation = Quarantine.Entry.class) JsonNode entry) {}

    /**
     * All that waits; {@code unavailable} are the services that could not be asked, {@code truncated} those that may have more
     * than they list.
     */
    record QuarantineView(List<QuarantinedView> items, List<String> unavailable, List<String> truncated) {}

    @Operation(operationId = "listQuarantine", summary = "Events that wait in the quarantines of all services")
    @GetMapping
    QuarantineView list(Caller caller, @AuthenticationPrincipal Jwt token) {
        var listed = quarantines.list(asker(caller, token));
        return new QuarantineView(
                listed.items().stream()
                        .map(parked -> new QuarantinedView(parked.service(), parked.entry()))
                        .toList(),
                listed.unavailable(),
                listed.cut());
    }

    @Operation(operationId = "replayEvent", summary = "Hand an event in quarantine to its service again")
    @PostMapping("/{service}/{id}/replay")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    ResponseEntity<ProblemDetail> replay(
            Caller caller, @AuthenticationPrincipal Jwt token, @PathVariable String service, @PathVariable String id) {
        return answered(quarantines.decide(service, id, Decision.REPLAY, asker(caller, token)));
    }

    @Operation(operationId = "discardEvent", summary = "Give an event in quarantine up")
    @PostMapping("/{service}/{id}/discard")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    ResponseEntity<ProblemDetail> discard(
            Caller caller, @AuthenticationPrincipal Jwt token, @PathVariable String service, @PathVariable String id) {
        return answered(quarantines.decide(service, id, Decision.DISCARD, asker(caller, token)));
    }

    private static Quarantines.Asker asker(Caller caller, Jwt token) {
        return new Quarantines.Asker(caller, token.getTokenValue());
    }

    private static ResponseEntity<ProblemDetail> answered(ServiceAnswer answer) {
        return switch (answer) {
            case ServiceAnswer.Done done -> ResponseEntity.noContent().build();
            case ServiceAnswer.Problem problem -> {
                var status = HttpStatusCode.valueOf(problem.status());
                yield ResponseEntity.status(status)
                        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                        .body(Problems.problem(status, problem.code(), problem.detail()));
            }
        };
    }
}
