package eu.bilateral.benchmark.chaos;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.bson.Document;

/** The embedded store as a process of its own on one file, to be killed and started again. */
final class KilledStore implements AutoCloseable {

    /** Beside the other broken builds, which are of services. */
    private static final String CARELESS = "../store/acknowledged-before-commit";

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path directory;
    private final int port;
    private final Child process;
    private final MongoClient client;

    private KilledStore(Path directory, int port, List<String> command) {
        this.directory = directory;
        this.port = port;
        this.process = new Child("store", command, directory.resolve("store.log"), this::isOpen);
        this.client = MongoClients.create(MongoClientSettings.builder()
                .applyConnectionString(new ConnectionString("mongodb://127.0.0.1:" + port))
                .writeConcern(WriteConcern.MAJORITY.withJournal(true))
                .retryWrites(false)
                .applyToClusterSettings(cluster -> cluster.serverSelectionTimeout(10, TimeUnit.SECONDS))
                .build());
    }

    /** One on an empty directory: the shipped one, or the one that acknowledges before it commits. */
    static KilledStore start(Path root, boolean committing) throws IOException, InterruptedException {
        var directory = Files.createTempDirectory("bilateral-store");
        int port;
        try (var probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = probe.getLocalPort();
        }
        var command = new ArrayList<>(new Programs(root, Map.of(), true)
                .store(directory.resolve("documents"), port, directory.resolve("logs")));
        if (!committing) {
            int classPath = command.indexOf("-cp") + 1;
            var classes = BrokenBuild.compile(root, CARELESS, classPath(root), directory.resolve("careless"));
            command.set(classPath, classes + File.pathSeparator + command.get(classPath));
        }
        var store = new KilledStore(directory, port, command);
        store.startAgain();
        return store;
    }

    private static List<Path> classPath(Path root) throws IOException {
        var built = root.resolve("deploy/standalone/target");
        try (var libraries = Files.list(built.resolve("lib"))) {
            return Stream.concat(Stream.of(built.resolve("classes")), libraries.sorted())
                    .toList();
        }
    }

    MongoCollection<Document> documents() {
        return client.getDatabase("kills").getCollection("written");
    }

    void kill() throws InterruptedException {
        process.kill();
    }

    /** Starts it on what it has left; it takes connections on return. */
    void startAgain() throws IOException, InterruptedException {
        process.start();
        process.awaitReady(PATIENCE);
    }

    long fileSize() throws IOException {
        return Files.size(directory.resolve("documents"));
    }

    private boolean isOpen() {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 200);
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    @Override
    public void close() throws IOException, InterruptedException {
        client.close();
        process.kill();
        Programs.deleteTree(directory);
    }
}
