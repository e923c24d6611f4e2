package eu.bilateral.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import eu.bilateral.standalone.DataForms.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DataDirectoryTest {

    private static final Instant NOON = Instant.parse("2030-03-01T12:00:00Z");
    private static final Instant STORY = Instant.parse("2017-05-23T07:00:00Z");

    private static final Step RENAMING = new Step("renaming the accounts", directory -> {
        if (Files.exists(directory.resolve("accounts"))) {
            Files.move(directory.resolve("accounts"), directory.resolve("people"));
        }
    });
    private static final Step WRITING_LARGE = new Step("writing names large", directory -> {
        var people = directory.resolve("people");
        Files.writeString(people, Files.readString(people, UTF_8).toUpperCase(Locale.ROOT), UTF_8);
    });
    private static final DataForms THREE_FORMS = new DataForms(1, List.of(RENAMING, WRITING_LARGE));

    private final List<String> told = new ArrayList<>();

    @TempDir
    Path root;

    @Test
    void aNewDirectoryIsMarkedAndTakenAgain() throws Exception {
        try (var first = take(root.resolve("new"))) {
            assertThat(first.of("VERSION")).content(UTF_8).isEqualTo("1\n");
        }
        try (var again = take(root.resolve("new"))) {
            assertThat(again.root()).isEqualTo(root.resolve("new"));
        }
    }

    @Test
    void dataOfAnotherVersionAreLeftAlone() throws Exception {
        Files.writeString(root.resolve("VERSION"), "7\n", UTF_8);

        assertThatExceptionOfType(CannotStart.class)
                .isThrownBy(() -> take(root))
                .withMessageContaining("version 7")
                .withMessageContaining("nothing was changed");

        assertThat(files()).containsExactly("VERSION");
        assertThat(root.resolve("VERSION")).content(UTF_8).isEqualTo("7\n");
    }

    @Test
    void dataWithoutAVersionAreLeftAlone() throws Exception {
        Files.createDirectory(root.resolve("store"));

        assertThatExceptionOfType(CannotStart.class).isThrownBy(() -> take(root));

        assertThat(files()).containsExactly("store");
    }

    @Test
    void aDirectoryOfSomethingElseIsLeftAlone() throws Exception {
        Files.createDirectory(root.resolve("photographs"));

        assertThatExceptionOfType(CannotStart.class)
                .isThrownBy(() -> take(root))
                .withMessageContaining("photographs")
                .withMessageContaining("nothing was changed");

        assertThat(files()).containsExactly("photographs");
    }

    @Test
    void aFreshVolumeAndTheDirectoryAroundTheDemoAreTaken() throws Exception {
        Files.createDirectory(root.resolve("lost+found"));
        Files.createDirectory(root.resolve("demo"));

        try (var taken = take(root)) {
            assertThat(taken.of("VERSION")).exists();
        }
    }

    @Test
    void whyADirectoryCannotBeUsedIsSaidInWords() {
        assertThatExceptionOfType(CannotStart.class)
                .isThrownBy(() -> take(Path.of("/proc/bilateral")))
                .withMessageContaining("cannot be used: it cannot be made")
                .withMessageNotContaining("Exception");
    }

    @Test
    void twoDoNotRunOnTheSameData() throws Exception {
        try (var first = take(root)) {
            assertThatExceptionOfType(CannotStart.class)
                    .isThrownBy(() -> take(root))
                    .withMessageContaining("Another Bilateral");
            assertThat(first.root()).isEqualTo(root);
        }
    }

    @Test
    void aFileIsNoDirectory() throws Exception {
        var file = Files.writeString(root.resolve("file"), "", UTF_8);

        assertThatExceptionOfType(CannotStart.class).isThrownBy(() -> take(file));
    }

    @Test
    void theDemosClockTicksOnOverRestarts() throws Exception {
        Duration offset;
        try (var first = take(root)) {
            offset = first.clockOffset(STORY, NOON);
        }
        try (var tomorrow = take(root)) {
            var later = NOON.plus(Duration.ofDays(1));

            assertThat(later.plus(tomorrow.clockOffset(STORY, later))).isEqualTo(STORY.plus(Duration.ofDays(1)));
        }
        assertThat(NOON.plus(offset)).isEqualTo(STORY);
    }

    @Test
    void olderDataAreBroughtForwardStepByStepAndEachStepIsTold() throws Exception {
        Files.writeString(root.resolve("VERSION"), "1\n", UTF_8);
        Files.writeString(root.resolve("accounts"), "maria", UTF_8);

        try (var taken = DataDirectory.take(root, THREE_FORMS, told::add)) {
            assertThat(taken.of("VERSION")).content(UTF_8).isEqualTo("3\n");
            assertThat(taken.of("people")).content(UTF_8).isEqualTo("MARIA");
        }

        assertThat(told)
                .containsExactly(
                        "Bringing the data from version 1 to 2: renaming the accounts",
                        "Bringing the data from version 2 to 3: writing names large");
        try (var again = DataDirectory.take(root, THREE_FORMS, told::add)) {
            assertThat(again.of("VERSION")).content(UTF_8).isEqualTo("3\n");
        }
        assertThat(told).hasSize(2);
    }

    @Test
    void onlyTheStepsThatAreMissingAreDone() throws Exception {
        Files.writeString(root.resolve("VERSION"), "2\n", UTF_8);
        Files.writeString(root.resolve("people"), "maria", UTF_8);

        try (var taken = DataDirectory.take(root, THREE_FORMS, told::add)) {
            assertThat(taken.of("people")).content(UTF_8).isEqualTo("MARIA");
        }

        assertThat(told).containsExactly("Bringing the data from version 2 to 3: writing names large");
    }

    @Test
    void aNewDirectoryHasTheCurrentFormWithoutAnyStep() throws Exception {
        try (var taken = DataDirectory.take(root, THREE_FORMS, told::add)) {
            assertThat(taken.of("VERSION")).content(UTF_8).isEqualTo("3\n");
        }
        assertThat(told).isEmpty();
    }

    @Test
    void aStepThatFailsLeavesTheVersionBeforeItAndTheNextStartTriesItAgain() throws Exception {
        Files.writeString(root.resolve("VERSION"), "1\n", UTF_8);
        Files.writeString(root.resolve("accounts"), "maria", UTF_8);
        var broken = new DataForms(1, List.of(RENAMING, new Step("filling the disk", directory -> {
            Files.writeString(directory.resolve("half"), "done", UTF_8);
            throw new IOException("No space left on device");
        })));

        assertThatExceptionOfType(CannotStart.class)
                .isThrownBy(() -> DataDirectory.take(root, broken, told::add))
                .withMessageContaining("from version 2 to 3")
                .withMessageContaining("No space left")
                .withMessageNotContaining("\n");

        assertThat(root.resolve("VERSION")).content(UTF_8).isEqualTo("2\n");
        try (var mended = DataDirectory.take(root, THREE_FORMS, told::add)) {
            assertThat(mended.of("VERSION")).content(UTF_8).isEqualTo("3\n");
        }
        assertThat(told.stream().filter(line -> line.contains("renaming"))).hasSize(1);
    }

    @Test
    void nobodyElseGetsAtTheDataWhileTheyAreBroughtForwardAndTheVersionIsWrittenOnlyAfterwards() throws Exception {
        Files.writeString(root.resolve("VERSION"), "1\n", UTF_8);
        var looking = new DataForms(1, List.of(new Step("looking", directory -> {
            told.add("VERSION is "
                    + Files.readString(directory.resolve("VERSION"), UTF_8).strip());
            assertThatExceptionOfType(CannotStart.class)
                    .isThrownBy(() -> take(root))
                    .withMessageContaining("Another Bilateral");
        })));

        try (var taken = DataDirectory.take(root, looking, told::add)) {
            assertThat(taken.of("VERSION")).content(UTF_8).isEqualTo("2\n");
        }
        assertThat(told).containsExactly("Bringing the data from version 1 to 2: looking", "VERSION is 1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"4", "0", "-1", "", "2b", "two", "99999999999"})
    void dataOfANewerOrUnknownFormAreRefusedInOneLineAndLeftAlone(String form) throws Exception {
        Files.writeString(root.resolve("VERSION"), form, UTF_8);

        assertThatExceptionOfType(CannotStart.class)
                .isThrownBy(() -> DataDirectory.take(root, THREE_FORMS, told::add))
                .withMessageContaining("this program reads version 3")
                .withMessageContaining("nothing was changed")
                .withMessageNotContaining("\n");

        assertThat(files()).containsExactly("VERSION");
        assertThat(root.resolve("VERSION")).content(UTF_8).isEqualTo(form);
        assertThat(told).isEmpty();
    }

    private static DataDirectory take(Path directory) {
        return DataDirectory.take(directory, line -> {});
    }

    private List<String> files() throws Exception {
        try (var files = Files.list(root)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
