package eu.bilateral.standalone.store;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.AbstractMongoBackend;
import de.bwaldvogel.mongo.bson.Document;
import io.netty.channel.Channel;
import org.h2.mvstore.MVStore;

/** All databases of one file. */
final class DurableBackend extends AbstractMongoBackend {

    private final MVStore store;

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
        return super.handleCommand(channel, database, command, query);
    }

    @Override
    protected MongoDatabase openOrCreateDatabase(String name) {
        return new DurableDatabase(name, store, getCursorRegistry());
    }
}
