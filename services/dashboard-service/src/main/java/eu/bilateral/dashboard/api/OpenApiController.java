package eu.bilateral.dashboard.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import eu.bilateral.dashboard.gateway.Neighbour;
import eu.bilateral.dashboard.gateway.ServiceAnswer;
import eu.bilateral.dashboard.gateway.ServiceCalls;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import org.springdoc.webmvc.api.OpenApiWebMvcResource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The API of all services as one OpenAPI document; a service that is down is left out, and a header says so. */
@RestController
class OpenApiController {

    /** Names the services whose part is missing. */
    static final String INCOMPLETE = "Bilateral-Incomplete";

    private final ObjectProvider<OpenApiWebMvcResource> ours;
    private final ServiceCalls services;
    private final JsonMapper json;

    OpenApiController(ObjectProvider<OpenApiWebMvcResource> ours, ServiceCalls services, JsonMapper json) {
        this.ours = ours;
        this.services = services;
        this.json = json;
    }

    @GetMapping("/api/openapi.json")
    ResponseEntity<JsonNode> document(HttpServletRequest request, @AuthenticationPrincipal Jwt token) {
        var merged = new MergedDocument(json, "Bilateral", "1");
        var headers = new HttpHeaders();
        for (var service : Neighbour.values()) {
            switch (services.get(service, "/api/openapi", token.getTokenValue())) {
                case ServiceAnswer.Done done -> merged.add(service.serviceName(), done.body());
                case ServiceAnswer.Problem problem -> headers.add(INCOMPLETE, service.serviceName());
            }
        }
        ours.ifAvailable(resource -> merged.add("dashboard-service", own(resource, request)));
        return ResponseEntity.ok().headers(headers).body(merged.toJson());
    }

    private JsonNode own(OpenApiWebMvcResource resource, HttpServletRequest request) {
        try {
            return json.readTree(resource.openapiJson(request, "/api/openapi", Locale.ROOT));
        } catch (JsonProcessingException swaggers) {
            throw new IllegalStateException("Our own document cannot be written", swaggers);
        }
    }
}
