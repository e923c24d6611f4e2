package eu.bilateral.standalone.store;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.AbstractMongoBackend;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import io.netty.channel.Channel;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;

/** All databases of one file. */
final class DurableBackend extends AbstractMongoBackend {

    /** As many as MongoDB gives first where nobody says how many. The library would give all, more than an answer may hold. */
    private static final int AT_ONCE = 101;

    private static final String BATCH_SIZE = "batchSize";
    /** Of MongoDB's error codes. */
    private static final int SHUTTING_DOWN = 91;

    private final MVStore store;
    private final Map<String, MongoDatabase> opened = new ConcurrentHashMap<>();

    DurableBackend(MVStore store) {
        this.store = store;
        store.getMapNames().stream()
                .filter(map -> map.startsWith(DurableDatabase.MAP_PREFIX))
                .map(map -> map.substring(DurableDatabase.MAP_PREFIX.length()))
                .map(namespace -> namespace.substring(0, namespace.indexOf('.')))
                .distinct()
                .forEach(this::resolveDatabase);
    }

    /** Answers the greeting of today too; the library knows only the one before. */
    @Override
    public Document handleCommand(Channel channel, String database, String command, Document query) {
        if (command.equals("hello")) {
            return super.handleCommand(channel, database, "ismaster", query).append("isWritablePrimary", true);
        }
        try {
            return super.handleCommand(channel, database, command, inParts(command, query));
        } catch (MVStoreException failed) {
            if (store.isClosed()) {
                // It could not write and is about to end; a driver takes this for a server that is away, and not for a
                // no.
                throw new MongoServerError(SHUTTING_DOWN, "ShutdownInProgress", "The document store is closed", failed);
            }
            throw failed;
        }
    }

    /** An aggregation is always answered at once: ours count and group, so what they find is small. */
    private static Document inParts(String command, Document query) {
        boolean isCut = command.equals("find") || command.equals("getMore");
        return isCut && !query.containsKey(BATCH_SIZE) ? query.clone().append(BATCH_SIZE, AT_ONCE) : query;
    }

    /**
     * Each once: one that is opened anew knows nothing yet in its indexes, which are built by reading all documents, and
     * the library asks for every one of them again wherever it lists them, which each readiness probe of a service does.
     */
    @Override
    protected MongoDatabase openOrCreateDatabase(String name) {
        return opened.computeIfAbsent(name, unknown -> new DurableDatabase(unknown, store, getCursorRegistry()));
    }

    @Override
    public void dropDatabase(String name) {
        opened.remove(name);
        super.dropDatabase(name);
    }
}
