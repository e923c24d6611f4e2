package eu.bilateral.kernel.catalogue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/**
 * What in a schema breaks those who know the one of the last release. Subscribers read new events with old knowledge, and
 * Bilateral reads old events anew at each rebuild: fields stay, keep their form, and become neither optional nor required.
 * New optional fields and new names in enumerations are no break.
 */
final class SchemaChange {

    private final JsonNode released;
    private final JsonNode now;
    private final List<String> breaks = new ArrayList<>();

    private SchemaChange(JsonNode released, JsonNode now) {
        this.released = released;
        this.now = now;
    }

    /** The breaks between two complete schemas, in words. */
    static List<String> breaks(JsonNode released, JsonNode now) {
        var change = new SchemaChange(released, now);
        change.compare("", released, now);
        return change.breaks;
    }

    private void compare(String at, JsonNode before, JsonNode after) {
        var old = resolved(before, released);
        var own = resolved(after, now);
        for (var keyword : List.of("type", "format")) {
            if (!old.path(keyword).equals(own.path(keyword))) {
                breaks.add("%s was of the %s %s".formatted(at, keyword, old.path(keyword)));
            }
        }
        old.path("properties").properties().forEach(property -> {
            var path = at + "/" + property.getKey();
            var still = own.path("properties").path(property.getKey());
            if (still.isMissingNode()) {
                breaks.add(path + " is gone");
            } else {
                compare(path, property.getValue(), still);
            }
        });
        for (var name : texts(own.path("required"))) {
            if (!texts(old.path("required")).contains(name)) {
                breaks.add("%s/%s is required now".formatted(at, name));
            }
        }
        for (var name : texts(old.path("required"))) {
            if (!texts(own.path("required")).contains(name)
                    && own.path("properties").has(name)) {
                breaks.add("%s/%s may be absent now".formatted(at, name));
            }
        }
        for (var name : texts(old.path("enum"))) {
            if (!texts(own.path("enum")).contains(name)) {
                breaks.add("%s cannot be %s any more".formatted(at, name));
            }
        }
        if (old.has("items")) {
            compare(at + "/items", old.get("items"), own.path("items"));
        }
    }

    private static JsonNode resolved(JsonNode schema, JsonNode document) {
        // A reference with words beside it lies alone in allOf.
        var reference = schema.path("$ref").asString(schema.at("/allOf/0/$ref").asString(""));
        return reference.isEmpty() ? schema : document.at(reference.substring(1));
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asString)
                .toList();
    }
}
