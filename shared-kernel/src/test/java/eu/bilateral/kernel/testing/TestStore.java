package eu.bilateral.kernel.testing;

import java.util.UUID;

/**
 * A document store that speaks MongoDB's protocol for the tests of one JVM: started when it is first asked for, in the test's
 * own process or as MongoDB in a container ({@link AlsoOnRealParts}). Tests share it, so each takes a database of its own
 * ({@link #freshDatabase}).
 */
public final class TestStore {

    private TestStore() {}

    /** Where the store listens, {@code mongodb://host:port}, without a database. */
    public static String address() {
        return Parts.chosen() == Parts.EMBEDDED ? EmbeddedMongo.address() : ContainerParts.storeAddress();
    }

    /** The connection string of this database. */
    public static String uri(String database) {
        return address() + "/" + database;
    }

    /** The connection string of an empty database that no other test has. */
    public static String freshDatabase() {
        return uri("test-" + UUID.randomUUID());
    }
}
