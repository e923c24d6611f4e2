package eu.bilateral.benchmark.chaos;

import com.mongodb.MongoException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Updates;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** One writer on a connection of its own, and what the store has acknowledged to it. */
final class Promises implements Callable<Long> {

    private static final String PAYLOAD = "x".repeat(500);

    private final String name;
    private final MongoCollection<Document> documents;
    private final Random dice;
    private final Map<String, Integer> acknowledged = new HashMap<>();
    private final List<String> ids = new ArrayList<>();
    private volatile boolean stopped;
    private volatile boolean answered;

    Promises(int number, MongoCollection<Document> documents, long seed) {
        this.name = "w" + number + "-";
        this.documents = documents;
        this.dice = new Random(seed + number);
    }

    /**
     * Inserts and updates by turns, as fast as it is answered, until it is told to stop or nobody answers; answers how many
     * were acknowledged.
     */
    @Override
    public Long call() {
        stopped = false;
        answered = false;
        long count = 0;
        try {
            while (!stopped) {
                if (ids.isEmpty() || dice.nextBoolean()) {
                    insert();
                } else {
                    update(ids.get(dice.nextInt(ids.size())));
                }
                count++;
                answered = true;
            }
        } catch (MongoException killed) {
            // What was asked last is neither promised nor refused.
            return count;
        }
        return count;
    }

    /** Whether something was acknowledged since the last start. */
    boolean isAnswered() {
        return answered;
    }

    void stop() {
        stopped = true;
    }

    private void insert() {
        var id = name + ids.size();
        // Taken also where no answer comes: the document may be there, and its name must not be used again.
        ids.add(id);
        documents.insertOne(new Document("_id", id)
                .append("version", 1)
                .append("said", said(id, 1))
                .append("payload", PAYLOAD));
        acknowledged.put(id, 1);
    }

    private void update(String id) {
        var version = acknowledged.get(id);
        if (version == null) {
            return;
        }
        var done = documents.updateOne(
                Filters.and(Filters.eq("_id", id), Filters.eq("version", version)),
                Updates.combine(Updates.set("version", version + 1), Updates.set("said", said(id, version + 1))));
        if (done.getModifiedCount() != 1) {
            throw new IllegalStateException(id + " is no longer at version " + version);
        }
        acknowledged.put(id, version + 1);
    }

    private static String said(String id, int version) {
        return id + "@" + version;
    }

    /** All documents of all writers as they are stored: id and version; one whose parts are of two versions has version 0. */
    static Map<String, Integer> stored(MongoCollection<Document> documents) {
        var stored = new HashMap<String, Integer>();
        documents
                .find()
                .projection(Projections.include("version", "said"))
                .batchSize(5_000)
                .forEach(found -> {
                    var id = found.getString("_id");
                    int version = found.getInteger("version");
                    stored.put(id, said(id, version).equals(found.getString("said")) ? version : 0);
                });
        return stored;
    }

    /** The acknowledged writes that are not there, at their version or a later one; from now on what is there counts. */
    List<String> broken(Map<String, Integer> stored) {
        var broken = new ArrayList<String>();
        for (var id : ids) {
            @Nullable Integer promised = acknowledged.get(id);
            int there = stored.getOrDefault(id, 0);
            if (promised != null && there < promised) {
                broken.add("%s was acknowledged at version %d and is at %d".formatted(id, promised, there));
            }
            if (there > 0) {
                acknowledged.put(id, there);
            } else {
                acknowledged.remove(id);
            }
        }
        return broken;
    }
}
