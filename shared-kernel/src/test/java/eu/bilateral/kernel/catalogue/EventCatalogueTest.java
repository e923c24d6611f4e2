package eu.bilateral.kernel.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import eu.bilateral.kernel.event.Topic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What the catalogue says of the events is what travels, and each of them is in it. */
class EventCatalogueTest {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final EventCatalogue CATALOGUE = new EventCatalogue(JSON);

    static Stream<String> names() {
        return CATALOGUE.types().keySet().stream();
    }

    static Stream<String> files() {
        return names().flatMap(
                        name -> Stream.of(".json", ".2.json", ".minimal.json").map(form -> name + form))
                .filter(file -> EventCatalogueTest.class.getResource("/wire/" + file) != null);
    }

    @Test
    void everyTopicAndEventIsInTheDocument() {
        var document = CATALOGUE.asyncApi();

        assertThat(document.get("asyncapi").asString()).isEqualTo("3.0.0");
        assertThat(document.get("channels").propertyNames())
                .containsExactly("contact-events", "meeting-events", "follow-up-events");
        for (var topic : Topic.values()) {
            var channel = document.get("channels").get(topic.wireName());
            assertThat(channel.get("messages").size()).isEqualTo(topic.family().getPermittedSubclasses().length);
        }
        assertThat(document.at("/components/messages").propertyNames())
                .containsExactlyInAnyOrderElementsOf(names().toList());
    }

    @Test
    void whereTheTopicsAreAndWhatThatAsksForIsInTheDocument() {
        var broker = CATALOGUE
                .asyncApi(new Entrance(List.of("one:9092", "two:9092"), "SASL_SSL", "SCRAM-SHA-512"))
                .at("/servers/broker-2");

        assertThat(broker.get("host").asString()).isEqualTo("two:9092");
        assertThat(broker.get("protocol").asString()).isEqualTo("kafka-secure");
        assertThat(broker.at("/security/0/type").asString()).isEqualTo("scramSha512");
    }

    @Test
    void aBrokerThatAsksForNothingSaysNothingOfIt() {
        var broker = CATALOGUE
                .asyncApi(new Entrance(List.of("one:9092"), "PLAINTEXT", null))
                .at("/servers/broker-1");

        assertThat(broker.get("protocol").asString()).isEqualTo("kafka");
        assertThat(broker.has("security")).isFalse();
    }

    @Test
    void everyReferenceLeadsSomewhere() {
        var document = CATALOGUE.asyncApi();

        assertThat(references(document))
                .isNotEmpty()
                .allSatisfy(reference -> assertThat(
                                document.at(reference.substring(1)).isMissingNode())
                        .as(reference)
                        .isFalse());
    }

    @ParameterizedTest
    @MethodSource("names")
    void eachEventHasWordsAndExamples(String name) {
        var message = CATALOGUE.asyncApi().at("/components/messages/" + name);

        assertThat(message.get("summary").asString()).endsWith(".");
        assertThat(message.get("examples")).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("files")
    void eachApprovedFileFitsItsSchema(String file) {
        assertThat(errors(file.substring(0, file.indexOf('.')), approved(file))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("files")
    void withoutARequiredFieldItDoesNot(String file) {
        var name = file.substring(0, file.indexOf('.'));
        for (var required : schema(name).get("required")) {
            var without = (ObjectNode) approved(file);
            var unused = without.remove(required.asString());

            assertThat(errors(name, without))
                    .as("%s without %s", file, required)
                    .isNotEmpty();
        }
    }

    private static List<String> errors(String name, JsonNode event) {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(schema(name).toString(), InputFormat.JSON)
                .validate(
                        event.toString(),
                        InputFormat.JSON,
                        context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)))
                .stream()
                .map(Object::toString)
                .toList();
    }

    private static ObjectNode schema(String name) {
        return CATALOGUE.schema(name).orElseThrow();
    }

    private static JsonNode approved(String file) {
        try (var stream = EventCatalogueTest.class.getResourceAsStream("/wire/" + file)) {
            return JSON.readTree(stream);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static List<String> references(JsonNode node) {
        var own = node.path("$ref").isString() ? Stream.of(node.get("$ref").asString()) : Stream.<String>empty();
        var below = node.isObject() ? node.properties().stream().map(Map.Entry::getValue) : node.valueStream();
        return Stream.concat(own, below.flatMap(child -> references(child).stream()))
                .toList();
    }
}
