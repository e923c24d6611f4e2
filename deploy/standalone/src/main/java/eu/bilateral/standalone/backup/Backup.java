package eu.bilateral.standalone.backup;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.mongodb.MongoException;
import eu.bilateral.standalone.DataDirectory;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.bson.RawBsonDocument;

/** Behind {@code deploy/backup}: copies a running installation into one file while it goes on. */
public final class Backup {

    private final Path data;
    private final LiveBroker broker;
    private final LiveStore store;
    private final ArchiveWriter archive;
    private final Sequences sequences = new Sequences();
    private Map<TopicPartition, Long> endsBefore = Map.of();
    private long epoch = 1;
    private long leftOut;

    private Backup(Path data, LiveBroker broker, LiveStore store, ArchiveWriter archive) {
        this.data = data;
        this.broker = broker;
        this.store = store;
        this.archive = archive;
    }

    /** Arguments: the file, and where the installation's data are. */
    public static void main(String[] arguments) {
        System.setProperty("logback.configurationFile", "logback-quiet.xml");
        try {
            System.out.println(take(Request.from("backup", arguments)));
        } catch (Refused refused) {
            System.err.println(refused.getMessage());
            System.exit(1);
        }
    }

    /** Takes the backup and says in one line what is in it. */
    static String take(Request request) {
        try {
            return taken(request);
        } catch (IOException | MongoException | KafkaException | IllegalStateException failed) {
            throw Refused.because("No backup was taken, and nothing was left behind", failed);
        }
    }

    private static String taken(Request request) throws IOException {
        var data = request.data();
        if (!Files.isDirectory(data)) {
            throw new Refused("There is no data directory %s: name it by --data, or --demo".formatted(data));
        }
        if (!Occupancy.isRunningIn(data)) {
            throw new Refused(
                    "No Bilateral runs on the data in %s: start it with deploy/up, or copy the directory as it is"
                            .formatted(data));
        }
        var endpoints = endpoints(data);
        long began = System.nanoTime();
        try (var archive = ArchiveWriter.begin(request.file());
                var broker = new LiveBroker(endpoints.brokers());
                var store = new LiveStore(endpoints.mongo())) {
            var manifest = new Backup(data, broker, store, archive).copy();
            archive.finish(manifest);
            return "Backed up %s to %s: %d documents, %d events, %.1f MB, in %.1f s"
                    .formatted(
                            data,
                            request.file(),
                            manifest.documents(),
                            manifest.events(),
                            Files.size(request.file()) / 1e6,
                            (System.nanoTime() - began) / 1e9);
        }
    }

    /** Where the running one listens. */
    private record Endpoints(String brokers, String mongo) {}

    private static Endpoints endpoints(Path data) throws IOException {
        var file = data.resolve("endpoints.properties");
        var properties = new Properties();
        if (Files.exists(file)) {
            properties.load(new StringReader(Files.readString(file, UTF_8)));
        }
        var brokers = properties.getProperty("brokers");
        var mongo = properties.getProperty("mongo");
        if (brokers == null || mongo == null) {
            throw new Refused(
                    "The Bilateral on the data in %s only starts just now: try again in a moment".formatted(data));
        }
        return new Endpoints(brokers, mongo);
    }

    /** The order is what makes the copy consistent; decision 13 says why. */
    private Manifest copy() throws IOException {
        var takenAt = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        var committed = broker.committed();
        endsBefore = broker.ends();
        for (var service : Stored.values()) {
            copy(service);
        }
        copyEvents();
        copyFiles();
        return new Manifest(
                Manifest.FORMAT,
                Manifest.VERSION,
                takenAt.toString(),
                DataDirectory.FORM,
                epoch,
                archive.entries(),
                committed,
                leftOut);
    }

    private void copy(Stored service) throws IOException {
        for (var collection : service.inOrder(store.collections(service.database()))) {
            archive.add(
                    Layout.documents(service.database(), collection),
                    out -> store.copy(
                            service.database(), collection, out, document -> keeps(service, collection, document)));
        }
    }

    private boolean keeps(Stored service, String collection, RawBsonDocument document) {
        if (collection.equals(Stored.QUARANTINE)) {
            return !comesAgain(document);
        }
        if (collection.equals(Stored.DATASET)) {
            epoch = Math.max(epoch, document.getInt64("epoch").getValue());
        } else if (document.isInt64("sequence") && document.isString("_id")) {
            service.tells()
                    .ifPresent(topic -> sequences.copied(
                            topic,
                            document.getString("_id").getValue(),
                            document.getInt64("sequence").getValue()));
        }
        return true;
    }

    /**
     * Parked since the backup began: its offset was not read then, so it is heard again after a restore. And it must not be
     * kept, for its id names an offset at which another event may come to lie.
     */
    private boolean comesAgain(RawBsonDocument parked) {
        var partition = new TopicPartition(
                parked.getString("topic").getValue(),
                parked.getInt32("partition").getValue());
        return parked.getInt64("offset").getValue() >= endsBefore.getOrDefault(partition, 0L);
    }

    private void copyEvents() throws IOException {
        var ends = new HashMap<>(broker.ends());
        var partitions = ends.keySet().stream()
                .sorted(Comparator.comparing(TopicPartition::topic).thenComparing(TopicPartition::partition))
                .toList();
        for (var partition : partitions) {
            long before = endsBefore.getOrDefault(partition, 0L);
            archive.add(
                    Layout.events(partition.topic(), partition.partition()),
                    out -> broker.read(partition, ends.getOrDefault(partition, 0L), out, (received, to) -> {
                        if (received.offset() >= before && sequences.lack(received)) {
                            leftOut++;
                            return false;
                        }
                        RecordFormat.write(to, received);
                        return true;
                    }));
        }
    }

    private void copyFiles() throws IOException {
        for (var name : List.of(DataDirectory.VERSION, "clock-offset")) {
            if (Files.exists(data.resolve(name))) {
                copyFile(name);
            }
        }
        var identity = data.resolve("identity");
        if (Files.isDirectory(identity)) {
            for (var file : Directories.in(identity)) {
                var name = String.valueOf(file.getFileName());
                if (Files.isRegularFile(file) && !name.endsWith(".draft")) {
                    copyFile("identity/" + name);
                }
            }
        }
    }

    private void copyFile(String name) throws IOException {
        // Each is small, and replaced as a whole when it changes.
        var content = Files.readAllBytes(data.resolve(name));
        archive.add(Layout.directory(name), out -> {
            out.write(content);
            return 1;
        });
    }
}
