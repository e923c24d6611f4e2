package eu.bilateral.kernel.catalogue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** What the fields of events, requests and answers mean: the same wherever they have the same name, unless it is said otherwise. */
public final class FieldWords {

    private static final Properties WORDS = read();

    private FieldWords() {}

    /** What that field of that schema or event means, in one sentence; absent where nobody has said it. */
    public static @Nullable String of(String schema, String field) {
        var own = WORDS.getProperty(schema + "." + field);
        return own == null ? WORDS.getProperty(field) : own;
    }

    private static Properties read() {
        var words = new Properties();
        try (var file = FieldWords.class.getResourceAsStream("fields.properties")) {
            words.load(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return words;
    }
}
