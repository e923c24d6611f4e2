package eu.bilateral.contact.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FoldedNameTest {

    @ParameterizedTest
    @CsvSource({
        "Klaster Lubelska Medycyna, klaster lubelska medycyna",
        "ŁÓDŹ, lodz",
        "Zażółć gęślą jaźń, zazolc gesla jazn",
        "Straße, strasse",
        "Ærø, aero",
        "İstanbul ışık, istanbul isik",
        "ΟΔΟΣ, οδοσ",
        "ﬁne  print, fine print",
        "(ECCP) 4.0, (eccp) 4.0"
    })
    void caseAccentsAndDoubledSpaceDoNotCount(String name, String folded) {
        assertThat(FoldedName.of(name).value()).isEqualTo(folded);
    }

    @ParameterizedTest
    @CsvSource({"Łódź", "İI", "ΟΔΟΣ ΣΑΣ", "ﬀ", "ℝ²", "Ǆ"})
    void foldingTwiceChangesNothing(String name) {
        var once = FoldedName.of(name);

        assertThat(FoldedName.of(once.value())).isEqualTo(once);
    }

    @Test
    void decomposedAndComposedLettersAreTheSame() {
        assertThat(FoldedName.of("Lo\u0301dz")).isEqualTo(FoldedName.of("L\u00f3dz"));
    }
}
