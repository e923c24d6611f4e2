package eu.bilateral.kernel.web;

import eu.bilateral.kernel.command.Role;
import eu.bilateral.kernel.delivery.DeliveryReading;
import eu.bilateral.kernel.delivery.DeliveryWatch;
import eu.bilateral.kernel.security.Caller;
import io.swagger.v3.oas.annotations.Operation;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * How this service tells and hears; for managers. The one door in front of the services answers for all of them instead,
 * and switches this one off.
 */
@ConditionalOnBooleanProperty(name = "bilateral.own-delivery", matchIfMissing = true)
@RestController
class DeliveryController {

    private final DeliveryWatch watch;

    DeliveryController(DeliveryWatch watch) {
        this.watch = watch;
    }

    @Operation(operationId = "showDelivery", summary = "How this service tells and hears events, in figures")
    @GetMapping("/api/delivery")
    DeliveryReading read(Caller caller) {
        if (!caller.mayActAs(Role.MANAGER)) {
            throw new AccessDeniedException("How events are delivered is for managers");
        }
        return watch.read(caller.workspace());
    }
}
