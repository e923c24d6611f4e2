package eu.bilateral.standalone.store;

import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.backend.Utils;
import de.bwaldvogel.mongo.bson.Document;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Knows which documents have a value in the one field of the index, so that who asks for the few that have one need not
 * look at all the others, as the relays do that look into the outboxes every few seconds.
 */
final class PresenceIndex extends MemoryIndex {

    /** What no document without the field can meet. */
    private static final Set<String> DEMANDS = Set.of("$gt", "$gte", "$lt", "$lte");

    private final String field;
    private final Set<Object> present = new LinkedHashSet<>();

    PresenceIndex(String name, IndexKey key) {
        super(name, List.of(key));
        this.field = key.getKey();
    }

    @Override
    boolean serves(Document filter) {
        return demandsTheField(filter)
                || filter.get("$and") instanceof Collection<?> all
                        && all.stream().anyMatch(part -> part instanceof Document one && serves(one));
    }

    private boolean demandsTheField(Document filter) {
        return filter.get(field) instanceof Document condition
                && condition.entrySet().stream()
                        .anyMatch(one -> DEMANDS.contains(one.getKey()) && isPresent(one.getValue()));
    }

    private static boolean isPresent(@Nullable Object value) {
        return value != null && !(value instanceof Missing);
    }

    @Override
    Collection<Object> candidates(Document filter) {
        return present;
    }

    @Override
    void put(Document document, Object key) {
        if (has(document)) {
            present.add(key);
        }
    }

    private boolean has(Document document) {
        return switch (Utils.getSubdocumentValueCollectionAware(document, field)) {
            case null -> false;
            case Missing none -> false;
            case Collection<?> values -> values.stream().anyMatch(PresenceIndex::isPresent);
            default -> true;
        };
    }

    @Override
    void take(Document document, Object key) {
        present.remove(key);
    }

    @Override
    void clear() {
        present.clear();
    }

    @Override
    public long getCount() {
        return present.size();
    }
}
