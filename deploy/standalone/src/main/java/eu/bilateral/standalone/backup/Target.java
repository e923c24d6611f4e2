package eu.bilateral.standalone.backup;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import eu.bilateral.standalone.DataDirectory;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The data directory that is to be restored: the new one is built beside it, and only when that is complete the old one
 * is moved aside and the new one into its place. Nobody can start on the old one meanwhile.
 */
final class Target implements AutoCloseable {

    /** The demo's data lie in the directory of the others and belong to another installation. */
    private static final String DEMO = "demo";

    private static final long SPARE_BYTES = 256L << 20;

    private final Path directory;
    private final Path building;
    private final Occupancy occupancy;
    private @Nullable Leftovers leftovers;
    private @Nullable Occupancy buildingLock;

    private Target(Path directory, Occupancy occupancy) {
        this.directory = directory;
        this.building = beside(directory, ".restoring");
        this.occupancy = occupancy;
    }

    /** Takes the directory, which need not be there; nothing is changed yet. */
    static Target claim(Path asked) throws IOException {
        var directory = Files.exists(asked) ? asked.toRealPath() : asked;
        if (directory.getFileName() == null) {
            throw new Refused("%s cannot be a data directory: give another with --data".formatted(directory));
        }
        refuseForeign(directory);
        if (Files.isDirectory(directory.resolve(DEMO)) && Occupancy.isRunningIn(directory.resolve(DEMO))) {
            throw new Refused("A demo runs in %s: stop it first".formatted(directory.resolve(DEMO)));
        }
        var occupancy = Occupancy.takeIfFree(directory)
                .orElseThrow(() -> new Refused(
                        "A Bilateral runs on the data in %s: stop it first; nothing was changed".formatted(directory)));
        return new Target(directory, occupancy);
    }

    private static void refuseForeign(Path directory) throws IOException {
        if (!Files.exists(directory) || Files.exists(directory.resolve(DataDirectory.VERSION))) {
            return;
        }
        if (!Files.isDirectory(directory)) {
            throw new Refused("%s is not a directory: give another with --data".formatted(directory));
        }
        if (!Directories.in(directory).stream().allMatch(directory.resolve(DEMO)::equals)) {
            throw new Refused(
                    "%s holds other things than Bilateral's data: nothing was changed; give another with --data"
                            .formatted(directory));
        }
    }

    private static Path beside(Path directory, String suffix) {
        return directory.resolveSibling(directory.getFileName() + suffix);
    }

    /** Begins the new directory, for which so many bytes are needed; removed again unless {@link #replace} succeeds. */
    Path begin(long bytes) throws IOException {
        var parent = building.toAbsolutePath().getParent();
        if (parent == null || !Files.isDirectory(parent)) {
            throw new Refused("There is no directory %s: make it first".formatted(parent));
        }
        long free = Files.getFileStore(parent).getUsableSpace();
        long needed = 2 * bytes + SPARE_BYTES;
        if (free < needed) {
            throw new Refused("The disk of %s is too full: %d MiB are free, %d are needed; nothing was changed"
                    .formatted(parent, free >> 20, needed >> 20));
        }
        if (Files.exists(building)) {
            if (Occupancy.isRunningIn(building)) {
                throw new Refused("Another restore is building %s: wait for it".formatted(building));
            }
            Directories.remove(building);
        }
        Files.createDirectory(building);
        leftovers = Leftovers.of(building);
        buildingLock = Occupancy.make(building).orElseThrow();
        return building;
    }

    /** Puts the new directory into place and answers where the old data are now, if there were any. */
    Optional<Path> replace() throws IOException {
        Path aside = null;
        if (Files.exists(directory)) {
            aside = beside(
                    directory,
                    ".before-restore-"
                            + DateTimeFormatter.ofPattern("uuuuMMdd-HHmmss")
                                    .format(LocalDateTime.now(ZoneId.systemDefault())));
            move(directory, aside);
        }
        try {
            move(building, directory);
        } catch (IOException | RuntimeException failed) {
            if (aside != null) {
                move(aside, directory);
            }
            throw failed;
        }
        if (leftovers != null) {
            leftovers.keep();
        }
        Directories.force(directory.toAbsolutePath().getParent());
        return aside == null ? Optional.empty() : withoutDemo(aside);
    }

    private Optional<Path> withoutDemo(Path aside) throws IOException {
        if (Files.exists(aside.resolve(DEMO))) {
            move(aside.resolve(DEMO), directory.resolve(DEMO));
        }
        if (Directories.in(aside).equals(List.of())) {
            Files.delete(aside);
            return Optional.empty();
        }
        return Optional.of(aside);
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, ATOMIC_MOVE);
        } catch (FileSystemException refused) {
            throw new Refused(
                    "%s cannot be moved to %s (%s): give another directory with --data"
                            .formatted(from, to, refused.getReason()),
                    refused);
        }
    }

    @Override
    public void close() throws IOException {
        try (occupancy) {
            var lock = buildingLock;
            if (lock != null) {
                lock.close();
            }
            var unfinished = leftovers;
            if (unfinished != null) {
                unfinished.close();
            }
        }
    }
}
