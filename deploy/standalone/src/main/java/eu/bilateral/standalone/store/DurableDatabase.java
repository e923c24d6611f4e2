package eu.bilateral.standalone.store;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.AbstractSynchronizedMongoDatabase;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.DatabaseResolver;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.oplog.Oplog;
import io.netty.channel.Channel;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.jspecify.annotations.Nullable;

/** One database: each collection is one map of the file, from id to document. */
final class DurableDatabase extends AbstractSynchronizedMongoDatabase<Object> {

    static final String MAP_PREFIX = "documents.";

    private static final String ID_INDEX = "_id_";

    private final MVStore store;
    private final Map<String, IdIndex> idIndexes = new HashMap<>();

    DurableDatabase(String name, MVStore store, CursorRegistry cursors) {
        super(name, cursors);
        this.store = store;
        initializeNamespacesAndIndexes();
    }

    @Override
    protected MongoCollection<Object> openOrCreateCollection(String name, CollectionOptions options) {
        MVMap<Object, byte[]> documents = store.openMap(
                MAP_PREFIX + getFullCollectionNamespace(name),
                new MVMap.Builder<Object, byte[]>().valueType(new BsonType()));
        var collection = new DurableCollection(this, name, options, documents, store, cursorRegistry);
        if ("_id".equals(options.getIdField())) {
            // Here and not when its description is found: a crash may have kept the collection and lost the
            // description.
            var byId = new IdIndex(ID_INDEX, List.of(new IndexKey("_id", true)), documents);
            idIndexes.put(name, byId);
            collection.addIndex(byId);
        }
        return collection;
    }

    @Override
    protected Index<Object> openOrCreateUniqueIndex(
            String collection, String name, List<IndexKey> keys, boolean sparse) {
        var byId = idIndexes.get(collection);
        return ID_INDEX.equals(name) && byId != null ? byId : new MemoryUniqueIndex(name, keys, sparse);
    }

    /** An index over one field knows who has it; one over several knows who has the same in the first two. */
    @Override
    protected Index<Object> openOrCreateSecondaryIndex(
            String collection, String name, List<IndexKey> keys, boolean sparse) {
        return keys.size() == 1 ? new PresenceIndex(name, keys.getFirst()) : new LeadingFieldsIndex(name, keys);
    }

    /** The library would read the whole collection for an aggregation before it looks at the first thing that is asked of it. */
    @Override
    public Document handleCommand(
            Channel channel, String command, Document query, DatabaseResolver databases, @Nullable Oplog oplog) {
        var request = Request.current();
        if (request != null && command.equalsIgnoreCase("aggregate") && query.get(command) instanceof String name) {
            request.narrow(getFullCollectionNamespace(name), firstMatch(query));
        }
        return super.handleCommand(channel, command, query, databases, oplog);
    }

    private static @Nullable Document firstMatch(Document aggregation) {
        return aggregation.get("pipeline") instanceof Collection<?> stages
                        && !stages.isEmpty()
                        && stages.iterator().next() instanceof Document stage
                        && stage.get("$match") instanceof Document match
                ? match
                : null;
    }

    @Override
    public void dropCollection(String name, Oplog oplog) {
        super.dropCollection(name, oplog);
        idIndexes.remove(name);
        store.removeMap(MAP_PREFIX + getFullCollectionNamespace(name));
        changed();
    }

    @Override
    public void moveCollection(MongoDatabase from, MongoCollection<?> collection, String newName) {
        throw new UnsupportedOperationException("The embedded store renames no collections");
    }

    private static void changed() {
        var request = Request.current();
        if (request != null) {
            var unused = request.changing();
        }
    }

    @Override
    protected long getFileSize() {
        var file = store.getFileStore();
        return file == null ? 0 : file.size();
    }

    @Override
    protected long getStorageSize() {
        return getFileSize();
    }
}
