package eu.bilateral.dashboard.api;

import eu.bilateral.kernel.catalogue.Entrance;
import eu.bilateral.kernel.catalogue.EventCatalogue;
import io.swagger.v3.oas.annotations.Operation;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Describes the topics and events for whoever wants to subscribe: AsyncAPI 3 and the JSON Schema of each event. */
@RestController
class EventCatalogueController {

    private final EventCatalogue catalogue;
    private final Entrance entrance;

    EventCatalogueController(JsonMapper json, Entrance entrance) {
        this.catalogue = new EventCatalogue(json);
        this.entrance = entrance;
    }

    @Operation(operationId = "describeEvents", summary = "All topics and events as an AsyncAPI 3 document")
    @GetMapping("/api/asyncapi.json")
    JsonNode document() {
        return catalogue.asyncApi(entrance);
    }

    @Operation(operationId = "describeEvent", summary = "One event as a JSON Schema (draft 2020-12)")
    @GetMapping(
            path = "/api/schemas/{event}",
            produces = {"application/schema+json", MediaType.APPLICATION_JSON_VALUE})
    JsonNode schema(@PathVariable String event) {
        return catalogue
                .schema(event)
                .orElseThrow(() -> new UnknownThing(
                        "unknown-event", "There is no event of that name; /api/asyncapi.json has them all"));
    }
}
