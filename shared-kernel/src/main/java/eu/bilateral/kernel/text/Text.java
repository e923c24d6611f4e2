package eu.bilateral.kernel.text;

/** What may be in a text that somebody sends: characters that can be stored, told and shown. */
public final class Text {

    private Text() {}

    /** Whether it holds no control character but tab and line ends, and no half of a surrogate pair. */
    public static boolean isPrintable(CharSequence text) {
        return text.codePoints().allMatch(Text::isPrintable);
    }

    /**
     * Whether it is one line that shows what it says: no tab and no line end, nothing that is invisible, and nothing that turns
     * the direction of what is written around it; and unless it is empty, something that can be seen. Names are compared, sorted
     * and read out by their looks.
     */
    public static boolean isLine(CharSequence text) {
        return text.codePoints().noneMatch(Text::deceives)
                && (text.isEmpty() || text.codePoints().anyMatch(Text::isVisible));
    }

    /** The same text with a question mark for each character that is none, so that it can be told what was wrong. */
    public static String printable(String text) {
        return isPrintable(text)
                ? text
                : text.codePoints()
                        .map(character -> isPrintable(character) ? character : '?')
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString();
    }

    private static boolean isPrintable(int character) {
        return switch (character) {
            case '\t', '\n', '\r' -> true;
            default -> character >= ' ' && character != 0x7f && Character.getType(character) != Character.SURROGATE;
        };
    }

    /** Joiners are not among them: some scripts cannot be written without. */
    private static boolean deceives(int character) {
        return switch (character) {
            // Next line; zero width space, word joiner, byte order mark.
            case '\t', '\n', '\r', 0x85, 0x200b, 0x2060, 0xfeff -> true;
            // Line and paragraph separators, then embeddings and overrides of the direction; its isolates.
            default -> (character >= 0x2028 && character <= 0x202e) || (character >= 0x2066 && character <= 0x2069);
        };
    }

    private static boolean isVisible(int character) {
        return switch (character) {
            // The blank of Braille, then the fillers of Hangul: a letter or a symbol by their type.
            case 0x2800, 0x115f, 0x1160, 0x3164, 0xffa0 -> false;
            default ->
                switch (Character.getType(character)) {
                    case Character.SPACE_SEPARATOR,
                            Character.LINE_SEPARATOR,
                            Character.PARAGRAPH_SEPARATOR,
                            Character.CONTROL,
                            Character.FORMAT,
                            // Marks show on what is before them.
                            Character.NON_SPACING_MARK,
                            Character.ENCLOSING_MARK -> false;
                    default -> true;
                };
        };
    }
}
