package eu.bilateral.dashboard.gateway;

import com.fasterxml.jackson.core.JsonProcessingException;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springdoc.webmvc.api.OpenApiResource;
import org.springdoc.webmvc.api.OpenApiWebMvcResource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks every service for its part of the description, and describes what the door itself answers. */
@Component
class AskedApi implements WholeApi {

    private final OpenApiWebMvcResource ours;
    private final ServiceCalls services;
    private final JsonMapper json;

    AskedApi(
            OpenApiWebMvcResource ours,
            ServiceCalls services,
            JsonMapper json,
            @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping addresses) {
        this.ours = ours;
        this.services = services;
        this.json = json;
        hideOurs(addresses);
    }

    /** What is described here is but a part of the whole document, and has no address of its own. */
    private static void hideOurs(RequestMappingHandlerMapping addresses) {
        Map.copyOf(addresses.getHandlerMethods()).forEach((address, method) -> {
            if (OpenApiResource.class.isAssignableFrom(method.getBeanType())) {
                addresses.unregisterMapping(address);
            }
        });
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
