package eu.bilateral.benchmark.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BrokenBuildTest {

    private static final String PLAIN = "class Plain {\n    static int answer() {\n        return 42;\n    }\n}\n";

    @TempDir
    Path root;

    @Test
    void aVariantIsTheSourceWithItsReplacements() throws Exception {
        write("Plain.java", PLAIN);
        variant("<<<<\n        return 42;\n====\n        return 41;\n>>>>\n");

        var classes = BrokenBuild.compile(root, "wrong", List.of(root), root.resolve("out"));

        assertThat(classes.resolve("Plain.class")).exists();
        assertThat(root.resolve("out/sources/Plain.java")).content().contains("return 41;");
    }

    @Test
    void aVariantWhoseTextIsGoneFailsInsteadOfTestingNothing() throws Exception {
        write("Plain.java", PLAIN);
        variant("<<<<\n        return 43;\n====\n        return 41;\n>>>>\n");

        assertThatIOException()
                .isThrownBy(() -> BrokenBuild.compile(root, "wrong", List.of(root), root.resolve("out")))
                .withMessageContaining("out of date")
                .withMessageContaining("return 43;");
    }

    @Test
    void anUnknownVariantIsToldWithThoseThatThereAre() throws Exception {
        variant("");

        assertThatIOException()
                .isThrownBy(() -> BrokenBuild.compile(root, "worse", List.of(root), root.resolve("out")))
                .withMessageContaining("[wrong]");
    }

    /** None goes stale in silence: a refactoring that moves what a variant replaces fails here, not in the next long run. */
    @ParameterizedTest
    @MethodSource("shippedVariants")
    void everyVariantFitsTheSourcesOfToday(String name) throws Exception {
        var project = Path.of("../..").toAbsolutePath().normalize();

        var classes = BrokenBuild.compile(project, name, classPath(project), root.resolve("out"));

        try (var compiled = Files.walk(classes)) {
            assertThat(compiled.filter(file -> file.toString().endsWith(".class")))
                    .isNotEmpty();
        }
    }

    static List<String> shippedVariants() throws Exception {
        return BrokenBuild.names(Path.of("../..").toAbsolutePath().normalize());
    }

    private static List<Path> classPath(Path project) throws Exception {
        var built = List.of(
                project.resolve("shared-kernel/target/classes"),
                project.resolve("services/meeting-service/target/classes"),
                project.resolve("services/follow-up-service/target/classes"),
                project.resolve("services/dashboard-service/target/classes"),
                project.resolve("deploy/standalone/target/classes"));
        try (var libraries = Files.list(project.resolve("deploy/standalone/target/lib"))) {
            return Stream.concat(built.stream(), libraries).toList();
        }
    }

    private void variant(String replacements) throws Exception {
        write("deploy/benchmark/src/broken/wrong.txt", "It is wrong.\n\nfile Plain.java\n" + replacements);
    }

    private void write(String name, String text) throws Exception {
        var file = root.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
