package eu.bilateral.standalone.backup;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import eu.bilateral.standalone.DataDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchiveTest {

    private static final String ENTRY = Layout.directory("identity/accounts.json");

    @TempDir
    Path directory;

    private Path file;
    private byte[] content;

    @BeforeEach
    void write() throws IOException {
        file = directory.resolve("backup.zip");
        content = new byte[20_000];
        new Random(4).nextBytes(content);
        write(file, Manifest.VERSION);
    }

    private void write(Path to, int version) throws IOException {
        try (var archive = ArchiveWriter.begin(to)) {
            archive.add(ENTRY, out -> {
                out.write(content, 0, 7);
                out.write(content[7]);
                out.write(content, 8, content.length - 8);
                return 1;
            });
            archive.finish(manifest(version, archive.entries(), List.of()));
        }
    }

    private static Manifest manifest(int version, List<Manifest.Entry> entries, List<Manifest.Committed> committed) {
        return new Manifest(
                Manifest.FORMAT, version, "2030-03-01T12:00:00Z", DataDirectory.FORM, 1, entries, committed, 0);
    }

    @Test
    void whatWasWrittenIsReadAgain() throws Exception {
        try (var archive = Archive.open(file);
                var in = archive.content(ENTRY)) {
            assertThat(in.readAllBytes()).isEqualTo(content);
            assertThat(archive.manifest().bytes()).isEqualTo(content.length);
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(Directories.in(directory)).containsExactly(file);
    }

    @Test
    void aFlippedBitIsSeenOrChangesNothing() throws Exception {
        var whole = Files.readAllBytes(file);
        int refused = 0;
        for (int at = 0; at < whole.length; at += 97) {
            var flipped = whole.clone();
            flipped[at] ^= 0x10;
            try (var archive = Archive.open(Files.write(directory.resolve("flipped.zip"), flipped));
                    var in = archive.content(ENTRY)) {
                assertThat(in.readAllBytes()).isEqualTo(content);
            } catch (Refused seen) {
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(150);
    }

    @Test
    void aFileThatIsCutOffIsRefusedWhereverItIsCut() throws Exception {
        var whole = Files.readAllBytes(file);
        for (int length = 0; length < whole.length; length += 331) {
            var cut = Files.write(directory.resolve("cut.zip"), Arrays.copyOf(whole, length));
            assertThatExceptionOfType(Refused.class)
                    .isThrownBy(() -> Archive.open(cut).close())
                    .withMessageContaining("nothing was changed");
        }
    }

    @Test
    void aManifestOfAnotherVersionIsRefusedInWords() throws Exception {
        var later = directory.resolve("later.zip");
        write(later, 99);

        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> Restore.bringBack(new Request(later, directory.resolve("data"))))
                .withMessageContaining("of version 99, this program reads version 1");
        assertThat(directory.resolve("data")).doesNotExist();
    }

    @Test
    void aBackupOfDataOfANewerFormIsRefusedInWords() throws Exception {
        var later = directory.resolve("later.zip");
        try (var archive = ArchiveWriter.begin(later)) {
            archive.finish(new Manifest(
                    Manifest.FORMAT, Manifest.VERSION, "2030-03-01T12:00:00Z", "99", 1, List.of(), List.of(), 0));
        }

        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> Restore.bringBack(new Request(later, directory.resolve("data"))))
                .withMessageContaining("of data of version 99, this program reads version 1");
        assertThat(directory.resolve("data")).doesNotExist();
    }

    @Test
    void aZipFileOfSomethingElseIsRefused() throws Exception {
        var photos = directory.resolve("photos.zip");
        try (var zip = new ZipOutputStream(Files.newOutputStream(photos))) {
            zip.putNextEntry(new ZipEntry("../../somewhere"));
            zip.write("else".getBytes(UTF_8));
        }

        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> Archive.open(photos).close())
                .withMessageContaining("has no manifest");
    }

    @Test
    void aPlaceBehindTheEndIsRefused() throws Exception {
        var odd = directory.resolve("odd.zip");
        try (var archive = ArchiveWriter.begin(odd)) {
            archive.finish(
                    manifest(1, List.of(), List.of(new Manifest.Committed("meeting-service", "contact-events", 0, 1))));
        }

        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> Archive.open(odd).close())
                .withMessageContaining("contradicts itself");
    }

    @Test
    void aBackupThatFailsLeavesNothingBehind() {
        var full = directory.resolve("full.zip");

        assertThatExceptionOfType(IOException.class).isThrownBy(() -> {
            try (var archive = ArchiveWriter.begin(full)) {
                archive.add(ENTRY, out -> {
                    throw new IOException("No space left on device");
                });
            }
        });

        assertThat(directory).isDirectoryNotContaining(path -> path.toString().contains("full"));
        assertThat(Refused.because("No backup was taken", new IOException("No space left on device")))
                .hasMessage("No backup was taken: the disk is full");
    }

    @Test
    void aFileThatIsThereIsNotWrittenOver() throws Exception {
        var before = Files.readAllBytes(file);

        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> write(file, 1))
                .withMessageContaining("is there already");
        assertThat(file).hasBinaryContent(before);
    }
}
