package eu.bilateral.standalone.endtoend.document;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import eu.bilateral.standalone.endtoend.driver.RunningBilateral;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Public linters have nothing to say against the documents that a running Bilateral gives of its API and of its events. */
class DocumentsIT {

    private static final Path LINTERS = Path.of("../linters").toAbsolutePath().normalize();

    @TempDir
    Path directory;

    @Test
    void noPublicLinterFindsFault() throws Exception {
        var linting = lint(document("openapi.json"), document("asyncapi.json"));

        assertThat(linting.status()).as(linting.said()).isZero();
        assertThat(linting.said())
                .contains("== node_modules/.bin/spectral", "== node_modules/.bin/redocly", "== node ");
    }

    /** Linters that cannot fail would find no fault either. */
    @Test
    void theyWouldSayWhatIsWrong() throws Exception {
        var api = document("openapi.json");
        var events = document("asyncapi.json");
        Files.writeString(api, Files.readString(api).replaceFirst("\"summary\":\"[^\"]*\",", ""));
        Files.writeString(
                events,
                Files.readString(events)
                        .replaceFirst(
                                "\\{\"\\$ref\":\"#/components/messages/lead-opened\"", "{\"\\$ref\":\"#/nowhere\""));

        var linting = lint(api, events);

        assertThat(linting.status()).isNotZero();
        assertThat(linting.said()).contains("operation-summary").containsPattern("invalid-ref|nowhere");
    }

    private Path document(String name) throws IOException, InterruptedException {
        var answer = RunningBilateral.demo().as("viewer").get("/api/" + name);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.headers().map()).doesNotContainKey("bilateral-incomplete");
        return Files.writeString(directory.resolve(name), answer.text());
    }

    /** How it ended and what was printed. */
    private record Linting(int status, String said) {}

    private static Linting lint(Path api, Path events) throws IOException, InterruptedException {
        assumeTrue(
                Files.isDirectory(LINTERS.resolve("node_modules")),
                "The public linters are not there; deploy/check fetches them where there is npm");
        var command = List.of(LINTERS.resolve("lint").toString(), api.toString(), events.toString());
        var linting = new ProcessBuilder(command).redirectErrorStream(true).start();
        var said = new String(linting.getInputStream().readAllBytes(), UTF_8);
        return new Linting(linting.waitFor(), said);
    }
}
