package eu.bilateral.standalone.store;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.KeyValue;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.DuplicateKeyError;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.h2.mvstore.MVMap;
import org.jspecify.annotations.Nullable;

/**
 * The index over {@code _id}: the map of the documents itself, so that the two never disagree. Unlike the library's own it
 * also serves filters that name other fields beside the id, as every guarded update does; those fields are matched on
 * what the id has found.
 */
final class IdIndex extends Index<Object> {

    private static final String ID = "_id";

    private final MVMap<Object, byte[]> documents;

    IdIndex(String name, List<IndexKey> keys, MVMap<Object, byte[]> documents) {
        super(name, keys, false);
        this.documents = documents;
    }

    /** Under which key of the map the document with this id lies: numbers of equal value are one id, as in MongoDB. */
    static Object keyOf(@Nullable Object id) {
        if (id == null) {
            return "\0null";
        }
        if (id instanceof Integer || id instanceof Short || id instanceof Byte) {
            return ((Number) id).longValue();
        }
        if (id instanceof Double || id instanceof Float) {
            double value = ((Number) id).doubleValue();
            if (value == Math.rint(value) && Math.abs(value) < 1L << 53) {
                return (long) value;
            }
        }
        return id;
    }

    @Override
    public boolean canHandle(Document query) {
        return Demand.of(query, ID) != null;
    }

    @Override
    public Iterable<Object> getPositions(Document query) {
        var ids = Demand.of(query, ID);
        if (ids == null) {
            throw new IllegalArgumentException("The filter names no ids");
        }
        Set<Object> found = new LinkedHashSet<>();
        for (var id : ids) {
            var key = keyOf(id);
            if (documents.containsKey(key)) {
                found.add(key);
            }
        }
        return found;
    }

    @Override
    public @Nullable Object getPosition(Document document) {
        var key = keyOf(document.get(ID));
        return documents.containsKey(key) ? key : null;
    }

    @Override
    public void checkAdd(Document document, MongoCollection<Object> collection) {
        if (documents.containsKey(keyOf(document.get(ID)))) {
            throw new DuplicateKeyError(this, collection, getKeys(), new KeyValue(document.get(ID)));
        }
    }

    /** Nothing to do: the document lies in the map already. */
    @Override
    public void add(Document document, Object position, MongoCollection<Object> collection) {}

    /** Leaves the removal to the collection, which removes from the same map. */
    @Override
    public @Nullable Object remove(Document document) {
        return getPosition(document);
    }

    @Override
    public void checkUpdate(Document before, Document after, MongoCollection<Object> collection) {}

    @Override
    public void updateInPlace(Document before, Document after, Object position, MongoCollection<Object> collection) {}

    /** Never "empty": there is nothing to build. */
    @Override
    public boolean isEmpty() {
        return false;
    }

    @Override
    public long getCount() {
        return documents.sizeAsLong();
    }

    @Override
    public long getDataSize() {
        return getCount();
    }

    @Override
    public boolean isUnique() {
        return true;
    }

    @Override
    public void drop() {}
}
