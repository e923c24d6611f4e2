package eu.bilateral.standalone.backup;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** What must not stay behind unless all went well: removed when closed, and also when the person presses Ctrl-C. */
final class Leftovers implements AutoCloseable {

    private @Nullable Path unfinished;

    private Leftovers(Path unfinished) {
        this.unfinished = unfinished;
    }

    static Leftovers of(Path unfinished) {
        var leftovers = new Leftovers(unfinished);
        Runtime.getRuntime().addShutdownHook(new Thread(leftovers::removeQuietly, "leftovers"));
        return leftovers;
    }

    /** All went well. */
    synchronized void keep() {
        unfinished = null;
    }

    private void removeQuietly() {
        try {
            close();
        } catch (IOException left) {
            // The next attempt removes it first.
        }
    }

    @Override
    public synchronized void close() throws IOException {
        var left = unfinished;
        unfinished = null;
        if (left != null) {
            Directories.remove(left);
        }
    }
}
