package eu.bilateral.standalone.backup;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one does to whole directories. */
final class Directories {

    private Directories() {}

    /** Removes the file or the directory with all that is in it, without following links; fine where there is none. */
    static void remove(Path path) throws IOException {
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        List<Path> all;
        try (var within = Files.walk(path)) {
            all = within.sorted(Comparator.reverseOrder()).toList();
        }
        for (var one : all) {
            Files.deleteIfExists(one);
        }
    }

    /** Has a moved or new name survive a power cut, on systems that can promise it. */
    static void force(@Nullable Path directory) {
        if (directory == null) {
            return;
        }
        try (var names = FileChannel.open(directory, StandardOpenOption.READ)) {
            names.force(true);
        } catch (IOException cannot) {
            // Not every file system opens directories; then it does without.
        }
    }

    static List<Path> in(Path directory) throws IOException {
        try (var files = Files.list(directory)) {
            return files.sorted().toList();
        }
    }
}
