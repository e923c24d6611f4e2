package eu.bilateral.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Set;

/**
 * The directory that holds all data of one installation: marked with the version of its form, and locked, so that neither
 * another version nor a second process writes into it. Whatever is wrong with it is said before anything is changed.
 */
public final class DataDirectory implements AutoCloseable {

    /** The form of what lies in it; grows when an older program could not read it any more. */
    public static final String FORM = "1";

    /** The file in it that a running process holds locked. */
    public static final String LOCK = "lock";

    /** The file in it that says of which form it is. */
    public static final String VERSION = "VERSION";

    private static final long NEEDED_BYTES = 256L << 20;
    /** What this program keeps there; without a version beside it, another program does. */
    private static final Set<String> OURS = Set.of("broker", "store", "identity");

    private final Path root;
    private final FileChannel lock;

    private DataDirectory(Path root, FileChannel lock) {
        this.root = root;
        this.lock = lock;
    }

    /** Takes the directory, made where it is not there; a {@link CannotStart} when it cannot serve. */
    static DataDirectory take(Path asked) {
        var root = asked.toAbsolutePath().normalize();
        try {
            refuseForeign(root);
            Files.createDirectories(root);
            refuseFull(root);
            var lock = lock(root);
            var version = root.resolve(VERSION);
            if (!Files.exists(version)) {
                Files.writeString(version, FORM + "\n", UTF_8);
            }
            return new DataDirectory(root, lock);
        } catch (IOException unusable) {
            throw new CannotStart("The data directory %s cannot be used: %s".formatted(root, unusable), unusable);
        }
    }

    private static void refuseForeign(Path root) throws IOException {
        if (!Files.exists(root)) {
            return;
        }
        if (!Files.isDirectory(root)) {
            throw new CannotStart("%s is not a directory: give another with --data".formatted(root));
        }
        var version = root.resolve(VERSION);
        if (Files.exists(version)) {
            var form = Files.readString(version, UTF_8).strip();
            if (!form.equals(FORM)) {
                throw new CannotStart(
                        "The data in %s are of version %s, this program reads version %s: nothing was changed; use the program that wrote them, or another --data"
                                .formatted(root, form.isEmpty() ? "unknown" : form, FORM));
            }
            return;
        }
        try (var files = Files.list(root)) {
            if (files.anyMatch(file -> OURS.contains(file.getFileName().toString()))) {
                throw new CannotStart(
                        "The data in %s are of an unknown version, this program reads version %s: nothing was changed; give another directory with --data"
                                .formatted(root, FORM));
            }
        }
    }

    private static void refuseFull(Path root) throws IOException {
        long free = Files.getFileStore(root).getUsableSpace();
        if (free < NEEDED_BYTES) {
            throw new CannotStart("The disk of %s is full: %d MiB are free, %d are needed"
                    .formatted(root, free >> 20, NEEDED_BYTES >> 20));
        }
    }

    private static FileChannel lock(Path root) throws IOException {
        var channel = FileChannel.open(root.resolve(LOCK), CREATE, WRITE);
        try {
            if (channel.tryLock() != null) {
                return channel;
            }
        } catch (OverlappingFileLockException ours) {
            // Told below: the same, within one process.
        }
        channel.close();
        throw new CannotStart(
                "Another Bilateral runs on the data in %s: stop it, or give another --data".formatted(root));
    }

    /** Where this part keeps its own. */
    Path of(String part) {
        return root.resolve(part);
    }

    Path root() {
        return root;
    }

    /**
     * By how much the domain's clock is off: chosen at the first start, so that the clock shows {@code first} then, and kept,
     * so that it ticks on over restarts.
     */
    Duration clockOffset(Instant first, Instant now) {
        var file = root.resolve("clock-offset");
        try {
            if (!Files.exists(file)) {
                Files.writeString(file, Duration.between(now, first) + "\n", UTF_8);
            }
            return Duration.parse(Files.readString(file, UTF_8).strip());
        } catch (IOException | DateTimeParseException unreadable) {
            throw new CannotStart("%s cannot be read: %s".formatted(file, unreadable.getMessage()), unreadable);
        }
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }
}
