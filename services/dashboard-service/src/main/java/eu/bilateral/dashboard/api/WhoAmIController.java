package eu.bilateral.dashboard.api;

import eu.bilateral.kernel.id.AccountId;
import eu.bilateral.kernel.id.WorkspaceId;
import eu.bilateral.kernel.security.Caller;
import io.swagger.v3.oas.annotations.Operation;
import java.util.Locale;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Tells a client whom its token names. */
@RestController
class WhoAmIController {

    /** Who is asking. */
    record CallerView(WorkspaceId workspace, AccountId account, String role) {}

    @Operation(operationId = "showCaller", summary = "Whom the token names")
    @GetMapping("/api/whoami")
    CallerView whoAmI(Caller caller) {
        return new CallerView(
                caller.workspace(), caller.account(), caller.role().name().toLowerCase(Locale.ROOT));
    }
}
