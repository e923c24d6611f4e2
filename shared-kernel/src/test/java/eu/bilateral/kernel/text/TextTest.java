package eu.bilateral.kernel.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Klaster Lubelska Medycyna",
                "Łódź, 东京, Αθήνα",
                "שלום",
                // Persian is not written right without a joiner, nor are some emoji.
                "می\u200cخواهم",
                "\ud83d\udc69\u200d\ud83d\udd2c",
                ""
            })
    void aNameInAnyScriptIsALine(String name) {
        assertThat(Text.isLine(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "two\nlines",
                "two\rlines",
                "two\u0085lines",
                "two\u2028lines",
                "two\u2029lines",
                "a\tb",
                "evil\u202ecod",
                "evil\u2066cod",
                "evil\u2069cod",
                "in\u200bvisible",
                "in\u2060visible",
                "in\ufeffvisible"
            })
    void whatIsShownOtherwiseThanItIsWrittenIsNoLine(String name) {
        assertThat(Text.isLine(name)).isFalse();
    }

    /** A space that does not break, blanks of Braille and Hangul, joiners and marks with nothing to stand on. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u00a0",
                " ",
                "\u3000",
                "\u202f",
                "\u2800",
                "\u2800\u2800",
                "\u3164",
                "\u115f",
                "\u1160",
                "\uffa0",
                "\u00ad",
                "\u034f",
                "\u200d",
                "\ufe0f",
                "\u0301",
                "\u00a0\u3164 \u2800"
            })
    void whatShowsNothingIsNoLine(String name) {
        assertThat(Text.isLine(name)).isFalse();
    }
}
