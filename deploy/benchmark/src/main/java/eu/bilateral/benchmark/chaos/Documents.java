package eu.bilateral.benchmark.chaos;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.bson.Document;

/** What the services keep in the store, read past them. */
final class Documents implements AutoCloseable {

    private final MongoClient client;

    Documents(String uri) {
        client = MongoClients.create(MongoClientSettings.builder()
                .applyConnectionString(new ConnectionString(uri))
                .applyToClusterSettings(cluster -> cluster.serverSelectionTimeout(20, TimeUnit.SECONDS))
                .applyToSocketSettings(socket -> socket.readTimeout(60, TimeUnit.SECONDS))
                .build());
    }

    private MongoDatabase database(Service service) {
        return client.getDatabase(service.wireName());
    }

    /** All documents of the collection, by id. */
    Map<String, Document> all(Service service, String collection) {
        var found = new HashMap<String, Document>();
        database(service)
                .getCollection(collection)
                .find()
                .forEach(document -> found.put(document.getString("_id"), document));
        return found;
    }

    /** Those collections of the service whose documents tell events. */
    List<String> telling(Service service) {
        return switch (service) {
            case CONTACT -> List.of("organisations", "people");
            case MEETING -> List.of("meetings", "missions");
            case FOLLOW_UP -> List.of("partnerships");
            case DASHBOARD -> List.of();
        };
    }

    /** How many documents have something in their outbox. */
    long waiting() {
        long waiting = 0;
        for (var service : Service.values()) {
            for (var collection : telling(service)) {
                waiting += database(service)
                        .getCollection(collection)
                        .countDocuments(new Document("pending.0", new Document("$exists", true))
                                .append("pending.sequence", new Document("$gte", 1L)));
            }
        }
        return waiting;
    }

    /** What is open in the quarantine of the service. */
    List<Document> quarantine(Service service) {
        return database(service)
                .getCollection("quarantine")
                .find(new Document("open", true))
                .into(new ArrayList<>());
    }

    /** The name of the collection that serves as that read model. */
    String serving(String kind) {
        var note = database(Service.DASHBOARD)
                .getCollection("read-models")
                .find(new Document("_id", "read-models"))
                .first();
        int serving = note == null ? 1 : note.getInteger("serving", 1);
        return serving == 1 ? kind : kind + "-g" + serving;
    }

    @Override
    public void close() {
        client.close();
    }
}
