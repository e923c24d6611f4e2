package eu.bilateral.standalone.backup;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import eu.bilateral.standalone.DataDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TargetTest {

    @TempDir
    Path root;

    private Path data;

    @BeforeEach
    void anOldInstallation() throws IOException {
        data = Files.createDirectory(root.resolve("data"));
        Files.writeString(data.resolve(DataDirectory.VERSION), "1\n", UTF_8);
        Files.writeString(data.resolve("old"), "old", UTF_8);
    }

    @Test
    void theNewOneTakesThePlaceOfTheOldWhichIsKept() throws Exception {
        try (var target = Target.claim(data)) {
            Files.writeString(target.begin(1).resolve("new"), "new", UTF_8);
            assertThat(data.resolve("old")).exists();

            var old = target.replace();

            assertThat(old.orElseThrow().resolve("old")).hasContent("old");
            assertThat(data.resolve("new")).hasContent("new");
            assertThat(data.resolve("old")).doesNotExist();
        }
        assertThat(data.resolve("new")).exists();
    }

    @Test
    void theDemoInItStaysWhereItIs() throws Exception {
        Files.createDirectory(data.resolve("demo"));
        Files.writeString(data.resolve("demo/its"), "own", UTF_8);
        try (var target = Target.claim(data)) {
            var building = target.begin(1);
            assertThat(building).isDirectory();
            assertThat(target.replace()).isPresent();
        }
        assertThat(data.resolve("demo/its")).hasContent("own");
    }

    @Test
    void whatWasBegunAndNotFinishedIsRemoved() throws Exception {
        try (var target = Target.claim(data)) {
            Files.writeString(target.begin(1).resolve("half"), "done", UTF_8);
        }
        assertThat(Directories.in(root)).containsExactly(data);
        assertThat(data.resolve("old")).hasContent("old");
    }

    @Test
    void aDirectoryOfOtherThingsIsLeftAlone() throws Exception {
        var photos = Files.createDirectory(root.resolve("photos"));
        Files.writeString(photos.resolve("one.jpg"), "", UTF_8);

        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> Target.claim(photos).close())
                .withMessageContaining("holds other things");
    }

    @Test
    void tooFullADiskIsSaidBeforeAnythingIsWritten() throws Exception {
        try (var target = Target.claim(data)) {
            assertThatExceptionOfType(Refused.class)
                    .isThrownBy(() -> target.begin(Long.MAX_VALUE / 4))
                    .withMessageContaining("too full");
        }
        assertThat(Directories.in(root)).containsExactly(data);
    }

    @Test
    void eachLifeOutranksThoseBefore() {
        assertThat(Restore.epoch(1, Instant.ofEpochSecond(1_900_000_000))).isEqualTo(1_900_000_000);
        assertThat(Restore.epoch(1_900_000_000, Instant.ofEpochSecond(1_800_000_000)))
                .isEqualTo(1_900_000_001);
    }
}
