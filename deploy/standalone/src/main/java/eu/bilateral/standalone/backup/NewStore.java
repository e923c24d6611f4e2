package eu.bilateral.standalone.backup;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import eu.bilateral.standalone.store.EmbeddedStore;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.bson.RawBsonDocument;
import org.jspecify.annotations.Nullable;

/** The document store that a restore fills. */
final class NewStore implements AutoCloseable {

    private static final int BATCH_DOCUMENTS = 200;
    private static final int BATCH_BYTES = 2 << 20;
    private static final int SMALLEST = 5;
    private static final int LARGEST = 48 << 20;

    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private final EmbeddedStore store;
    private final MongoClient client;

    NewStore(Path directory) throws IOException {
        Files.createDirectories(directory);
        store = EmbeddedStore.open(directory.resolve("documents"), failure::set);
        client = MongoClients.create("mongodb://127.0.0.1:%d/?serverSelectionTimeoutMS=5000".formatted(store.port()));
    }

    /** Writes the documents as they were. */
    void fill(Layout.Collection collection, InputStream bson) throws IOException {
        var documents =
                client.getDatabase(collection.database()).getCollection(collection.name(), RawBsonDocument.class);
        var batch = new ArrayList<RawBsonDocument>();
        int bytes = 0;
        for (var document = next(bson); document != null; document = next(bson)) {
            batch.add(new RawBsonDocument(document));
            bytes += document.length;
            if (batch.size() == BATCH_DOCUMENTS || bytes >= BATCH_BYTES) {
                var unused = documents.insertMany(batch);
                batch.clear();
                bytes = 0;
            }
        }
        if (!batch.isEmpty()) {
            var unused = documents.insertMany(batch);
        }
        refuseFailed();
    }

    private static byte @Nullable [] next(InputStream bson) throws IOException {
        var head = bson.readNBytes(Integer.BYTES);
        if (head.length == 0) {
            return null;
        }
        int length = head.length < Integer.BYTES
                ? 0
                : ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN).getInt();
        if (length < SMALLEST || length > LARGEST) {
            throw new EOFException("This is no document");
        }
        var document = new byte[length];
        System.arraycopy(head, 0, document, 0, head.length);
        if (bson.readNBytes(document, Integer.BYTES, length - Integer.BYTES) < length - Integer.BYTES) {
            throw new EOFException("A document ends too early");
        }
        return document;
    }

    /** What that service tells from now on outranks all that the lost life told. */
    void beginEpoch(String database, long epoch) {
        var unused = client.getDatabase(database)
                .getCollection(Stored.DATASET)
                .updateOne(
                        Filters.eq("_id", Stored.DATASET),
                        Updates.set("epoch", epoch),
                        new UpdateOptions().upsert(true));
    }

    private void refuseFailed() throws IOException {
        var failed = failure.get();
        if (failed != null) {
            throw new IOException(failed);
        }
    }

    @Override
    public void close() throws IOException {
        client.close();
        try {
            store.close();
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", hurried);
        }
        refuseFailed();
    }
}
