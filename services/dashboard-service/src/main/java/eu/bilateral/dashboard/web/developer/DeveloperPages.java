package eu.bilateral.dashboard.web.developer;

import eu.bilateral.dashboard.gateway.WholeApi;
import eu.bilateral.dashboard.web.page.Visitor;
import eu.bilateral.dashboard.web.page.Words;
import eu.bilateral.kernel.catalogue.Entrance;
import eu.bilateral.kernel.catalogue.EventCatalogue;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.server.ResponseStatusException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** For whoever writes programs: topics, events and operations, as the documents have them, to read and to take along. */
@ConditionalOnBooleanProperty(name = "bilateral.developer-pages", matchIfMissing = true)
@Controller
class DeveloperPages {

    private final EventCatalogue catalogue;
    private final WholeApi api;
    private final JsonMapper json;
    private final Entrance entrance;

    DeveloperPages(JsonMapper json, WholeApi api, Entrance entrance) {
        this.catalogue = new EventCatalogue(json);
        this.api = api;
        this.json = json;
        this.entrance = entrance;
    }

    /** An event with the fields of its form and examples of it. */
    record EventView(String name, String meaning, List<FieldView> fields, List<String> examples) {}

    @GetMapping("/developers")
    String topics(Visitor visitor, Words words, Model model) {
        var document = catalogue.asyncApi();
        var said = new DocumentWords(words.locale());
        model.addAttribute("topics", TopicView.of(document, said));
        model.addAttribute("headers", headers(document, said));
        model.addAttribute("brokers", String.join(", ", entrance.brokers()));
        return "developers";
    }

    @GetMapping("/developers/events/{event}")
    String event(Visitor visitor, Words words, @PathVariable String event, Model model) {
        var schema = catalogue.schema(event).orElseThrow(DeveloperPages::notThere);
        var document = catalogue.asyncApi();
        var examples = document.path("components")
                .path("messages")
                .path(event)
                .path("examples")
                .valueStream()
                .map(example -> pretty(example.path("payload")))
                .toList();
        model.addAttribute(
                "event",
                new EventView(
                        event,
                        TopicView.meaning(event, document, new DocumentWords(words.locale())),
                        FieldView.of(event, schema, schema, words),
                        examples));
        return "developers-event";
    }

    @GetMapping("/developers/api")
    String operations(Visitor visitor, Words words, HttpServletRequest request, Model model) {
        var described = api.describe(request, visitor.accessToken());
        model.addAttribute(
                "parts", OperationView.parts(described.document(), new DocumentWords(words.locale()), words));
        model.addAttribute("missing", String.join(", ", described.missing()));
        return "developers-api";
    }

    @GetMapping("/developers/api/{operation}")
    String operation(
            Visitor visitor, Words words, @PathVariable String operation, HttpServletRequest request, Model model) {
        var document = api.describe(request, visitor.accessToken()).document();
        model.addAttribute(
                "operation",
                OperationView.find(operation, document, new DocumentWords(words.locale()), words)
                        .orElseThrow(DeveloperPages::notThere));
        return "developers-operation";
    }

    @GetMapping("/developers/asyncapi.json")
    ResponseEntity<JsonNode> eventsToTakeAlong(Visitor visitor) {
        return file("asyncapi.json", catalogue.asyncApi(entrance));
    }

    @GetMapping("/developers/openapi.json")
    ResponseEntity<JsonNode> apiToTakeAlong(Visitor visitor, HttpServletRequest request) {
        return file("openapi.json", api.describe(request, visitor.accessToken()).document());
    }

    @GetMapping("/developers/schemas/{event}")
    ResponseEntity<JsonNode> schemaToTakeAlong(Visitor visitor, @PathVariable String event) {
        return file(event + ".schema.json", catalogue.schema(event).orElseThrow(DeveloperPages::notThere));
    }

    private static ResponseEntity<JsonNode> file(String name, JsonNode document) {
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"%s\"".formatted(name))
                .body(document);
    }

    private static List<TopicView.EventLine> headers(JsonNode document, DocumentWords said) {
        return document.at("/components/schemas/CloudEventHeaders/properties").properties().stream()
                .map(header -> new TopicView.EventLine(
                        header.getKey(),
                        said.of(
                                "header." + header.getKey(),
                                header.getValue().path("description").asString())))
                .toList();
    }

    private static ResponseStatusException notThere() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }

    private String pretty(JsonNode example) {
        return json.writerWithDefaultPrettyPrinter().writeValueAsString(example);
    }
}
