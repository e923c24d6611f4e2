package eu.bilateral.kernel.catalogue;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** Words for people, from a properties file in UTF-8 that lies beside the class that says them. Read once, never changed. */
public final class WordList {

    private final String name;
    private final Properties words = new Properties();

    private WordList(String name) {
        this.name = name;
    }

    /** The list of that name; it looks where the class does, so a name with a slash before it begins at the top. */
    public static WordList beside(Class<?> speaker, String name) {
        var list = new WordList(name);
        try (var file = speaker.getResourceAsStream(name)) {
            if (file == null) {
                throw new IllegalStateException("There is no %s for %s".formatted(name, speaker.getName()));
            }
            list.words.load(new InputStreamReader(file, UTF_8));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return list;
    }

    /** The words for that; absent where there are none. */
    public @Nullable String of(String what) {
        return words.getProperty(what);
    }

    /** The words for that; a release without them is broken. */
    public String mustHave(String what) {
        var said = of(what);
        if (said == null) {
            throw new IllegalStateException("%s has no words for %s".formatted(name, what));
        }
        return said;
    }
}
