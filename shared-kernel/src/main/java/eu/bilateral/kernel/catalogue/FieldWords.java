package eu.bilateral.kernel.catalogue;

import org.jspecify.annotations.Nullable;

/** What the fields of events, requests and answers mean: the same wherever they have the same name, unless it is said otherwise. */
public final class FieldWords {

    private static final WordList WORDS = WordList.beside(FieldWords.class, "fields.properties");

    private FieldWords() {}

    /** What that field of that schema or event means, in one sentence; absent where nobody has said it. */
    public static @Nullable String of(String schema, String field) {
        var own = WORDS.of(schema + "." + field);
        return own == null ? WORDS.of(field) : own;
    }
}
