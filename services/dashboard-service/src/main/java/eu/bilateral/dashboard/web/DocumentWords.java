package eu.bilateral.dashboard.web;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Properties;

/** Says in Polish what the documents of the API and of the events say in English; a test holds them to the same things. */
final class DocumentWords {

    private static final Properties POLISH = read();

    private final boolean polish;

    DocumentWords(Locale language) {
        this.polish = language.getLanguage().equals("pl");
    }

    /** What it is called: an event, topic, part of the API, parameter or operation; {@code english} is the document's own. */
    String of(String what, String english) {
        return polish ? POLISH.getProperty(what, english) : english;
    }

    /** What that field of that schema or event means; {@code english} is the document's own. */
    String ofField(String schema, String field, String english) {
        return of("field." + schema + "." + field, of("field." + field, english));
    }

    private static Properties read() {
        var words = new Properties();
        try (var file = DocumentWords.class.getResourceAsStream("/documents_pl.properties")) {
            words.load(new InputStreamReader(file, StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return words;
    }
}
