package eu.bilateral.dashboard.api;

import eu.bilateral.dashboard.gateway.Deliveries;
import eu.bilateral.dashboard.gateway.Deliveries.ServiceDelivery;
import eu.bilateral.kernel.security.Caller;
import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** How all services tell and hear, in one place; for managers. */
@RestController
class DeliveriesController {

    private final Deliveries deliveries;

    DeliveriesController(Deliveries deliveries) {
        this.deliveries = deliveries;
    }

    /** Every service; one that does not answer is named without a reading. */
    record DeliveriesView(List<ServiceDelivery> services) {}

    @Operation(operationId = "showDelivery", summary = "How each service tells and hears events, in figures")
    @GetMapping("/api/delivery")
    DeliveriesView read(Caller caller, @AuthenticationPrincipal Jwt token) throws InterruptedException {
        return new DeliveriesView(deliveries.read(caller.workspace(), token.getTokenValue()));
    }
}
