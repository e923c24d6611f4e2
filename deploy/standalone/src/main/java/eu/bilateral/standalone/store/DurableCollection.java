package eu.bilateral.standalone.store;

import de.bwaldvogel.mongo.backend.AbstractSynchronizedMongoCollection;
import de.bwaldvogel.mongo.backend.ArrayFilters;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.DocumentWithPosition;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.QueryParameters;
import de.bwaldvogel.mongo.backend.QueryResult;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.oplog.Oplog;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.jspecify.annotations.Nullable;

/**
 * One collection. Documents are kept as bytes that never change: an update puts others in their place, so that neither a
 * reader nor the commit ever sees half of one.
 */
final class DurableCollection extends AbstractSynchronizedMongoCollection<Object> {

    private final MVMap<Object, byte[]> documents;
    private final MVStore store;
    private final Map<Object, Change> undurable = new ConcurrentHashMap<>();

    DurableCollection(
            DurableDatabase database,
            String name,
            CollectionOptions options,
            MVMap<Object, byte[]> documents,
            MVStore store,
            CursorRegistry cursors) {
        super(database, name, options, cursors);
        this.documents = documents;
        this.store = store;
    }

    // ---- changes

    /** Whoever is told that there is one with this id already may rest on it: not before it is durable. */
    @Override
    public synchronized void addDocument(Document document) {
        seen(document);
        super.addDocument(document);
    }

    @Override
    protected Object addDocumentInternal(Document document) {
        Object key = getIdField() == null ? UUID.randomUUID() : IdIndex.keyOf(document.get(getIdField()));
        changing(key);
        documents.put(key, Bson.encode(document));
        return key;
    }

    @Override
    protected void handleUpdate(Object key, Document before, Document after) {
        changing(key);
        documents.put(key, Bson.encode(after));
    }

    @Override
    protected void removeDocument(Object key) {
        changing(key);
        documents.remove(key);
    }

    private void changing(Object key) {
        var request = Request.current();
        if (request != null) {
            var change = request.changing();
            undurable.put(key, change);
            change.afterwards(() -> undurable.remove(key, change));
        }
    }

    @Override
    public synchronized List<Document> insertDocuments(List<Document> inserted, boolean isOrdered) {
        return reading(() -> super.insertDocuments(inserted, isOrdered));
    }

    @Override
    public synchronized Document updateDocuments(
            Document selector, Document update, ArrayFilters filters, boolean multi, boolean upsert, Oplog oplog) {
        return reading(() -> super.updateDocuments(selector, update, filters, multi, upsert, oplog));
    }

    @Override
    public synchronized Document findAndModify(Document query) {
        return reading(() -> super.findAndModify(query));
    }

    @Override
    public synchronized int deleteDocuments(Document selector, int limit, Oplog oplog) {
        return reading(() -> super.deleteDocuments(selector, limit, oplog));
    }

    // ---- reading

    @Override
    public synchronized QueryResult handleQuery(QueryParameters query) {
        return reading(() -> super.handleQuery(query));
    }

    @Override
    public synchronized Document handleDistinct(Document query) {
        return reading(() -> super.handleDistinct(query));
    }

    @Override
    public synchronized int count(Document query, int skip, int limit) {
        return reading(() -> super.count(query, skip, limit));
    }

    /** Keeps the pages of the version that is read from being given away by a commit meanwhile. */
    private <T> T reading(Supplier<T> work) {
        var version = store.registerVersionUsage();
        try {
            return work.get();
        } finally {
            store.deregisterVersionUsage(version);
        }
    }

    @Override
    protected boolean documentMatchesQuery(Document document, Document query) {
        if (!super.documentMatchesQuery(document, query)) {
            return false;
        }
        seen(document);
        return true;
    }

    /** Has the answer wait for the change of that document that is not durable yet. */
    private void seen(Document document) {
        if (!undurable.isEmpty() && getIdField() != null) {
            var change = undurable.get(IdIndex.keyOf(document.get(getIdField())));
            var request = Request.current();
            if (change != null && request != null) {
                request.sees(change);
            }
        }
    }

    /** What an aggregation reads: no more than its first stage lets through. */
    @Override
    public Stream<Document> queryAllAsStream() {
        var request = Request.current();
        var needed = request == null ? new Document() : request.neededOf(getFullName());
        // In its own name: the library takes a field that is called query for the filter.
        return handleQueryAsStream(new Document("$query", needed));
    }

    /** By the ids that the filter names, by the index that leaves the fewest, or by looking at all. */
    @Override
    protected QueryResult queryDocuments(
            Document query, Document orderBy, int skip, int limit, int batchSize, Document fields) {
        if (Demand.of(query, "_id") == null) {
            var fewest = getIndexes().stream()
                    .filter(MemoryIndex.class::isInstance)
                    .map(MemoryIndex.class::cast)
                    .filter(index -> index.serves(query))
                    .map(index -> candidates(index, query))
                    .min(Comparator.comparingInt(Collection::size));
            if (fewest.isPresent() && fewest.get().size() <= documents.size() / 2) {
                return matchDocuments(query, List.copyOf(fewest.get()), orderBy, skip, limit, batchSize, fields);
            }
        }
        return super.queryDocuments(query, orderBy, skip, limit, batchSize, fields);
    }

    private Collection<Object> candidates(MemoryIndex index, Document query) {
        index.build(this::streamAllDocumentsWithPosition);
        return index.candidates(query);
    }

    /** The library would keep all that matches until it is sorted. */
    @Override
    protected QueryResult matchDocumentsFromStream(
            Document query,
            Stream<Document> all,
            int skip,
            int limit,
            int batchSize,
            @Nullable Comparator<Document> order,
            @Nullable Document fields) {
        if (order == null || limit <= 0 || skip > Integer.MAX_VALUE - limit) {
            return super.matchDocumentsFromStream(query, all, skip, limit, batchSize, order, fields);
        }
        var matching = all.filter(document -> documentMatchesQuery(document, query));
        var foremost = Foremost.of(matching, order, skip + limit);
        return super.matchDocumentsFromStream(new Document(), foremost, skip, limit, batchSize, null, fields);
    }

    // ---- indexes

    @Override
    public synchronized void addIndex(Index<Object> index) {
        super.addIndex(index);
    }

    @Override
    public synchronized void dropIndex(String name) {
        super.dropIndex(name);
    }

    // ---- documents

    @Override
    protected QueryResult matchDocuments(
            Document query, Document orderBy, int skip, int limit, int batchSize, Document fields) {
        var all = documents.values().stream().map(Bson::decode);
        return matchDocumentsFromStream(all, query, orderBy, skip, limit, batchSize, fields);
    }

    @Override
    protected @Nullable Document getDocument(Object key) {
        var bson = documents.get(key);
        return bson == null ? null : Bson.decode(bson);
    }

    @Override
    protected Stream<DocumentWithPosition<Object>> streamAllDocumentsWithPosition() {
        return documents.entrySet().stream()
                .map(entry -> new DocumentWithPosition<>(Bson.decode(entry.getValue()), entry.getKey()));
    }

    @Override
    public int count() {
        return documents.size();
    }

    @Override
    public boolean isEmpty() {
        return documents.isEmpty();
    }

    // ---- the size in bytes is nobody's question here and would be one more write each time

    @Override
    protected boolean tracksDataSize() {
        return false;
    }

    @Override
    protected void updateDataSize(int delta) {}

    @Override
    protected int getDataSize() {
        return 0;
    }
}
