package eu.bilateral.dashboard.web.developer;

import eu.bilateral.dashboard.web.page.Words;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/**
 * A field of an event, a request or an answer as a line of a table; what lies inside another comes behind it.
 *
 * @param depth how many fields it lies inside
 * @param choices the values that it can have; empty where any of its form will do
 */
record FieldView(String name, int depth, String form, boolean needed, String meaning, List<String> choices) {

    /** Deep enough for everything that there is, and an end for what would refer to itself. */
    private static final int DEEPEST = 6;

    /** The fields that a schema of that document names; none where it names no fields. */
    static List<FieldView> of(String name, JsonNode schema, JsonNode document, Words words) {
        var fields = new ArrayList<FieldView>();
        add(name(schema, name), inner(schema, document), document, 0, words, fields);
        return List.copyOf(fields);
    }

    private static void add(
            String name, JsonNode schema, JsonNode document, int depth, Words words, List<FieldView> fields) {
        var said = new DocumentWords(words.locale());
        Set<String> needed = new TreeSet<>();
        var shown = schema.has("oneOf") ? meant(schema.path("oneOf").path(0), document) : schema;
        shown.path("required").forEach(one -> needed.add(one.asString()));
        shown.path("properties").properties().forEach(property -> {
            var field = property.getKey();
            var meant = meant(property.getValue(), document);
            // What differs among several forms is named and not looked into.
            boolean looked = isTheSameInAll(field, schema, document);
            fields.add(new FieldView(
                    field,
                    depth,
                    form(meant, document, words),
                    needed.contains(field),
                    said.ofField(
                            name, field, property.getValue().path("description").asString("")),
                    looked ? choices(inner(meant, document)) : List.of()));
            if (depth < DEEPEST && looked) {
                add(name(property.getValue(), name), inner(meant, document), document, depth + 1, words, fields);
            }
        });
    }

    private static boolean isTheSameInAll(String field, JsonNode schema, JsonNode document) {
        return schema.path("oneOf")
                        .valueStream()
                        .map(form -> meant(form, document).path("properties").path(field))
                        .distinct()
                        .count()
                <= 1;
    }

    /**
     * The name of the schema that is referred to, or of the list's items; what has none of its own lies in {@code outer}. The
     * service before it, where two services have one of that name, tells nothing about its meaning.
     */
    private static String name(JsonNode schema, String outer) {
        var reference = reference(schema.has("items") ? schema.path("items") : schema);
        return reference.isEmpty() ? outer : reference.replaceFirst(".*[/.]", "");
    }

    /** Empty where it refers to nothing; with words beside it a reference lies alone in {@code allOf}. */
    private static String reference(JsonNode schema) {
        return schema.path("$ref").asString(schema.at("/allOf/0/$ref").asString(""));
    }

    /** What a reference refers to; anything else is meant as it is. */
    private static JsonNode meant(JsonNode schema, JsonNode document) {
        var reference = reference(schema);
        return reference.startsWith("#") ? document.at(reference.substring(1)) : schema;
    }

    /** What a list is a list of; anything else itself. */
    private static JsonNode inner(JsonNode schema, JsonNode document) {
        var meant = meant(schema, document);
        return meant.has("items") ? meant(meant.path("items"), document) : meant;
    }

    private static List<String> choices(JsonNode schema) {
        var choices = new LinkedHashSet<String>();
        schema.path("enum").forEach(choice -> choices.add(choice.asString()));
        return List.copyOf(choices);
    }

    private static String form(JsonNode schema, JsonNode document, Words words) {
        if (schema.has("items")) {
            return words.say("form.list", form(meant(schema.path("items"), document), document, words));
        }
        var type = schema.path("type").asString("object");
        if (type.equals("integer") && schema.has("minimum") && schema.has("maximum")) {
            return words.say(
                    "form.range",
                    schema.path("minimum").asInt(),
                    schema.path("maximum").asInt());
        }
        var format = schema.path("format").asString("");
        return words.sayOr("form." + type + "." + format, words.sayOr("form." + type, type));
    }
}
