package eu.bilateral.dashboard.web.developer;

import eu.bilateral.dashboard.web.page.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * An operation of the API.
 *
 * @param sends the form of the request's body, absent where it has none; {@code body} are the fields of it
 * @param made what a file is made of, where it is one and the document says so
 * @param example such a body
 * @param answers the form of the answer, absent where it has no body
 */
record OperationView(
        String id,
        String part,
        String method,
        String path,
        String meaning,
        @Nullable String more,
        List<ParameterView> parameters,
        @Nullable String sends,
        @Nullable String made,
        List<FieldView> body,
        @Nullable String example,
        String status,
        @Nullable String answers,
        List<FieldView> answer) {

    /** A part of the API with its operations. */
    record PartView(String name, String meaning, List<OperationView> operations) {}

    /** A parameter of an operation; {@code place} is path, query or header. */
    record ParameterView(String name, String place, boolean needed, String meaning) {}

    /** All operations of that OpenAPI document, part by part. */
    static List<PartView> parts(JsonNode document, DocumentWords said, Words words) {
        var all = all(document, said, words);
        var parts = new ArrayList<PartView>();
        for (var tag : document.path("tags")) {
            var name = tag.path("name").asString();
            parts.add(new PartView(
                    name,
                    said.of("part." + name, tag.path("description").asString()),
                    all.stream()
                            .filter(operation -> operation.part().equals(name))
                            .toList()));
        }
        return parts;
    }

    /** The operation of that id. */
    static Optional<OperationView> find(String id, JsonNode document, DocumentWords said, Words words) {
        return all(document, said, words).stream()
                .filter(operation -> operation.id().equals(id))
                .findFirst();
    }

    private static List<OperationView> all(JsonNode document, DocumentWords said, Words words) {
        var all = new ArrayList<OperationView>();
        document.path("paths").properties().stream()
                .sorted((one, other) -> one.getKey().compareTo(other.getKey()))
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(operation -> all.add(of(
                                path.getKey(),
                                operation.getKey().toUpperCase(Locale.ROOT),
                                operation.getValue(),
                                document,
                                said,
                                words))));
        return all;
    }

    private static OperationView of(
            String path, String method, JsonNode operation, JsonNode document, DocumentWords said, Words words) {
        var id = operation.path("operationId").asString();
        var more = operation.path("description").asString("");
        var sent = first(operation.path("requestBody").path("content"));
        var made = operation.path("requestBody").path("description").asString("");
        var done = operation.path("responses").properties().stream()
                .filter(response -> response.getKey().startsWith("2"))
                .findFirst()
                .orElseThrow();
        var answer = first(done.getValue().path("content"));
        return new OperationView(
                id,
                operation.path("tags").path(0).asString(),
                method,
                path,
                said.of(id, operation.path("summary").asString()),
                more.isEmpty() ? null : said.of(id + ".more", more),
                operation
                        .path("parameters")
                        .valueStream()
                        .map(parameter -> parameter(parameter, said))
                        .toList(),
                sent.type(),
                made.isEmpty() ? null : said.of(id + ".body", made),
                FieldView.of(id, sent.schema(), document, words),
                sent.example() == null ? example(sent.schema(), document) : sent.example(),
                done.getKey(),
                answer.type(),
                FieldView.of(id, answer.schema(), document, words));
    }

    private static ParameterView parameter(JsonNode parameter, DocumentWords said) {
        var name = parameter.path("name").asString();
        return new ParameterView(
                name,
                parameter.path("in").asString(),
                parameter.path("required").asBoolean(false),
                said.of("parameter." + name, parameter.path("description").asString("")));
    }

    private static @Nullable String example(JsonNode schema, JsonNode document) {
        var named = document.path("components")
                .path("schemas")
                .path(schema.path("$ref").asString("").replaceFirst(".*/", ""));
        var example = named.path("example");
        return example.isMissingNode() ? null : example.toPrettyString();
    }

    /** A body; {@code example} where it stands beside the form and not in it. */
    private record Content(
            @Nullable String type,
            JsonNode schema,
            @Nullable String example) {}

    private static Content first(JsonNode content) {
        return content.properties().stream()
                .findFirst()
                .map(one -> new Content(
                        one.getKey(),
                        one.getValue().path("schema"),
                        one.getValue().path("example").asString(null)))
                .orElseGet(() -> new Content(null, content, null));
    }
}
