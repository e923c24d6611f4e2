package eu.bilateral.standalone.backup;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** A backup to restore from. Opening it reads the whole of it and refuses one that is not exactly what was written. */
final class Archive implements AutoCloseable {

    private static final int MANIFEST_LIMIT = 16 << 20;

    private final Path file;
    private final ZipFile zip;
    private final Manifest manifest;

    private Archive(Path file, ZipFile zip, Manifest manifest) {
        this.file = file;
        this.zip = zip;
        this.manifest = manifest;
    }

    static Archive open(Path file) throws IOException {
        if (!Files.exists(file)) {
            throw new Refused("There is no file %s".formatted(file));
        }
        if (!Files.isRegularFile(file)) {
            throw new Refused("%s is not a file".formatted(file));
        }
        if (!Files.isReadable(file)) {
            throw new Refused("%s must not be read by you: ask its owner".formatted(file));
        }
        var zip = zip(file);
        try {
            var archive = new Archive(file, zip, manifest(file, zip));
            archive.verify();
            return archive;
        } catch (IOException | RuntimeException broken) {
            zip.close();
            throw broken;
        }
    }

    private static ZipFile zip(Path file) throws IOException {
        try {
            return new ZipFile(file.toFile());
        } catch (ZipException unreadable) {
            try (var in = Files.newInputStream(file)) {
                var begins = in.readNBytes(2);
                if (begins.length == 2 && begins[0] == 'P' && begins[1] == 'K') {
                    throw new Refused(
                            "%s is cut off or broken: nothing was changed; copy it again, or take another backup"
                                    .formatted(file),
                            unreadable);
                }
            }
            throw new Refused("%s is no backup of Bilateral: nothing was changed".formatted(file), unreadable);
        }
    }

    private static Manifest manifest(Path file, ZipFile zip) throws IOException {
        var entry = zip.getEntry(Manifest.NAME);
        if (entry == null) {
            throw new Refused(
                    "%s is no backup of Bilateral, for it has no manifest: nothing was changed".formatted(file));
        }
        try (var in = zip.getInputStream(entry)) {
            return Manifest.from(in.readNBytes(MANIFEST_LIMIT), file.toString());
        } catch (ZipException unreadable) {
            throw broken(file, Manifest.NAME, unreadable);
        }
    }

    private static Refused broken(Path file, String entry, Exception why) {
        return new Refused(
                "The entry %s of %s is broken: nothing was changed; copy the file again, or take another backup"
                        .formatted(entry, file),
                why);
    }

    private void verify() throws IOException {
        var unlisted = new HashSet<String>();
        zip.stream().map(ZipEntry::getName).forEach(unlisted::add);
        unlisted.remove(Manifest.NAME);
        for (var listed : manifest.entries()) {
            if (!Layout.knows(listed.name())) {
                throw new Refused(
                        "%s has an entry of an unknown kind, %s: nothing was changed".formatted(file, listed.name()));
            }
            verify(listed);
            unlisted.remove(listed.name());
        }
        if (!unlisted.isEmpty()) {
            throw new Refused("%s has entries that its manifest does not know, such as %s: nothing was changed"
                    .formatted(file, unlisted.iterator().next()));
        }
        verifyPlaces();
    }

    private void verify(Manifest.Entry listed) throws IOException {
        var digest = ArchiveWriter.sha256();
        long bytes;
        try (var in = new DigestInputStream(content(listed.name()), digest)) {
            bytes = in.transferTo(OutputStream.nullOutputStream());
        } catch (ZipException | EOFException unreadable) {
            throw broken(file, listed.name(), unreadable);
        }
        if (bytes != listed.bytes()
                || !HexFormat.of().formatHex(digest.digest()).equals(listed.sha256())) {
            throw broken(file, listed.name(), new ZipException("Its checksum is another"));
        }
    }

    /** Nobody has read further than there are events. */
    private void verifyPlaces() {
        var ends = new HashMap<Layout.Partition, Long>();
        for (var entry : manifest.entries()) {
            Layout.partition(entry.name()).ifPresent(partition -> ends.put(partition, entry.items()));
        }
        for (var committed : manifest.committed()) {
            var end = ends.getOrDefault(new Layout.Partition(committed.topic(), committed.partition()), 0L);
            if (committed.offset() > end) {
                throw new Refused(
                        "%s contradicts itself: %s has read further than there are events; nothing was changed"
                                .formatted(file, committed.group()));
            }
        }
    }

    Manifest manifest() {
        return manifest;
    }

    InputStream content(String name) throws IOException {
        var entry = zip.getEntry(name);
        if (entry == null) {
            throw new Refused("%s lacks its entry %s: nothing was changed".formatted(file, name));
        }
        return new BufferedInputStream(zip.getInputStream(entry), 1 << 16);
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
