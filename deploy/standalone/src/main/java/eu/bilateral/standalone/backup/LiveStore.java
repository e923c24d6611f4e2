package eu.bilateral.standalone.backup;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.bson.BsonValue;
import org.bson.RawBsonDocument;

/** The running installation's document store, as a backup reads it: bytes as they are stored, each document whole. */
final class LiveStore implements AutoCloseable {

    private static final int AT_ONCE = 25;

    private final MongoClient client;

    LiveStore(String uri) {
        client = MongoClients.create(uri + "/?serverSelectionTimeoutMS=5000");
    }

    List<String> collections(String database) {
        return client.getDatabase(database).listCollectionNames().into(new ArrayList<>());
    }

    /**
     * Copies the documents that {@code kept} agrees to and answers how many. First the ids, then the documents by id: the
     * embedded store lays out the whole answer to a question in its memory, and must not hold all documents at once.
     */
    long copy(String database, String name, OutputStream out, Predicate<RawBsonDocument> kept) throws IOException {
        var documents = client.getDatabase(database).getCollection(name, RawBsonDocument.class);
        long copied = 0;
        var ids = new ArrayList<BsonValue>(AT_ONCE);
        try (var all = documents
                .find()
                .projection(Projections.include("_id"))
                .batchSize(10_000)
                .cursor()) {
            while (all.hasNext()) {
                ids.add(all.next().get("_id"));
                if (ids.size() == AT_ONCE || !all.hasNext()) {
                    copied += copy(documents, ids, out, kept);
                    ids.clear();
                }
            }
        }
        return copied;
    }

    private static long copy(
            MongoCollection<RawBsonDocument> documents,
            List<BsonValue> ids,
            OutputStream out,
            Predicate<RawBsonDocument> kept)
            throws IOException {
        long copied = 0;
        try (var found = documents.find(Filters.in("_id", ids)).cursor()) {
            while (found.hasNext()) {
                var document = found.next();
                if (kept.test(document)) {
                    var bson = document.getByteBuffer();
                    var bytes = new byte[bson.remaining()];
                    bson.get(bytes);
                    out.write(bytes);
                    copied++;
                }
            }
        }
        return copied;
    }

    @Override
    public void close() {
        client.close();
    }
}
