package eu.bilateral.standalone.store;

import de.bwaldvogel.mongo.bson.BsonRegularExpression;
import de.bwaldvogel.mongo.bson.Document;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a filter demands of one field, alone or among others that must hold too. */
final class Demand {

    private Demand() {}

    /** The values beside which no document can match; absent where the filter leaves them open. */
    static @Nullable Collection<?> of(Document filter, String field) {
        if (filter.containsKey(field)) {
            var values = namedBy(filter.get(field));
            if (values != null) {
                return values;
            }
        }
        if (filter.get("$and") instanceof Collection<?> all) {
            for (var one : all) {
                if (one instanceof Document part) {
                    var values = of(part, field);
                    if (values != null) {
                        return values;
                    }
                }
            }
        }
        return null;
    }

    private static @Nullable Collection<?> namedBy(@Nullable Object condition) {
        return switch (condition) {
            case null -> null;
            case BsonRegularExpression pattern -> null;
            case Document operators when isPlain(operators) -> List.of(operators);
            case Document operators
            when operators.get("$eq") != null && !(operators.get("$eq") instanceof BsonRegularExpression) ->
                List.of(operators.get("$eq"));
            case Document operators
            when operators.get("$in") instanceof Collection<?> values
                    && values.stream().noneMatch(value -> value == null || value instanceof BsonRegularExpression) ->
                values;
            case Document operators -> null;
            default -> List.of(condition);
        };
    }

    private static boolean isPlain(Document value) {
        return value.keySet().stream().noneMatch(key -> key.startsWith("$"));
    }
}
