package eu.bilateral.dashboard.gateway;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Several OpenAPI documents as one: all paths, all schemas. Where two services mean different things by one schema name, the
 * later one's carries its service's name.
 */
final class MergedDocument {

    private static final String QUARANTINE = "/api/quarantine/{id}/";
    private static final String SCHEMA = "#/components/schemas/";

    private final ObjectNode whole;
    private final ObjectNode paths;
    private final ObjectNode schemas;
    private final SortedMap<String, JsonNode> tags = new TreeMap<>();

    /** Begins with the door's own document, which outranks the others: it says what is answered here. */
    MergedDocument(JsonMapper json, String title, JsonNode own) {
        whole = json.createObjectNode();
        whole.put("openapi", "3.1.0");
        whole.set("info", own.path("info").deepCopy());
        ((ObjectNode) whole.path("info")).put("title", title);
        whole.putArray("servers").addObject().put("url", "/");
        whole.putArray("security").addObject().putArray("bearer");
        paths = whole.putObject("paths");
        var components = whole.putObject("components");
        schemas = components.putObject("schemas");
        components
                .putObject("securitySchemes")
                .putObject("bearer")
                .put("type", "http")
                .put("scheme", "bearer")
                .put("bearerFormat", "JWT");
        add("", own);
    }

    /** Adds what is not there yet; a path that an earlier document has stays as that one says. */
    void add(String service, JsonNode document) {
        var renamed = new LinkedHashMap<String, String>();
        document.path("components").path("schemas").properties().forEach(schema -> {
            var known = schemas.get(schema.getKey());
            if (known != null && !known.equals(schema.getValue())) {
                renamed.put(schema.getKey(), service + "." + schema.getKey());
            }
        });
        document.path("components").path("schemas").properties().forEach(schema -> {
            var name = renamed.getOrDefault(schema.getKey(), schema.getKey());
            if (!schemas.has(name)) {
                schemas.set(name, pointing(schema.getValue().deepCopy(), renamed));
            }
        });
        document.path("tags").forEach(tag -> tags.putIfAbsent(tag.path("name").asString(), tag));
        document.path("paths").properties().forEach(path -> {
            if (!paths.has(path.getKey()) && !isBehindTheDoor(path.getKey())) {
                paths.set(path.getKey(), pointing(path.getValue().deepCopy(), renamed));
            }
        });
    }

    private void need(JsonNode node, Set<String> needed) {
        var reference = node.path("$ref").asString("");
        if (reference.startsWith(SCHEMA) && needed.add(reference.substring(SCHEMA.length()))) {
            need(schemas.path(reference.substring(SCHEMA.length())), needed);
        }
        node.forEach(part -> need(part, needed));
    }

    /** Each service has a quarantine of its own; the door's, whose paths name the service, stands for all of them. */
    private static boolean isBehindTheDoor(String path) {
        return path.startsWith(QUARANTINE);
    }

    private static JsonNode pointing(JsonNode node, Map<String, String> renamed) {
        if (renamed.isEmpty()) {
            return node;
        }
        if (node instanceof ObjectNode object) {
            var reference = object.path("$ref").asString("");
            if (reference.startsWith(SCHEMA)) {
                var name = reference.substring(SCHEMA.length());
                object.put("$ref", SCHEMA + renamed.getOrDefault(name, name));
            }
            object.properties().forEach(property -> {
                var unused = pointing(property.getValue(), renamed);
            });
        } else if (node instanceof ArrayNode array) {
            array.forEach(item -> {
                var unused = pointing(item, renamed);
            });
        }
        return node;
    }

    /** The whole, without the schemas to which nothing refers: what a service says behind the door needed them. */
    ObjectNode toJson() {
        whole.putArray("tags").addAll(tags.values());
        var needed = new LinkedHashSet<String>();
        need(paths, needed);
        schemas.retain(needed);
        return whole;
    }
}
