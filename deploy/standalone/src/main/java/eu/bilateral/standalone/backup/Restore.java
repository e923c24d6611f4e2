package eu.bilateral.standalone.backup;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import com.mongodb.MongoException;
import eu.bilateral.standalone.DataForms;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Set;
import org.apache.kafka.common.KafkaException;

/** Behind {@code deploy/restore}: makes a data directory anew from a backup, and only then puts it in place of the old one. */
public final class Restore {

    private final Archive archive;
    private final Path directory;

    private Restore(Archive archive, Path directory) {
        this.archive = archive;
        this.directory = directory;
    }

    /** Arguments: the file, and where the installation's data are to be. */
    public static void main(String[] arguments) {
        System.setProperty("logback.configurationFile", "logback-quiet.xml");
        try {
            System.out.println(bringBack(Request.from("restore", arguments)));
            // The embedded parts may leave threads behind that wait for nothing.
            System.exit(0);
        } catch (Refused refused) {
            System.err.println(refused.getMessage());
            System.exit(1);
        }
    }

    /** Restores and says in one line what is there now. */
    static String bringBack(Request request) {
        try {
            return broughtBack(request);
        } catch (IOException | MongoException | KafkaException | IllegalStateException failed) {
            throw Refused.because("Nothing was restored, and the data are as they were", failed);
        }
    }

    private static String broughtBack(Request request) throws IOException {
        try (var target = Target.claim(request.data());
                var archive = Archive.open(request.file())) {
            var manifest = archive.manifest();
            // An older one is restored as it is; the next start brings it forward, as it does any data of that form.
            if (!DataForms.OURS.canRead(manifest.dataForm())) {
                throw new Refused(
                        "%s is of data of version %s, this program reads version %s: restore it with the program that wrote it"
                                .formatted(request.file(), manifest.dataForm(), DataForms.OURS.current()));
            }
            var directory = target.begin(manifest.bytes());
            new Restore(archive, directory).build();
            var before = target.replace();
            return "Restored the backup of %s to %s: %d documents, %d events; %s"
                    .formatted(
                            manifest.takenAt(),
                            request.data(),
                            manifest.documents(),
                            manifest.events(),
                            before.map(old -> "what was there before is in " + old)
                                    .orElse("nothing was there before"));
        }
    }

    private void build() throws IOException {
        for (var entry : archive.manifest().entries()) {
            var file = Layout.file(entry.name());
            if (file.isPresent()) {
                write(file.get(), entry.name());
            }
        }
        fillStore();
        fillBroker();
    }

    private void write(String file, String entry) throws IOException {
        var path = directory.resolve(file);
        Files.createDirectories(path.getParent());
        var posix = path.getFileSystem().supportedFileAttributeViews().contains("posix");
        var ownerOnly = posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
        try (var in = archive.content(entry);
                var channel = FileChannel.open(path, Set.of(CREATE_NEW, WRITE), ownerOnly)) {
            in.transferTo(Channels.newOutputStream(channel));
            channel.force(true);
        }
    }

    private void fillStore() throws IOException {
        long epoch = epoch(archive.manifest().epoch(), Instant.now());
        try (var store = new NewStore(directory.resolve("store"))) {
            for (var entry : archive.manifest().entries()) {
                var collection = Layout.collection(entry.name());
                if (collection.isPresent()) {
                    try (var in = archive.content(entry.name())) {
                        store.fill(collection.get(), in);
                    }
                }
            }
            for (var service : Stored.values()) {
                store.beginEpoch(service.database(), epoch);
            }
        }
    }

    /**
     * Higher than any that was: not just one more than the backup's, which restoring the same backup twice would give to two
     * different lives, but the second in which this one begins.
     */
    static long epoch(long before, Instant now) {
        return Math.max(before + 1, now.getEpochSecond());
    }

    private void fillBroker() throws IOException {
        try (var broker = new NewBroker(directory.resolve("broker"))) {
            for (var entry : archive.manifest().entries()) {
                var partition = Layout.partition(entry.name());
                if (partition.isPresent()) {
                    try (var in = archive.content(entry.name())) {
                        broker.fill(partition.get(), in);
                    }
                }
            }
            broker.commit(archive.manifest().committed());
        }
    }
}
