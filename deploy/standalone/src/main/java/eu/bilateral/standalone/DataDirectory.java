package eu.bilateral.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The directory that holds all data of one installation: marked with the version of its form, and locked, so that neither
 * another version nor a second process writes into it. Data of an older form are brought forward before anything opens
 * them; data of a newer one are refused. Whatever is wrong is said before anything is changed.
 */
public final class DataDirectory implements AutoCloseable {

    /** The form of what lies in it; grows when an older program could not read it any more. */
    public static final String FORM = DataForms.OURS.current();

    /** The file in it that a running process holds locked. */
    public static final String LOCK = "lock";

    /** The file in it that says of which form it is. */
    public static final String VERSION = "VERSION";

    private static final long NEEDED_BYTES = 256L << 20;
    /** What this program keeps there; without a version beside it, another program does. */
    private static final Set<String> OURS = Set.of("broker", "store", "identity");

    /** Left by a start that was cut short, made with a volume, or the demo's own directory inside the default one. */
    private static final Set<String> HARMLESS = Set.of(LOCK, "logs", "lost+found", "demo");

    private final Path root;
    private final FileChannel lock;

    private DataDirectory(Path root, FileChannel lock) {
        this.root = root;
        this.lock = lock;
    }

    /**
     * Takes the directory, made where it is not there, and brings its data to the current form, of which {@code progress}
     * is told a line for each step; a {@link CannotStart} when it cannot serve.
     */
    static DataDirectory take(Path asked, Consumer<String> progress) {
        return take(asked, DataForms.OURS, progress);
    }

    static DataDirectory take(Path asked, DataForms forms, Consumer<String> progress) {
        var root = asked.toAbsolutePath().normalize();
        try {
            refuseForeign(root, forms);
            Files.createDirectories(root);
            refuseFull(root);
            var lock = lock(root);
            try {
                bringForward(root, forms, progress);
                return new DataDirectory(root, lock);
            } catch (IOException | RuntimeException failed) {
                lock.close();
                throw failed;
            }
        } catch (IOException unusable) {
            throw new CannotStart(
                    "The data directory %s cannot be used: %s. Choose another one with --data DIR."
                            .formatted(root, why(unusable)),
                    unusable);
        }
    }

    /** The exceptions of the file system often say no more than which file it was about. */
    private static String why(IOException unusable) {
        return switch (unusable) {
            case NoSuchFileException missing -> "it cannot be made";
            case AccessDeniedException denied -> "reading or writing %s is not allowed".formatted(denied.getFile());
            case FileAlreadyExistsException file -> "%s is no directory".formatted(file.getFile());
            default -> String.valueOf(unusable.getMessage());
        };
    }

    private static void bringForward(Path root, DataForms forms, Consumer<String> progress) throws IOException {
        if (!Files.exists(root.resolve(VERSION))) {
            mark(root, forms.current());
            return;
        }
        // Once more, now that nobody else can change it.
        refuseForeign(root, forms);
        var form = form(root);
        for (var step : forms.from(form)) {
            var next = DataForms.next(form);
            progress.accept("Bringing the data from version %s to %s: %s".formatted(form, next, step.what()));
            try {
                step.change().in(root);
            } catch (IOException | RuntimeException failed) {
                throw new CannotStart(
                        "The data in %s could not be brought from version %s to %s (%s): the next start tries it again"
                                .formatted(root, form, next, failed),
                        failed);
            }
            mark(root, next);
            form = next;
        }
    }

    private static String form(Path root) throws IOException {
        return Files.readString(root.resolve(VERSION), UTF_8).strip();
    }

    /** Says of which form the data are: whole or not at all, also where the power goes. */
    private static void mark(Path root, String form) throws IOException {
        var written = root.resolve(VERSION + ".new");
        try (var file = FileChannel.open(written, CREATE, WRITE, TRUNCATE_EXISTING)) {
            var bytes = ByteBuffer.wrap((form + "\n").getBytes(UTF_8));
            while (bytes.hasRemaining()) {
                int unused = file.write(bytes);
            }
            file.force(true);
        }
        Files.move(written, root.resolve(VERSION), ATOMIC_MOVE);
        try (var names = FileChannel.open(root, READ)) {
            names.force(true);
        } catch (IOException cannot) {
            // Not every file system opens directories; then it does without.
        }
    }

    private static void refuseForeign(Path root, DataForms forms) throws IOException {
        if (!Files.exists(root)) {
            return;
        }
        if (!Files.isDirectory(root)) {
            throw new CannotStart("%s is not a directory: give another with --data".formatted(root));
        }
        var version = root.resolve(VERSION);
        if (Files.exists(version)) {
            var form = form(root);
            if (!forms.canRead(form)) {
                throw new CannotStart(
                        "The data in %s are of version %s, this program reads version %s: nothing was changed; use the program that wrote them, or another --data"
                                .formatted(root, form.isEmpty() ? "unknown" : form, forms.current()));
            }
            return;
        }
        List<String> there;
        try (var files = Files.list(root)) {
            there = files.map(file -> file.getFileName().toString()).sorted().toList();
        }
        if (there.stream().anyMatch(OURS::contains)) {
            throw new CannotStart(
                    "The data in %s are of an unknown version, this program reads version %s: nothing was changed; give another directory with --data"
                            .formatted(root, forms.current()));
        }
        there.stream().filter(DataDirectory::isForeign).findFirst().ifPresent(file -> {
            throw new CannotStart(
                    "%s holds other files (%s among them) and no data of Bilateral: nothing was changed; give an empty directory with --data"
                            .formatted(root, file));
        });
    }

    private static boolean isForeign(String file) {
        return !file.startsWith(".") && !HARMLESS.contains(file);
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
