package eu.bilateral.kernel.web;

import eu.bilateral.kernel.command.Page;
import eu.bilateral.kernel.command.Role;
import eu.bilateral.kernel.delivery.Quarantine;
import eu.bilateral.kernel.delivery.QuarantineDesk;
import eu.bilateral.kernel.security.Caller;
import io.swagger.v3.oas.annotations.Operation;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * The quarantine of this service: look, replay, discard; for managers. The one door in front of the services answers for
 * all of them instead, and switches this one off.
 */
@ConditionalOnBooleanProperty(name = "bilateral.own-quarantine", matchIfMissing = true)
@RestController
@RequestMapping("/api/quarantine")
class QuarantineController {

    private final QuarantineDesk desk;

    QuarantineController(QuarantineDesk desk) {
        this.desk = desk;
    }

    @Operation(operationId = "listQuarantine", summary = "Events that wait in the quarantine of this service")
    @GetMapping
    Page<Quarantine.Entry> list(Caller caller) {
        return new Page<>(desk.list(managing(caller).workspace()), null);
    }

    @Operation(operationId = "replayEvent", summary = "Hand an event in quarantine to the service again")
    @PostMapping("/{id}/replay")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    ResponseEntity<Void> replay(Caller caller, @PathVariable String id) {
        return answer(desk.replay(managing(caller).workspace(), id));
    }

    @Operation(operationId = "discardEvent", summary = "Give an event in quarantine up")
    @PostMapping("/{id}/discard")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    ResponseEntity<Void> discard(Caller caller, @PathVariable String id) {
        return answer(desk.discard(managing(caller).workspace(), caller.account(), id));
    }

    private static Caller managing(Caller caller) {
        if (!caller.mayActAs(Role.MANAGER)) {
            throw new AccessDeniedException("The quarantine is for managers");
        }
        return caller;
    }

    private static ResponseEntity<Void> answer(boolean known) {
        if (!known) {
            throw new MalformedRequest(
                    HttpStatus.NOT_FOUND, "unknown-entry", "id", "There is no such entry in the quarantine");
        }
        return ResponseEntity.noContent().build();
    }
}
