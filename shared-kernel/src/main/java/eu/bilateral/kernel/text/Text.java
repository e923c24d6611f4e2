package eu.bilateral.kernel.web;

/** What may be in a text that somebody sends: characters that can be stored, told and shown. */
final class Text {

    private Text() {}

    /** Whether it holds no control character but tab and line ends, and no half of a surrogate pair. */
    static boolean isPrintable(CharSequence text) {
        return text.codePoints().allMatch(Text::isPrintable);
    }

    /** The same text with a question mark for each character that is none, so that it can be told what was wrong. */
    static String printable(String text) {
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
}
