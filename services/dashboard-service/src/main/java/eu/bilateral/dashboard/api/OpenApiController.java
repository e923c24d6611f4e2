package eu.bilateral.dashboard.api;

import eu.bilateral.dashboard.gateway.WholeApi;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** The API of all services as one OpenAPI document; a service that is down is left out, and a header says so. */
@RestController
class OpenApiController {

    /** Names the services whose part is missing. */
    static final String INCOMPLETE = "Bilateral-Incomplete";

    private final WholeApi api;

    OpenApiController(WholeApi api) {
        this.api = api;
    }

    @Operation(operationId = "describeApi", summary = "All operations as an OpenAPI 3.1 document")
    @GetMapping("/api/openapi.json")
    ResponseEntity<JsonNode> document(HttpServletRequest request, @AuthenticationPrincipal Jwt token) {
        var described = api.describe(request, token.getTokenValue());
        var headers = new HttpHeaders();
        described.missing().forEach(service -> headers.add(INCOMPLETE, service));
        return ResponseEntity.ok().headers(headers).body(described.document());
    }
}
