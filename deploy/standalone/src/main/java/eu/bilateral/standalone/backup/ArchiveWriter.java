package eu.bilateral.standalone.backup;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes a backup entry by entry into FILE.part, which only its owner may read, and moves it into place when it is whole.
 * Closed before, it leaves nothing behind.
 */
final class ArchiveWriter implements AutoCloseable {

    private final Path file;
    private final Path part;
    private final FileChannel channel;
    private final Leftovers leftovers;
    private final ZipOutputStream zip;
    private final List<Manifest.Entry> entries = new ArrayList<>();

    private ArchiveWriter(Path file, Path part, FileChannel channel) {
        this.file = file;
        this.part = part;
        this.channel = channel;
        this.leftovers = Leftovers.of(part);
        this.zip = new ZipOutputStream(new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16));
        zip.setLevel(Deflater.BEST_SPEED);
    }

    /** Begins the file; {@link Refused} where there is one of that name, or another backup is writing it. */
    static ArchiveWriter begin(Path file) throws IOException {
        if (Files.exists(file)) {
            throw new Refused("%s is there already, and nothing was changed: give another name".formatted(file));
        }
        var directory = file.getParent();
        if (directory == null || !Files.isDirectory(directory)) {
            throw new Refused("There is no directory %s: make it first".formatted(directory));
        }
        var part = directory.resolve(file.getFileName() + ".part");
        var channel = open(part);
        try {
            if (channel.tryLock() != null) {
                return new ArchiveWriter(file, part, channel.truncate(0));
            }
        } catch (OverlappingFileLockException ours) {
            // Told below: the same, within one process.
        }
        channel.close();
        throw new Refused("Another backup is writing %s: wait for it".formatted(part));
    }

    private static FileChannel open(Path part) throws IOException {
        if (!part.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return FileChannel.open(part, CREATE, WRITE);
        }
        var ownerOnly = PosixFilePermissions.fromString("rw-------");
        var channel = FileChannel.open(part, Set.of(CREATE, WRITE), PosixFilePermissions.asFileAttribute(ownerOnly));
        // One that a killed backup left may have had others.
        Files.setPosixFilePermissions(part, ownerOnly);
        return channel;
    }

    /** Writes the content of an entry and answers how many items it wrote. */
    @FunctionalInterface
    interface Content {
        long writeTo(OutputStream out) throws IOException;
    }

    void add(String name, Content content) throws IOException {
        if (!Layout.knows(name)) {
            throw new Refused("%s has a name that a backup does not know".formatted(name));
        }
        zip.putNextEntry(new ZipEntry(name));
        var counting = new Counting(zip);
        long items = content.writeTo(counting);
        zip.closeEntry();
        entries.add(new Manifest.Entry(name, items, counting.bytes, counting.sha256()));
    }

    List<Manifest.Entry> entries() {
        return List.copyOf(entries);
    }

    /** Ends it: from now on the file is there, whole, also after a power cut. */
    void finish(Manifest manifest) throws IOException {
        zip.putNextEntry(new ZipEntry(Manifest.NAME));
        zip.write(manifest.toJson());
        zip.closeEntry();
        zip.finish();
        zip.flush();
        channel.force(true);
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        leftovers.keep();
        Directories.force(file.toAbsolutePath().getParent());
    }

    @Override
    public void close() throws IOException {
        try (leftovers) {
            channel.close();
        }
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java platform has SHA-256", impossible);
        }
    }

    /** Passes on what it counts and digests; closing it closes nothing. */
    private static final class Counting extends FilterOutputStream {

        private final MessageDigest digest = ArchiveWriter.sha256();
        private long bytes;

        Counting(OutputStream out) {
            super(out);
        }

        @Override
        public void write(int one) throws IOException {
            out.write(one);
            digest.update((byte) one);
            bytes++;
        }

        @Override
        public void write(byte[] some, int from, int length) throws IOException {
            out.write(some, from, length);
            digest.update(some, from, length);
            bytes += length;
        }

        @Override
        public void close() {}

        String sha256() {
            return HexFormat.of().formatHex(digest.digest());
        }
    }
}
