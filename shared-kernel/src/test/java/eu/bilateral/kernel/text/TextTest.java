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
}
