package eu.bilateral.standalone.store;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.backend.DocumentWithPosition;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.bson.Document;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An index in memory. It is built when somebody first asks for what it knows, by the pass over all documents that this
 * question would have cost without it, and kept up from then on: opening a store reads no document, and no index that nobody asks is
 * ever built. The collection asks it, and sees to it that nothing else happens meanwhile.
 */
abstract class MemoryIndex extends Index<Object> {

    private boolean built;

    MemoryIndex(String name, List<IndexKey> keys) {
        // Sparse, in the library's words: a document may have no entry.
        super(name, keys, true);
    }

    /** Whether it knows which documents can match that filter. */
    abstract boolean serves(Document filter);

    /** The keys of all documents that can match a filter that it serves, and of others perhaps; not to be kept. */
    abstract Collection<Object> candidates(Document filter);

    abstract void put(Document document, Object key);

    abstract void take(Document document, Object key);

    abstract void clear();

    /** Builds it from all documents where that has not happened. */
    final void build(Supplier<Stream<DocumentWithPosition<Object>>> all) {
        if (!built) {
            all.get().forEach(one -> put(one.getDocument(), one.getPosition()));
            built = true;
        }
    }

    // ---- what the library tells it

    @Override
    public final void add(Document document, Object key, MongoCollection<Object> collection) {
        if (built) {
            put(document, key);
        }
    }

    @Override
    public final @Nullable Object remove(Document document) {
        if (built) {
            take(document, IdIndex.keyOf(document.get("_id")));
        }
        return null;
    }

    @Override
    public final void updateInPlace(Document before, Document after, Object key, MongoCollection<Object> collection) {
        if (built) {
            take(before, key);
            put(after, key);
        }
    }

    @Override
    public final void drop() {
        clear();
        built = false;
    }

    @Override
    public final void checkAdd(Document document, MongoCollection<Object> collection) {}

    @Override
    public final void checkUpdate(Document before, Document after, MongoCollection<Object> collection) {}

    // ---- what the library asks; it is to leave everything to the collection

    /** Never: the library would read all documents for it, twice. */
    @Override
    public final boolean isEmpty() {
        return false;
    }

    @Override
    public final boolean canHandle(Document filter) {
        return false;
    }

    @Override
    public final Iterable<Object> getPositions(Document filter) {
        return List.copyOf(candidates(filter));
    }

    /** The index over the ids knows it. */
    @Override
    public final @Nullable Object getPosition(Document document) {
        return null;
    }

    @Override
    public final long getDataSize() {
        return getCount();
    }
}
