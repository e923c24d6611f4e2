package eu.bilateral.standalone.store;

import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.Utils;
import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Knows which documents agree in the first two fields of an index: the workspace and one thing more, such as the partnership
 * that an entry of the timeline is about. What an index has behind these is only there to sort by, which is done
 * on the few that are found. It goes by texts and truth values; a filter for any other it does not serve.
 */
final class LeadingFieldsIndex extends MemoryIndex {

    private final String first;
    private final String second;
    private final Map<Pair, Set<Object>> keys = new HashMap<>();

    private record Pair(Object first, Object second) {}

    LeadingFieldsIndex(String name, List<IndexKey> fields) {
        super(name, fields);
        this.first = fields.get(0).getKey();
        this.second = fields.get(1).getKey();
    }

    @Override
    boolean serves(Document filter) {
        return isServed(Demand.of(filter, first)) && isServed(Demand.of(filter, second));
    }

    private static boolean isServed(@Nullable Collection<?> demanded) {
        return demanded != null && demanded.stream().allMatch(LeadingFieldsIndex::isKnown);
    }

    private static boolean isKnown(@Nullable Object value) {
        return value instanceof String || value instanceof Boolean;
    }

    @Override
    Collection<Object> candidates(Document filter) {
        var pairs = pairs(demanded(filter, first), demanded(filter, second));
        if (pairs.size() == 1) {
            return keys.getOrDefault(pairs.getFirst(), Set.of());
        }
        Set<Object> found = new LinkedHashSet<>();
        for (var pair : pairs) {
            found.addAll(keys.getOrDefault(pair, Set.of()));
        }
        return found;
    }

    private static Collection<?> demanded(Document filter, String field) {
        var values = Demand.of(filter, field);
        if (values == null) {
            throw new IllegalArgumentException("The filter leaves %s open".formatted(field));
        }
        return values;
    }

    private List<Pair> pairs(Document document) {
        return pairs(values(document, first), values(document, second));
    }

    private static List<Pair> pairs(Collection<?> firsts, Collection<?> seconds) {
        var pairs = new ArrayList<Pair>(firsts.size() * seconds.size());
        for (var one : firsts) {
            for (var other : seconds) {
                pairs.add(new Pair(one, other));
            }
        }
        return pairs;
    }

    /** A document with a list in the field is found by each of its entries. */
    private static Collection<?> values(Document document, String field) {
        var value = Utils.getSubdocumentValueCollectionAware(document, field);
        if (value instanceof Collection<?> many) {
            return many.stream().filter(LeadingFieldsIndex::isKnown).distinct().toList();
        }
        return isKnown(value) ? List.of(value) : List.of();
    }

    @Override
    void put(Document document, Object key) {
        for (var pair : pairs(document)) {
            keys.computeIfAbsent(pair, none -> new LinkedHashSet<>()).add(key);
        }
    }

    @Override
    void take(Document document, Object key) {
        for (var pair : pairs(document)) {
            keys.computeIfPresent(pair, (same, there) -> {
                there.remove(key);
                return there.isEmpty() ? null : there;
            });
        }
    }

    @Override
    void clear() {
        keys.clear();
    }

    @Override
    public long getCount() {
        return keys.values().stream().mapToLong(Set::size).sum();
    }
}
