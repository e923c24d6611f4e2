package eu.bilateral.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {

    private static final Instant NOON = Instant.parse("2030-03-01T12:00:00Z");
    private static final Instant STORY = Instant.parse("2017-05-23T07:00:00Z");

    @TempDir
    Path root;

    @Test
    void aNewDirectoryIsMarkedAndTakenAgain() throws Exception {
        try (var first = DataDirectory.take(root.resolve("new"))) {
            assertThat(first.of("VERSION")).content(UTF_8).isEqualTo("1\n");
        }
        try (var again = DataDirectory.take(root.resolve("new"))) {
            assertThat(again.root()).isEqualTo(root.resolve("new"));
        }
    }

    @Test
    void dataOfAnotherVersionAreLeftAlone() throws Exception {
        Files.writeString(root.resolve("VERSION"), "7\n", UTF_8);

        assertThatExceptionOfType(CannotStart.class)
                .isThrownBy(() -> DataDirectory.take(root))
                .withMessageContaining("version 7")
                .withMessageContaining("nothing was changed");

        assertThat(files()).containsExactly("VERSION");
        assertThat(root.resolve("VERSION")).content(UTF_8).isEqualTo("7\n");
    }

    @Test
    void dataWithoutAVersionAreLeftAlone() throws Exception {
        Files.createDirectory(root.resolve("store"));

        assertThatExceptionOfType(CannotStart.class).isThrownBy(() -> DataDirectory.take(root));

        assertThat(files()).containsExactly("store");
    }

    @Test
    void twoDoNotRunOnTheSameData() throws Exception {
        try (var first = DataDirectory.take(root)) {
            assertThatExceptionOfType(CannotStart.class)
                    .isThrownBy(() -> DataDirectory.take(root))
                    .withMessageContaining("Another Bilateral");
            assertThat(first.root()).isEqualTo(root);
        }
    }

    @Test
    void aFileIsNoDirectory() throws Exception {
        var file = Files.writeString(root.resolve("file"), "", UTF_8);

        assertThatExceptionOfType(CannotStart.class).isThrownBy(() -> DataDirectory.take(file));
    }

    @Test
    void theDemosClockTicksOnOverRestarts() throws Exception {
        Duration offset;
        try (var first = DataDirectory.take(root)) {
            offset = first.clockOffset(STORY, NOON);
        }
        try (var tomorrow = DataDirectory.take(root)) {
            var later = NOON.plus(Duration.ofDays(1));

            assertThat(later.plus(tomorrow.clockOffset(STORY, later))).isEqualTo(STORY.plus(Duration.ofDays(1)));
        }
        assertThat(NOON.plus(offset)).isEqualTo(STORY);
    }

    private List<String> files() throws Exception {
        try (var files = Files.list(root)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
