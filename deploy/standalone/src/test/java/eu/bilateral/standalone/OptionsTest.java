package eu.bilateral.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsTest {

    @Test
    void withoutArgumentsItIsEmptyOnTheUsualPort() {
        assertThat(Options.from()).isEqualTo(new Options(false, 8080, Path.of("data"), List.of()));
    }

    @Test
    void theDemoHasADirectoryOfItsOwn() {
        assertThat(Options.from("--demo", "--port", "9000"))
                .isEqualTo(new Options(true, 9000, Path.of("data", "demo"), List.of()));
        assertThat(Options.from("--data", "elsewhere", "--demo").data()).isEqualTo(Path.of("elsewhere"));
        assertThat(Options.from("--metrics", "9080").metricsPorts()).containsExactly(9080, 9081, 9082, 9083);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--port",
                "--port x",
                "--port 0",
                "--port 65536",
                "--data",
                "--metrics",
                "--metrics all",
                "--metrics 65533",
                "--port 9083 --metrics 9080",
                "--dmeo",
                "demo"
            })
    void whatMakesNoSenseIsRefusedInOneLine(String line) {
        assertThatExceptionOfType(CannotStart.class)
                .isThrownBy(() -> Options.from(line.split(" ", -1)))
                .satisfies(refused -> assertThat(refused.getMessage()).hasLineCount(1));
    }
}
