package eu.bilateral.dashboard.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import eu.bilateral.kernel.catalogue.EventCatalogue;
import eu.bilateral.kernel.event.DomainEvent;
import io.swagger.v3.core.util.Json31;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.Schema;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Lets the API's document say of an event what the document of the events says. */
@Component
class EventSchemas implements OpenApiCustomizer {

    private static final String SCHEMAS = "#/components/schemas/";

    private final EventCatalogue catalogue;

    EventSchemas(JsonMapper json) {
        this.catalogue = new EventCatalogue(json);
    }

    @Override
    public void customise(OpenAPI document) {
        var components = document.getComponents();
        catalogue.payloads(SCHEMAS).properties().forEach(schema -> {
            if (!components.getSchemas().containsKey(schema.getKey())) {
                add(components, schema.getKey(), schema.getValue().toString());
            }
        });
        var any = new JsonSchema();
        catalogue.types().keySet().forEach(name -> any.addAnyOfItem(new Schema<>().$ref(SCHEMAS + name)));
        components.addSchemas(DomainEvent.class.getSimpleName(), any.description("An event, by its type"));
    }

    private static void add(Components components, String name, String schema) {
        try {
            components.addSchemas(name, Json31.mapper().readValue(schema, JsonSchema.class));
        } catch (JsonProcessingException swaggers) {
            throw new IllegalStateException("The schema of %s cannot be taken over".formatted(name), swaggers);
        }
    }
}
