package eu.bilateral.dashboard.api;

import eu.bilateral.dashboard.gateway.Neighbour;
import eu.bilateral.dashboard.gateway.ServiceAnswer;
import eu.bilateral.dashboard.gateway.ServiceCalls;
import eu.bilateral.kernel.delivery.Quarantine;
import eu.bilateral.kernel.delivery.QuarantineDesk;
import eu.bilateral.kernel.security.Caller;
import eu.bilateral.kernel.web.Problems;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import java.net.URI;
import java.util.ArrayList;
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
import tools.jackson.databind.json.JsonMapper;

/** The quarantines of all services in one place: look, replay, discard; for managers. */
@RestController
@RequestMapping("/api/quarantine")
class QuarantinesController {

    private static final String OURS = "dashboard-service";

    private final QuarantineDesk desk;
    private final ServiceCalls services;
    private final JsonMapper json;

    QuarantinesController(QuarantineDesk desk, ServiceCalls services, JsonMapper json) {
        this.desk = desk;
        this.services = services;
        this.json = json;
    }

    /** An event that waits, and in the quarantine of which service. */
    record QuarantinedView(
            String service,
            @Schema(implementation = Quarantine.Entry.class) JsonNode entry) {}

    /** All that waits; {@code unavailable} are the services that could not be asked. */
    record QuarantineView(List<QuarantinedView> items, List<String> unavailable) {}

    @Operation(operationId = "listQuarantine", summary = "Events that wait in the quarantines of all services")
    @GetMapping
    QuarantineView list(Caller caller, @AuthenticationPrincipal Jwt token) {
        var items = new ArrayList<QuarantinedView>();
        var unavailable = new ArrayList<String>();
        for (var service : Neighbour.values()) {
            switch (services.get(service, "/api/quarantine", token.getTokenValue())) {
                case ServiceAnswer.Done done ->
                    done.body()
                            .path("items")
                            .forEach(entry -> items.add(new QuarantinedView(service.serviceName(), entry)));
                case ServiceAnswer.Problem problem -> unavailable.add(service.serviceName());
            }
        }
        desk.list(caller.workspace()).forEach(entry -> items.add(new QuarantinedView(OURS, json.valueToTree(entry))));
        return new QuarantineView(items, unavailable);
    }

    @Operation(operationId = "replayEvent", summary = "Hand an event in quarantine to its service again")
    @PostMapping("/{service}/{id}/replay")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    ResponseEntity<ProblemDetail> replay(
            Caller caller, @AuthenticationPrincipal Jwt token, @PathVariable String service, @PathVariable String id) {
        return service.equals(OURS)
                ? answered(desk.replay(caller.workspace(), id))
                : passedOn(service, id, "replay", token);
    }

    @Operation(operationId = "discardEvent", summary = "Give an event in quarantine up")
    @PostMapping("/{service}/{id}/discard")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    ResponseEntity<ProblemDetail> discard(
            Caller caller, @AuthenticationPrincipal Jwt token, @PathVariable String service, @PathVariable String id) {
        return service.equals(OURS)
                ? answered(desk.discard(caller.workspace(), caller.account(), id))
                : passedOn(service, id, "discard", token);
    }

    private static ResponseEntity<ProblemDetail> answered(boolean known) {
        if (!known) {
            throw new UnknownThing("unknown-entry", "There is no such entry in the quarantine");
        }
        return ResponseEntity.noContent().build();
    }

    private ResponseEntity<ProblemDetail> passedOn(String service, String id, String action, Jwt token) {
        if (!id.matches("[a-z0-9-]{1,80}")) {
            throw new UnknownThing("unknown-entry", "There is no such entry in the quarantine");
        }
        var path = "/api/quarantine/%s/%s".formatted(id, action);
        return switch (services.post(named(service), path, null, token.getTokenValue(), null)) {
            case ServiceAnswer.Done done -> ResponseEntity.noContent().build();
            case ServiceAnswer.Problem problem -> {
                var status = HttpStatusCode.valueOf(problem.status());
                var body = ProblemDetail.forStatusAndDetail(status, problem.detail());
                body.setType(URI.create(Problems.TYPES + problem.code()));
                yield ResponseEntity.status(status)
                        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                        .body(body);
            }
        };
    }

    private static Neighbour named(String name) {
        for (var service : Neighbour.values()) {
            if (service.serviceName().equals(name)) {
                return service;
            }
        }
        throw new UnknownThing("unknown-service", "There is no service of that name");
    }
}
