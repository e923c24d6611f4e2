package eu.bilateral.dashboard.gateway;

import com.fasterxml.jackson.core.JsonProcessingException;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.springdoc.webmvc.api.OpenApiWebMvcResource;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks every service for its part of the description, and describes what the door itself answers. */
@Component
class AskedApi implements WholeApi {

    private final OpenApiWebMvcResource ours;
    private final ServiceCalls services;
    private final JsonMapper json;

    AskedApi(OpenApiWebMvcResource ours, ServiceCalls services, JsonMapper json) {
        this.ours = ours;
        this.services = services;
        this.json = json;
    }

    @Override
    public Description describe(HttpServletRequest request, String token) {
        var merged = new MergedDocument(json, "Bilateral", own(request));
        var missing = new ArrayList<String>();
        for (var service : Neighbour.values()) {
            switch (services.get(service, "/api/openapi", token)) {
                case ServiceAnswer.Done done -> merged.add(service.serviceName(), done.body());
                case ServiceAnswer.Problem problem -> missing.add(service.serviceName());
            }
        }
        return new Description(merged.toJson(), List.copyOf(missing));
    }

    private JsonNode own(HttpServletRequest request) {
        try {
            return json.readTree(ours.openapiJson(request, "/api/openapi", Locale.ROOT));
        } catch (JsonProcessingException swaggers) {
            throw new IllegalStateException("Our own document cannot be written", swaggers);
        }
    }
}
