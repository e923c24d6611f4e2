package eu.bilateral.standalone.store;

import com.mongodb.client.MongoClients;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.bson.Document;

/** A process of its own that writes and tells each acknowledged write on its standard output, until somebody kills it. */
final class WritesUntilKilled {

    private WritesUntilKilled() {}

    public static void main(String[] arguments) throws Exception {
        var file = Path.of(arguments[0]);
        var writers = Integer.parseInt(arguments[1]);
        var store = EmbeddedStore.open(file, failure -> System.exit(3));
        var numbers = new AtomicInteger();
        try (var client = MongoClients.create(store.uri("test"));
                var threads = Executors.newFixedThreadPool(writers)) {
            var documents = client.getDatabase("test").getCollection("written");
            for (int writer = 0; writer < writers; writer++) {
                var unused = threads.submit(() -> {
                    while (true) {
                        var id = "n" + numbers.incrementAndGet();
                        documents.insertOne(new Document("_id", id).append("version", 1));
                        documents.updateOne(
                                Filters.and(Filters.eq("_id", id), Filters.eq("version", 1)),
                                Updates.set("version", 2));
                        acknowledged(System.out, id);
                    }
                });
            }
        }
    }

    private static synchronized void acknowledged(PrintStream out, String id) {
        out.println(id);
        out.flush();
    }
}
