package eu.bilateral.kernel.web;

import eu.bilateral.kernel.catalogue.FieldWords;
import eu.bilateral.kernel.catalogue.WordList;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.tags.Tag;
import java.util.List;
import java.util.TreeSet;
import org.springdoc.core.customizers.OpenApiCustomizer;

/**
 * Puts into words what several operations share: the part of the API they belong to, by the first word of the path,
 * parameters, which mean the same wherever they have the same name, and fields. A public linter misses what has no words.
 */
final class ApiWords implements OpenApiCustomizer {

    private static final WordList WORDS = WordList.beside(ApiWords.class, "api.properties");

    @Override
    public void customise(OpenAPI document) {
        var parts = new TreeSet<String>();
        document.getPaths().forEach((path, item) -> {
            var part = path.split("/", -1)[2].replace(".json", "");
            parts.add(part);
            item.readOperations().forEach(operation -> describe(operation, part));
        });
        document.setTags(parts.stream()
                .map(part -> new Tag().name(part).description(WORDS.of("part." + part)))
                .toList());
        document.getComponents().getSchemas().forEach(ApiWords::describe);
    }

    /** All fields of that schema, and of what lies in it without a name of its own. */
    private static void describe(String name, Schema<?> schema) {
        if (schema.getItems() != null) {
            describe(name, schema.getItems());
        }
        if (schema.getProperties() != null) {
            schema.getProperties().forEach((field, form) -> {
                form.setDescription(FieldWords.of(name, field));
                describe(name, form);
            });
        }
    }

    private static void describe(Operation operation, String part) {
        operation.setTags(List.of(part));
        var parameters = operation.getParameters();
        if (parameters != null) {
            parameters.stream()
                    .filter(parameter -> parameter.getDescription() == null)
                    .forEach(parameter -> parameter.setDescription(WORDS.of("parameter." + parameter.getName())));
        }
    }
}
