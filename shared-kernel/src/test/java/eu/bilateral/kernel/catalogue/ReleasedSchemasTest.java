package eu.bilateral.kernel.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Whoever subscribed to the last release understands this one: its schemas stand in {@code src/test/resources/released} and
 * are replaced only by a release ({@code -Dbilateral.release=true} writes those of today).
 */
class ReleasedSchemasTest {

    private static final Path RELEASED = Path.of("src/test/resources/released");
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final EventCatalogue CATALOGUE = new EventCatalogue(JSON);

    static Stream<String> released() throws IOException {
        if (Boolean.getBoolean("bilateral.release")) {
            for (var name : CATALOGUE.types().keySet()) {
                Files.writeString(
                        file(name), CATALOGUE.schema(name).orElseThrow().toPrettyString() + "\n");
            }
        }
        try (var files = Files.list(RELEASED)) {
            return files
                    .map(file -> file.getFileName().toString().replace(".schema.json", ""))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @Test
    void everyEventOfTheLastReleaseIsStillTold() throws IOException {
        assertThat(CATALOGUE.types().keySet()).containsAll(released().toList());
    }

    @ParameterizedTest
    @MethodSource("released")
    void noneBreaksWhoKnowsTheLastRelease(String name) {
        assertThat(SchemaChange.breaks(read(name), CATALOGUE.schema(name).orElseThrow()))
                .isEmpty();
    }

    static List<Arguments> broken() {
        return List.of(
                broken("/partner is gone", schema -> properties(schema).remove("partner")),
                broken("/metBy is required now", schema -> required(schema, "metBy")),
                broken(
                        "/zone may be absent now",
                        schema -> schema.withArray("required").removeIf(named("zone"))),
                broken(
                        "/heldOn was of the format \"date\"",
                        schema -> property(schema, "heldOn").put("format", "time")),
                broken(
                        "/kind cannot be C2C any more",
                        schema -> definition(schema, "MeetingKind")
                                .withArray("enum")
                                .removeIf(named("C2C"))),
                broken(
                        "/record/promises/items/dueOn is gone",
                        schema -> properties(definition(schema, "StepFacts")).remove("dueOn")));
    }

    @ParameterizedTest
    @MethodSource("broken")
    void eachBreakIsSeen(String expected, Consumer<ObjectNode> breaking) {
        var broken = CATALOGUE.schema("meeting-held").orElseThrow();
        breaking.accept(broken);

        assertThat(SchemaChange.breaks(read("meeting-held"), broken)).contains(expected);
    }

    @Test
    void aNewOptionalFieldAndANewNameAreNoBreak() {
        var grown = CATALOGUE.schema("meeting-held").orElseThrow();
        var unused = properties(grown).putObject("addedLater").put("type", "string");
        var alsoUnused = definition(grown, "MeetingKind").withArray("enum").add("HOLOGRAM");

        assertThat(SchemaChange.breaks(read("meeting-held"), grown)).isEmpty();
    }

    private static Arguments broken(String expected, Consumer<ObjectNode> breaking) {
        return Arguments.of(expected, breaking);
    }

    private static java.util.function.Predicate<JsonNode> named(String name) {
        return node -> node.asString().equals(name);
    }

    private static void required(ObjectNode schema, String name) {
        var unused = schema.withArray("required").add(name);
    }

    private static ObjectNode properties(ObjectNode schema) {
        return (ObjectNode) schema.get("properties");
    }

    private static ObjectNode property(ObjectNode schema, String name) {
        return (ObjectNode) properties(schema).get(name);
    }

    private static ObjectNode definition(ObjectNode schema, String name) {
        return (ObjectNode) schema.get("$defs").get(name);
    }

    private static Path file(String name) {
        return RELEASED.resolve(name + ".schema.json");
    }

    private static JsonNode read(String name) {
        try {
            return JSON.readTree(Files.readString(file(name)));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
