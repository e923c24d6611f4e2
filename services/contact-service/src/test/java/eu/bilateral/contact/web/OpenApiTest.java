package eu.bilateral.contact.web;

import static eu.bilateral.contact.Instructions.freshWorkspace;
import static org.assertj.core.api.Assertions.assertThat;

import eu.bilateral.contact.ServiceTest;
import eu.bilateral.kernel.testing.Api;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Value;
import tools.jackson.databind.JsonNode;

@ServiceTest
class OpenApiTest {

    @Value("${local.server.port}")
    private int port;

    @Test
    void everyDocumentedOperationIsClosedToStrangersAndWritesToViewers() {
        var here = freshWorkspace().value();
        var viewer = Api.at(port).as("viewer", here);
        var operations = operations(viewer.get("/api/openapi").body());

        assertThat(operations)
                .hasSizeGreaterThan(10)
                .containsKeys("POST /api/organisations/import", "GET /api/delivery");
        for (var operation : operations.keySet()) {
            var method = operation.split(" ")[0];
            var path = operation.split(" ")[1].replaceAll(
                    "\\{\\w+}", UUID.randomUUID().toString());
            var type = path.endsWith("/import") ? "text/csv" : "application/json";
            assertThat(Api.at(port).send(method, path, null, type).status())
                    .as(operation)
                    .isEqualTo(401);
            if (!method.equals("GET") || path.contains("quarantine") || path.equals("/api/delivery")) {
                assertThat(viewer.send(method, path, null, type).status())
                        .as(operation)
                        .isEqualTo(403);
            }
        }
    }

    @Test
    void whatComesFromHeadersIsDocumentedAsHeaders() {
        var document = Api.at(port).as("viewer", "any").get("/api/openapi").body();
        var operations = operations(document);

        assertThat(parameters(operations, "POST /api/organisations"))
                .extracting(
                        one -> one.get("in").asString() + " " + one.get("name").asString())
                .containsExactly("header Idempotency-Key");
        assertThat(parameters(operations, "PUT /api/people/{personId}"))
                .extracting(
                        one -> one.get("in").asString() + " " + one.get("name").asString())
                .containsExactly("path personId", "header If-Match", "header Idempotency-Key");
        assertThat(parameters(operations, "GET /api/organisations"))
                .allSatisfy(one -> assertThat(one.path("description").asString(""))
                        .as(one.toString())
                        .isNotBlank())
                .extracting(
                        one -> one.get("in").asString() + " " + one.get("name").asString())
                .containsExactly("query name", "query ref", "query archived", "query limit", "query cursor");
        assertThat(document.get("components").get("securitySchemes").has("bearer"))
                .isTrue();
    }

    @Test
    void theListInTheDocumentHasEveryColumnAndIsTaken() {
        var manager = Api.at(port).as("manager", freshWorkspace().value());
        var list = Objects.requireNonNull(
                        operations(manager.get("/api/openapi").body()).get("POST /api/organisations/import"))
                .path("requestBody");

        var example = list.at("/content/text~1csv/example").asString();
        assertThat(example.lines().findFirst().orElseThrow().split(","))
                .containsExactlyInAnyOrderElementsOf(Stream.concat(
                                OrganisationImportController.NEEDED.stream(),
                                OrganisationImportController.OPTIONAL.stream())
                        .toList())
                .allSatisfy(
                        column -> assertThat(list.get("description").asString()).contains(column));
        var report = manager.postCsv("/api/organisations/import", example).body();
        assertThat(report.get("created").asInt()).isEqualTo(2);
        assertThat(report.get("rejected").size()).isZero();
    }

    @Test
    void whatIsDocumentedIsWhatHappens() {
        var document = Api.at(port).as("viewer", "any").get("/api/openapi").body();
        var operations = operations(document);

        assertThat(responses(operations, "POST /api/organisations"))
                .contains("201", "400", "401", "403", "415", "422", "default")
                .doesNotContain("412")
                .doesNotContain("200");
        assertThat(responses(operations, "POST /api/organisations/{organisationId}/people"))
                .contains("201", "404")
                .doesNotContain("200");
        assertThat(responses(operations, "PUT /api/people/{personId}")).contains("200", "428");
        assertThat(responses(operations, "GET /api/delivery"))
                .containsExactlyInAnyOrder("200", "401", "403", "default");
        assertThat(responses(operations, "POST /api/quarantine/{id}/replay"))
                .contains("204")
                .doesNotContain("200");
        var file = Objects.requireNonNull(operations.get("POST /api/organisations/import"))
                .path("requestBody");
        assertThat(file.path("required").asBoolean()).isTrue();
        assertThat(file.path("content").propertyNames()).containsExactly("text/csv");
    }

    /** A header of an answer that nobody can get would be waited for in vain. */
    @Test
    void whoeverMayBeAnsweredAgainMayGiveAKey() {
        var document = Api.at(port).as("viewer", "any").get("/api/openapi").body();

        var repeatable = new ArrayList<String>();
        operations(document).forEach((operation, said) -> {
            boolean answersAgain = said.get("responses")
                    .valueStream()
                    .anyMatch(response -> response.path("headers").has("Idempotency-Replayed"));
            if (answersAgain) {
                repeatable.add(operation);
                assertThat(said.path("parameters")
                                .valueStream()
                                .map(one -> one.path("name").asString()))
                        .as(operation)
                        .contains("Idempotency-Key");
            }
        });
        assertThat(repeatable)
                .contains(
                        "POST /api/organisations",
                        "PUT /api/organisations/{organisationId}",
                        "PUT /api/people/{personId}");
    }

    @Test
    void everyAnswerIsJsonAndEveryRefusalAProblemWithItsFields() {
        var document = Api.at(port).as("viewer", "any").get("/api/openapi").body();

        operations(document)
                .forEach((operation, said) -> said.get("responses").properties().forEach(response -> {
                    var content = response.getValue().path("content");
                    if (response.getKey().startsWith("2")) {
                        assertThat(content.propertyNames()).as(operation).isSubsetOf("application/json");
                    } else if (response.getKey().equals("304")) {
                        assertThat(content.isMissingNode()).as(operation).isTrue();
                    } else {
                        assertThat(content.path("application/problem+json")
                                        .path("schema")
                                        .path("$ref")
                                        .asString(""))
                                .as(operation)
                                .isEqualTo("#/components/schemas/ProblemDetail");
                    }
                }));
        assertThat(document.at("/components/schemas/ProblemDetail/properties").propertyNames())
                .contains("type", "title", "status", "detail", "errors");
    }

    private static Collection<String> responses(Map<String, JsonNode> operations, String operation) {
        return Objects.requireNonNull(operations.get(operation), operation)
                .get("responses")
                .propertyNames();
    }

    private static JsonNode parameters(Map<String, JsonNode> operations, String operation) {
        return Objects.requireNonNull(operations.get(operation), operation).get("parameters");
    }

    private static Map<String, JsonNode> operations(JsonNode document) {
        var operations = new LinkedHashMap<String, JsonNode>();
        document.get("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(operation -> operations.put(
                                operation.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey(),
                                operation.getValue())));
        return operations;
    }
}
