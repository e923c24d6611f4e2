package eu.bilateral.kernel.delivery;

import com.mongodb.MongoClientSettings;
import com.mongodb.MongoCommandException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.IndexModel;
import eu.bilateral.kernel.setting.StartRefused;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * Sees to it that each index that a service's questions need is there: makes it, or refuses to go on without it
 * ({@link StartRefused}), as {@code bilateral.ground.missing} says.
 */
public final class IndexGround {

    /** MongoDB's codes for an index of the same name or the same keys that is another one. */
    private static final Set<Integer> ANOTHER_ONE = Set.of(85, 86);

    private final boolean makes;
    private final Map<String, List<String>> seenTo = new TreeMap<>();

    /** {@code makes} those that are missing, or refuses. */
    public IndexGround(boolean makes) {
        this.makes = makes;
    }

    /** Those of a collection that is there from the beginning to the end. */
    public void need(MongoCollection<Document> documents, List<IndexModel> declared) {
        if (makes) {
            make(documents, declared);
        } else {
            check(documents, declared);
        }
    }

    /** Those of a collection that a service makes anew while it runs: together with the collection. */
    void needWhereNew(MongoCollection<Document> documents, List<IndexModel> declared) {
        if (makes || documents.listIndexes().first() == null) {
            make(documents, declared);
        } else {
            check(documents, declared);
        }
    }

    private void make(MongoCollection<Document> documents, List<IndexModel> declared) {
        if (declared.isEmpty()) {
            return;
        }
        var collection = documents.getNamespace().getCollectionName();
        try {
            seenTo.put(collection, documents.createIndexes(declared));
        } catch (MongoCommandException refused) {
            if (ANOTHER_ONE.contains(refused.getErrorCode())) {
                throw new StartRefused(
                        "an index of %s is there in another form and must be dropped first: %s"
                                .formatted(documents.getNamespace(), refused.getErrorMessage()),
                        refused);
            }
            throw refused;
        }
    }

    private static void check(MongoCollection<Document> documents, List<IndexModel> declared) {
        var there = new HashSet<BsonDocument>();
        for (var index : documents.listIndexes(BsonDocument.class)) {
            there.add(shape(index.getDocument("key"), index.containsKey("partialFilterExpression")));
        }
        var missing = declared.stream()
                .filter(index -> !there.contains(
                        shape(bson(index.getKeys()), index.getOptions().getPartialFilterExpression() != null)))
                .map(index -> {
                    var name = index.getOptions().getName();
                    return name == null ? bson(index.getKeys()).toJson() : name;
                })
                .toList();
        if (!missing.isEmpty()) {
            throw new StartRefused(
                    "the collection %s lacks the index %s: start the service once with --bilateral.prepare, which makes it"
                            .formatted(documents.getNamespace(), String.join(", ", missing)));
        }
    }

    private static BsonDocument shape(BsonDocument keys, boolean partial) {
        return new BsonDocument("keys", directions(keys)).append("partial", BsonBoolean.valueOf(partial));
    }

    /** 1, 1L and 1.0 are the same direction. */
    private static BsonDocument directions(BsonDocument keys) {
        var directions = new BsonDocument();
        keys.forEach((field, direction) -> directions.append(
                field, direction.isNumber() ? new BsonInt32(direction.asNumber().intValue()) : direction));
        return directions;
    }

    private static BsonDocument bson(Bson keys) {
        return keys.toBsonDocument(Document.class, MongoClientSettings.getDefaultCodecRegistry());
    }

    /** What was made or was there already, by collection. */
    Map<String, List<String>> seenTo() {
        return Map.copyOf(seenTo);
    }
}
