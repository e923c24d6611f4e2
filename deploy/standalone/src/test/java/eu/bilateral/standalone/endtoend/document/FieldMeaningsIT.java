package eu.bilateral.standalone.endtoend.document;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.function.Predicate.not;
import static org.assertj.core.api.Assertions.assertThat;

import eu.bilateral.standalone.endtoend.driver.RunningBilateral;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Whoever reads the documents of the API and of the events finds what each field means; in Polish on the pages. */
class FieldMeaningsIT {

    private static final String HEADERS = "CloudEventHeaders.";

    /** What each field means, by its schema and name, as {@code meeting-held.heldOn}. */
    private static final SortedMap<String, String> MEANINGS = new TreeMap<>();

    @BeforeAll
    static void read() throws Exception {
        var api = RunningBilateral.demo().as("manager");
        for (var document : new String[] {"/api/openapi.json", "/api/asyncapi.json"}) {
            api.get(document).json().at("/components/schemas").properties().forEach(schema -> {
                // The service before it, where two services have a schema of one name.
                collect(schema.getKey().replaceFirst(".*\\.", ""), schema.getValue());
            });
        }
        assertThat(MEANINGS).hasSizeGreaterThan(500);
    }

    private static void collect(String name, JsonNode schema) {
        schema.path("properties").properties().forEach(field -> {
            MEANINGS.put(
                    name + "." + field.getKey(),
                    field.getValue().path("description").asString(""));
            collect(name, field.getValue());
        });
        if (schema.has("items")) {
            collect(name, schema.path("items"));
        }
    }

    @Test
    void everyFieldSaysWhatItMeans() {
        assertThat(MEANINGS)
                .allSatisfy((field, meaning) -> assertThat(meaning).as(field).isNotBlank());
    }

    @Test
    void thereAreWordsInBothLanguagesForThatAndForNothingElse() throws IOException {
        var english = words("/eu/bilateral/kernel/catalogue/fields.properties", "");
        var needed = new TreeSet<String>();
        MEANINGS.keySet().stream()
                .filter(not(field -> field.startsWith(HEADERS)))
                .forEach(field -> {
                    needed.add(english.contains(field) ? field : field.replaceFirst(".*\\.", ""));
                });

        assertThat(english).isEqualTo(needed);
        assertThat(words("/documents_pl.properties", "field.")).isEqualTo(needed);
    }

    private static TreeSet<String> words(String file, String prefix) throws IOException {
        var words = new Properties();
        try (var stream = FieldMeaningsIT.class.getResourceAsStream(file)) {
            words.load(new InputStreamReader(stream, UTF_8));
        }
        var names = new TreeSet<String>();
        words.stringPropertyNames().stream()
                .filter(name -> name.startsWith(prefix))
                .forEach(name -> names.add(name.substring(prefix.length())));
        return names;
    }
}
