package eu.bilateral.standalone.endtoend.document;

import eu.bilateral.standalone.endtoend.driver.Api;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The document of the API, held against what is really answered. */
final class ApiDocument {

    private static final List<String> TO_LIVE_BY = List.of("ETag", "Location", "Link", "Idempotency-Replayed");
    private static final Pattern VARIABLE = Pattern.compile("\\{[^}]*}");

    private final Map<String, JsonNode> operations = new LinkedHashMap<>();
    private final Schemas schemas;
    private final SortedSet<String> done = new ConcurrentSkipListSet<>();
    private final List<String> faults = new ArrayList<>();

    ApiDocument(JsonNode document) {
        this.schemas = new Schemas(document);
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(operation -> operations.put(
                                operation.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey(),
                                operation.getValue())));
    }

    /** All that are documented, as {@code GET /api/meetings/{meetingId}}. */
    SortedSet<String> operations() {
        return new TreeSet<>(operations.keySet());
    }

    /** The methods of all that are documented and could be meant by that path. */
    SortedSet<String> methods(String path) {
        var methods = new TreeSet<String>();
        operations.keySet().stream()
                .map(operation -> operation.split(" ", 2))
                .filter(operation -> path.matches(VARIABLE.matcher(operation[1]).replaceAll("[^/]+")))
                .forEach(operation -> methods.add(operation[0]));
        return methods;
    }

    /** Those of which it has seen an answer that was no refusal. */
    SortedSet<String> done() {
        return done;
    }

    /** All answers that were not as documented. */
    List<String> faults() {
        return faults;
    }

    /** Takes a look at an answer. */
    void see(String method, String path, Api.Answer answer) {
        var operation = operation(method, path);
        if (operation == null) {
            faults.add("%s %s is not documented".formatted(method, path));
            return;
        }
        var status = Integer.toString(answer.status());
        if (status.startsWith("2")) {
            done.add(operation);
        }
        var responses = at(operation).path("responses");
        var response =
                responses.has(status) || status.startsWith("2") ? responses.path(status) : responses.path("default");
        Stream.concat(fault(response, answer).stream(), headers(response, answer))
                .forEach(fault -> faults.add(operation + " " + status + ": " + fault));
    }

    /** Those promised that are not there, and those there that clients live by and are not promised. */
    private static Stream<String> headers(JsonNode response, Api.Answer answer) {
        var promised = response.path("headers");
        var missing = promised.properties().stream()
                .filter(header -> header.getValue().path("required").asBoolean())
                .map(Map.Entry::getKey)
                .filter(name -> answer.headers().firstValue(name).isEmpty())
                .map(name -> "no header " + name);
        var unpromised = TO_LIVE_BY.stream()
                .filter(name ->
                        answer.headers().firstValue(name).isPresent() && answer.status() < 300 && !promised.has(name))
                .map(name -> "the header %s is not documented".formatted(name));
        return Stream.concat(missing, unpromised);
    }

    /** The examples of what is sent that do not fit what they are examples of, and the operations without one. */
    List<String> badExamples() {
        var bad = new ArrayList<String>();
        operations.forEach((name, operation) -> {
            var sent = operation.path("requestBody").path("content").path("application/json");
            if (!sent.isMissingNode()) {
                var schema = schemas.resolved(sent.path("schema"));
                var example = schema.path("example");
                if (example.isMissingNode()) {
                    bad.add(name + " has no example");
                }
                schemas.faults(schema, example.toString()).forEach(fault -> bad.add(name + ": " + fault));
            }
        });
        return bad;
    }

    private JsonNode at(String operation) {
        var found = operations.get(operation);
        if (found == null) {
            throw new IllegalStateException(operation);
        }
        return found;
    }

    /** The documented operation that this asks for; the one with fewer variables where two could be meant. */
    private @Nullable String operation(String method, String path) {
        var plain = path.replaceFirst("\\?.*", "");
        return operations.keySet().stream()
                .filter(one ->
                        (method + " " + plain).matches(VARIABLE.matcher(one).replaceAll("[^/]+")))
                .min((one, other) -> Integer.compare(variables(one), variables(other)))
                .orElse(null);
    }

    private static int variables(String operation) {
        return (int) VARIABLE.matcher(operation).results().count();
    }

    private List<String> fault(JsonNode response, Api.Answer answer) {
        if (response.isMissingNode()) {
            return List.of("the status is not documented");
        }
        var content = response.path("content");
        if (content.isEmpty()) {
            return answer.text().isEmpty() ? List.of() : List.of("a body that is not documented");
        }
        var type = answer.headers().firstValue("Content-Type").orElse("").replaceFirst(";.*", "");
        if (!content.has(type)) {
            return List.of("the type %s is not documented".formatted(type));
        }
        return type.endsWith("json") ? schemas.faults(content.path(type).path("schema"), answer.text()) : List.of();
    }
}
