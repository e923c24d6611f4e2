package eu.bilateral.kernel.testing;

import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.h2.H2Backend;
import java.net.InetSocketAddress;
import java.util.UUID;

/**
 * A document store that speaks MongoDB's protocol in the test's own process and keeps everything in memory: one per JVM,
 * started when it is first asked for. Tests share it, so each takes a database of its own ({@link #freshDatabase}).
 */
public final class EmbeddedMongo {

    private EmbeddedMongo() {}

    /** Where the store listens, {@code mongodb://127.0.0.1:port}, without a database. */
    public static String address() {
        return Running.STORE.address;
    }

    /** The connection string of this database. */
    public static String uri(String database) {
        return address() + "/" + database;
    }

    /** The connection string of an empty database that no other test has. */
    public static String freshDatabase() {
        return uri("test-" + UUID.randomUUID());
    }

    private static final class Running {

        static final Running STORE = new Running();

        final String address;

        private Running() {
            var server = new MongoServer(H2Backend.inMemory());
            server.bind(new InetSocketAddress("127.0.0.1", 0));
            address = "mongodb://127.0.0.1:" + server.getLocalAddress().getPort();
        }
    }
}
