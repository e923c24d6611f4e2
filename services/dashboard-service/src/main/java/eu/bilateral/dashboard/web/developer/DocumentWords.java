package eu.bilateral.dashboard.web.developer;

import eu.bilateral.kernel.catalogue.WordList;
import java.util.Locale;

/** Says in Polish what the documents of the API and of the events say in English; a test holds them to the same things. */
final class DocumentWords {

    private static final WordList POLISH = WordList.beside(DocumentWords.class, "/documents_pl.properties");

    private final boolean polish;

    DocumentWords(Locale language) {
        this.polish = language.getLanguage().equals("pl");
    }

    /** What it is called: an event, topic, part of the API, parameter or operation; {@code english} is the document's own. */
    String of(String what, String english) {
        var said = polish ? POLISH.of(what) : null;
        return said == null ? english : said;
    }

    /** What that field of that schema or event means; {@code english} is the document's own. */
    String ofField(String schema, String field, String english) {
        return of("field." + schema + "." + field, of("field." + field, english));
    }
}
