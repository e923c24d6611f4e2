package eu.bilateral.dashboard.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import eu.bilateral.dashboard.projection.TimelineEntry;
import eu.bilateral.kernel.catalogue.EventCatalogue;
import eu.bilateral.kernel.event.DomainEvent;
import io.swagger.v3.core.util.Json31;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.media.Discriminator;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.Schema;
import java.util.LinkedHashMap;
import java.util.Set;
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
        tellApart(components, catalogue.types().keySet());
    }

    /** An entry for each type of event: of an event that may be any, clients would make the first that fits. */
    private static void tellApart(Components components, Set<String> types) {
        var entry = components.getSchemas().get(TimelineEntry.class.getSimpleName());
        if (entry == null) {
            return;
        }
        var byType = new Discriminator().propertyName("type");
        var any = new JsonSchema();
        for (var type : types) {
            var name = type + "-entry";
            components.addSchemas(name, entryOf(type, entry));
            any.addOneOfItem(new Schema<>().$ref(SCHEMAS + name));
            byType.mapping(type, SCHEMAS + name);
        }
        components.addSchemas(
                TimelineEntry.class.getSimpleName(),
                any.description("What happened to a partnership, by its type").discriminator(byType));
    }

    private static Schema<?> entryOf(String type, Schema<?> entry) {
        var one = new JsonSchema();
        one.setTypes(entry.getTypes());
        one.setRequired(entry.getRequired());
        var fields = new LinkedHashMap<String, Schema>(entry.getProperties());
        var itsType = new JsonSchema();
        itsType.addType("string");
        itsType.addEnumItemObject(type);
        fields.put("type", itsType);
        fields.put("event", new Schema<>().$ref(SCHEMAS + type));
        one.setProperties(fields);
        return one;
    }

    private static void add(Components components, String name, String schema) {
        try {
            components.addSchemas(name, Json31.mapper().readValue(schema, JsonSchema.class));
        } catch (JsonProcessingException swaggers) {
            throw new IllegalStateException("The schema of %s cannot be taken over".formatted(name), swaggers);
        }
    }
}
