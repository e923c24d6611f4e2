package eu.bilateral.standalone.store;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.backend.Utils;
import de.bwaldvogel.mongo.bson.Document;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Knows which documents have a value in the one field of the index, so that who asks for the few that have one need not
 * look at all the others, as the relays do that look into the outboxes every few seconds. Lives in memory and is built from
 * the documents at each start.
 */
final class PresenceIndex extends Index<Object> {

    /** What no document without the field can meet. */
    private static final Set<String> DEMANDS = Set.of("$gt", "$gte", "$lt", "$lte");

    private final String field;
    private final Set<Object> present = new LinkedHashSet<>();

    PresenceIndex(String name, IndexKey key) {
        // Sparse, in the library's words: a document may have no entry.
        super(name, List.of(key), true);
        this.field = key.getKey();
    }

    private boolean has(Document document) {
        return switch (Utils.getSubdocumentValueCollectionAware(document, field)) {
            case null -> false;
            case Missing none -> false;
            case Collection<?> values -> values.stream().anyMatch(PresenceIndex::isPresent);
            default -> true;
        };
    }

    private static boolean isPresent(@Nullable Object value) {
        return value != null && !(value instanceof Missing);
    }

    @Override
    public boolean canHandle(Document query) {
        return demandsTheField(query)
                || query.get("$and") instanceof Collection<?> all
                        && all.stream().anyMatch(part -> part instanceof Document one && canHandle(one));
    }

    private boolean demandsTheField(Document query) {
        return query.get(field) instanceof Document condition
                && condition.entrySet().stream()
                        .anyMatch(one -> DEMANDS.contains(one.getKey()) && isPresent(one.getValue()));
    }

    @Override
    public Iterable<Object> getPositions(Document query) {
        return List.copyOf(present);
    }

    @Override
    public @Nullable Object getPosition(Document document) {
        var key = IdIndex.keyOf(document.get("_id"));
        return present.contains(key) ? key : null;
    }

    @Override
    public void checkAdd(Document document, MongoCollection<Object> collection) {}

    @Override
    public void add(Document document, Object position, MongoCollection<Object> collection) {
        if (has(document)) {
            present.add(position);
        }
    }

    @Override
    public @Nullable Object remove(Document document) {
        var position = getPosition(document);
        if (position != null) {
            present.remove(position);
        }
        return position;
    }

    @Override
    public void checkUpdate(Document before, Document after, MongoCollection<Object> collection) {}

    @Override
    public void updateInPlace(Document before, Document after, Object position, MongoCollection<Object> collection) {
        if (has(after)) {
            present.add(Objects.requireNonNull(position));
        } else {
            present.remove(position);
        }
    }

    @Override
    public long getCount() {
        return present.size();
    }

    @Override
    public long getDataSize() {
        return getCount();
    }

    @Override
    public void drop() {
        present.clear();
    }
}
