package eu.bilateral.standalone.endtoend.document;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Holds values against the schemas of a document, more strictly than a client should: what the document does not name must
 * not be there.
 */
final class Schemas {

    private static final JsonMapper JSON = new JsonMapper();

    private final ObjectNode named;
    private final Map<String, Schema> known = new ConcurrentHashMap<>();

    Schemas(JsonNode document) {
        this.named = (ObjectNode) document.at("/components/schemas").deepCopy();
        named.properties().forEach(schema -> close(schema.getValue()));
    }

    private static void close(JsonNode schema) {
        if (schema instanceof ObjectNode object && object.has("properties") && !object.has("additionalProperties")) {
            object.put("additionalProperties", false);
        }
    }

    /** What is wrong with that value, by that schema, which may refer to the document's; empty where nothing is. */
    List<String> faults(JsonNode schema, String value) {
        return known
                .computeIfAbsent(schema.toString(), this::compiled)
                .validate(
                        value,
                        InputFormat.JSON,
                        context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)))
                .stream()
                .map(Object::toString)
                .toList();
    }

    /** The schema itself where this only refers to one of the document. */
    JsonNode resolved(JsonNode schema) {
        return schema.has("$ref") ? named.path(schema.path("$ref").asString().replaceFirst(".*/", "")) : schema;
    }

    private Schema compiled(String schema) {
        var whole = (ObjectNode) JSON.readTree(schema);
        whole.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        whole.putObject("components").set("schemas", named);
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(whole.toString(), InputFormat.JSON);
    }
}
