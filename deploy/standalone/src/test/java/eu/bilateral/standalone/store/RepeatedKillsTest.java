package eu.bilateral.standalone.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.MongoException;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import eu.bilateral.standalone.FreePort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The store's own process on one file, killed again and again while it is written to; {@code deploy/bench store} in short. */
class RepeatedKillsTest {

    private static final int KILLS = 3;
    private static final int WRITERS = 8;
    private static final int ENOUGH = 400;

    @TempDir
    Path directory;

    private final Map<String, Integer> acknowledged = new ConcurrentHashMap<>();

    @Test
    void whatWasAcknowledgedIsThereAfterEachOfThreeKills() throws Exception {
        int port = FreePort.find();
        for (int kill = 1; kill <= KILLS; kill++) {
            var store = start(port);
            try (var client = MongoClients.create("mongodb://127.0.0.1:" + port);
                    var writers = Executors.newFixedThreadPool(WRITERS)) {
                var documents = client.getDatabase("test").getCollection("written");
                assertThat(stored(documents)).satisfies(this::keepsEveryPromise);
                int before = acknowledged.size();
                for (int writer = 0; writer < WRITERS; writer++) {
                    var name = kill + "-" + writer + "-";
                    var unused = writers.submit(() -> writeUntilKilled(documents, name));
                }
                while (acknowledged.size() < before + ENOUGH && store.isAlive()) {
                    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
                }
                store.destroyForcibly();
                assertThat(store.waitFor(10, TimeUnit.SECONDS)).isTrue();
            }
        }

        var store = start(port);
        try (var client = MongoClients.create("mongodb://127.0.0.1:" + port)) {
            assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(KILLS * ENOUGH);
            assertThat(stored(client.getDatabase("test").getCollection("written")))
                    .satisfies(this::keepsEveryPromise);
        } finally {
            store.destroyForcibly();
        }
    }

    private void keepsEveryPromise(Map<String, Integer> stored) {
        assertThat(acknowledged)
                .allSatisfy((id, version) ->
                        assertThat(stored.getOrDefault(id, 0)).as(id).isGreaterThanOrEqualTo(version));
    }

    private void writeUntilKilled(MongoCollection<Document> documents, String name) {
        try {
            for (int i = 0; true; i++) {
                var id = name + i;
                documents.insertOne(new Document("_id", id).append("version", 1));
                acknowledged.put(id, 1);
                documents.updateOne(Filters.eq("_id", id), Updates.set("version", 2));
                acknowledged.put(id, 2);
            }
        } catch (MongoException killed) {
            // What was asked last is neither promised nor refused.
            return;
        }
    }

    private static Map<String, Integer> stored(MongoCollection<Document> documents) {
        var stored = new HashMap<String, Integer>();
        documents.find().forEach(found -> stored.put(found.getString("_id"), found.getInteger("version")));
        return stored;
    }

    private Process start(int port) throws IOException {
        var started = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-Xmx128m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        StoreProcess.class.getName(),
                        directory.resolve("documents").toString(),
                        Integer.toString(port))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        while (started.isAlive() && !isOpen(port)) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
        return started;
    }

    private static boolean isOpen(int port) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 200);
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }
}
