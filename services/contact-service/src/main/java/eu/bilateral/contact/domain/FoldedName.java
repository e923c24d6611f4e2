package eu.bilateral.contact.domain;

import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A name as people search for it: without case, accents and doubled space, so that "lodz" finds "Łódź". Names are sorted
 * by it, too.
 */
public record FoldedName(String value) {

    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern SPACE = Pattern.compile("[\\s\\p{Z}]+");

    /** Letters that Unicode does not take apart. */
    private static final Map<Character, String> WHOLE_LETTERS = Map.ofEntries(
            Map.entry('ł', "l"),
            Map.entry('đ', "d"),
            Map.entry('ð', "d"),
            Map.entry('ħ', "h"),
            Map.entry('ı', "i"),
            Map.entry('ø', "o"),
            Map.entry('ς', "σ"),
            Map.entry('æ', "ae"),
            Map.entry('œ', "oe"),
            Map.entry('þ', "th"));

    /** The folded form of that text; folding twice changes nothing. */
    public static FoldedName of(String text) {
        var lower =
                Normalizer.normalize(text, Form.NFKD).toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
        var bare = MARKS.matcher(Normalizer.normalize(lower, Form.NFKD)).replaceAll("");
        var folded = new StringBuilder(bare.length());
        for (char letter : bare.toCharArray()) {
            folded.append(WHOLE_LETTERS.getOrDefault(letter, String.valueOf(letter)));
        }
        return new FoldedName(SPACE.matcher(folded).replaceAll(" ").strip());
    }
}
