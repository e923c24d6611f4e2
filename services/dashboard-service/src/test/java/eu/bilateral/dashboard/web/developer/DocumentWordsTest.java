package eu.bilateral.dashboard.web.developer;

import static org.assertj.core.api.Assertions.assertThat;

import eu.bilateral.kernel.catalogue.EventCatalogue;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

/** What the document of the events says is said in Polish too; the operations are looked at where all of them run. */
class DocumentWordsTest {

    static Stream<String> said() {
        var document = new EventCatalogue(JsonMapper.shared()).asyncApi();
        var topics = document.path("channels").propertyNames();
        return Stream.of(
                        topics.stream(),
                        topics.stream().map(topic -> "key." + topic),
                        document.at("/components/messages").propertyNames().stream(),
                        document.at("/components/schemas/CloudEventHeaders/properties").propertyNames().stream()
                                .map(header -> "header." + header))
                .flatMap(words -> words);
    }

    @ParameterizedTest
    @MethodSource("said")
    void everythingIsSaidInPolish(String what) {
        assertThat(new DocumentWords(Locale.of("pl")).of(what, "")).as(what).isNotBlank();
        assertThat(new DocumentWords(Locale.UK).of(what, "as it is")).isEqualTo("as it is");
    }
}
