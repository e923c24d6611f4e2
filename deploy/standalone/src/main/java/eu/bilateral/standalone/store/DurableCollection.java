package eu.bilateral.standalone.store;

import de.bwaldvogel.mongo.backend.AbstractSynchronizedMongoCollection;
import de.bwaldvogel.mongo.backend.ArrayFilters;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.DocumentWithPosition;
import de.bwaldvogel.mongo.backend.QueryParameters;
import de.bwaldvogel.mongo.backend.QueryResult;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.oplog.Oplog;
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
 * One collection. A stored document never changes: an update puts a changed copy in its place, so that neither a reader
 * nor the commit ever sees half of one.
 */
final class DurableCollection extends AbstractSynchronizedMongoCollection<Object> {

    private final MVMap<Object, Document> documents;
    private final MVStore store;
    private final Map<Object, Change> undurable = new ConcurrentHashMap<>();
    /** Whether what is found is about to be changed; guarded by this collection's monitor. */
    private boolean updating;

    DurableCollection(
            DurableDatabase database,
            String name,
            CollectionOptions options,
            MVMap<Object, Document> documents,
            MVStore store,
            CursorRegistry cursors) {
        super(database, name, options, cursors);
        this.documents = documents;
        this.store = store;
    }

    // ---- changes

    @Override
    protected Object addDocumentInternal(Document document) {
        Object key = getIdField() == null ? UUID.randomUUID() : IdIndex.keyOf(document.get(getIdField()));
        changing(key);
        documents.put(key, document);
        return key;
    }

    @Override
    protected void handleUpdate(Object key, Document before, Document after) {
        changing(key);
        documents.put(key, after);
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
    public synchronized Document updateDocuments(
            Document selector, Document update, ArrayFilters filters, boolean multi, boolean upsert, Oplog oplog) {
        return onCopies(() -> super.updateDocuments(selector, update, filters, multi, upsert, oplog));
    }

    @Override
    public synchronized Document findAndModify(Document query) {
        return onCopies(() -> super.findAndModify(query));
    }

    private <T> T onCopies(Supplier<T> work) {
        updating = true;
        try {
            return reading(work);
        } finally {
            updating = false;
        }
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

    /** Stages of an aggregation may change what they are given. */
    @Override
    public Stream<Document> queryAllAsStream() {
        return super.queryAllAsStream().map(Document::cloneDeeply);
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
        if (!undurable.isEmpty() && getIdField() != null) {
            var change = undurable.get(IdIndex.keyOf(document.get(getIdField())));
            var request = Request.current();
            if (change != null && request != null) {
                request.sees(change);
            }
        }
        return true;
    }

    @Override
    protected QueryResult matchDocuments(
            Document query, Document orderBy, int skip, int limit, int batchSize, Document fields) {
        return matchDocumentsFromStream(documents.values().stream(), query, orderBy, skip, limit, batchSize, fields);
    }

    @Override
    protected QueryResult createQueryResult(List<Document> matched, int batchSize) {
        return super.createQueryResult(
                updating ? matched.stream().map(Document::cloneDeeply).toList() : matched, batchSize);
    }

    @Override
    protected @Nullable Document getDocument(Object key) {
        return documents.get(key);
    }

    @Override
    protected Stream<DocumentWithPosition<Object>> streamAllDocumentsWithPosition() {
        return documents.entrySet().stream().map(entry -> new DocumentWithPosition<>(entry.getValue(), entry.getKey()));
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
