package eu.bilateral.standalone.store;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.AbstractSynchronizedMongoDatabase;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.DatabaseResolver;
import de.bwaldvogel.mongo.backend.DocumentComparator;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.aggregation.Aggregation;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.oplog.Oplog;
import io.netty.channel.Channel;
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
            var stages = Aggregation.parse(query.get("pipeline"));
            request.narrow(getFullCollectionNamespace(name), firstMatch(stages));
            var cut = Cut.in(stages);
            var collection = resolveCollection(name, false);
            if (cut != null && collection != null) {
                Aggregation.fromPipeline(stages, databases, this, collection, oplog)
                        .validate(query);
                return foremost(cut, stages, collection, databases, oplog);
            }
        }
        return super.handleCommand(channel, command, query, databases, oplog);
    }

    private static @Nullable Document firstMatch(List<Document> stages) {
        return !stages.isEmpty() && stages.getFirst().get("$match") instanceof Document match ? match : null;
    }

    /** A stage that sorts, and the next one lets no more than a number through. */
    private record Cut(int sort, Document order, int limit) {

        static @Nullable Cut in(List<Document> stages) {
            for (int stage = 0; stage + 1 < stages.size(); stage++) {
                if (stages.get(stage).get("$sort") instanceof Document order
                        && stages.get(stage + 1).get("$limit") instanceof Number limit
                        && limit.longValue() > 0
                        && limit.longValue() <= Integer.MAX_VALUE) {
                    return new Cut(stage, order, limit.intValue());
                }
            }
            return null;
        }
    }

    /** What the library would sort whole is left to {@link Foremost}. */
    private Document foremost(
            Cut cut,
            List<Document> stages,
            MongoCollection<Object> collection,
            DatabaseResolver databases,
            @Nullable Oplog oplog) {
        var before = Aggregation.fromPipeline(stages.subList(0, cut.sort()), databases, this, collection, oplog);
        var after = Aggregation.fromPipeline(
                stages.subList(cut.sort() + 2, stages.size()), databases, this, collection, oplog);
        var order = new DocumentComparator(cut.order());
        var found = Foremost.of(before.runStagesAsStream(collection.queryAllAsStream()), order, cut.limit());
        var cursor = new Document("id", 0L)
                .append("ns", getFullCollectionNamespace(collection.getCollectionName()))
                .append("firstBatch", after.runStages(found));
        return new Document("cursor", cursor).append("ok", 1.0);
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
