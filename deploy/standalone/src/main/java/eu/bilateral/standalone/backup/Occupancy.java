package eu.bilateral.standalone.backup;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import eu.bilateral.standalone.DataDirectory;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The lock of a data directory, which a running process holds. Held here, none can start on it. */
final class Occupancy implements AutoCloseable {

    private final @Nullable FileChannel channel;

    private Occupancy(@Nullable FileChannel channel) {
        this.channel = channel;
    }

    /** Takes the lock without leaving a trace where there is none to take; absent where somebody runs there. */
    static Optional<Occupancy> takeIfFree(Path directory) throws IOException {
        var lock = directory.resolve(DataDirectory.LOCK);
        return Files.exists(lock) ? take(lock) : Optional.of(new Occupancy(null));
    }

    /** Takes the lock of a directory that is being made. */
    static Optional<Occupancy> make(Path directory) throws IOException {
        return take(directory.resolve(DataDirectory.LOCK));
    }

    private static Optional<Occupancy> take(Path lock) throws IOException {
        var channel = FileChannel.open(lock, CREATE, WRITE);
        try {
            if (channel.tryLock() != null) {
                return Optional.of(new Occupancy(channel));
            }
        } catch (OverlappingFileLockException ours) {
            // Somebody in this very process.
        }
        channel.close();
        return Optional.empty();
    }

    static boolean isRunningIn(Path directory) throws IOException {
        var free = takeIfFree(directory);
        if (free.isPresent()) {
            free.get().close();
        }
        return free.isEmpty();
    }

    @Override
    public void close() throws IOException {
        if (channel != null) {
            channel.close();
        }
    }
}
