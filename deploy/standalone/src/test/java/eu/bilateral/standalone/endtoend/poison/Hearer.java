package eu.bilateral.standalone.endtoend.poison;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** A service on a topic that it hears, looked at from below: what its documents have heard and what it has parked. */
final class Hearer {

    private final String service;
    private final String topic;
    private final boolean perMeeting;
    private final MongoCollection<Document> documents;
    private final MongoCollection<Document> quarantine;

    Hearer(MongoClient store, String service, String topic, String collection) {
        this.service = service;
        this.topic = topic;
        this.perMeeting = collection.equals("meetings");
        this.documents = store.getDatabase(service).getCollection(collection);
        this.quarantine = store.getDatabase(service).getCollection("quarantine");
    }

    String service() {
        return service;
    }

    boolean hears(Story story) {
        return story.topic().equals(topic);
    }

    private String documentOf(Story story) {
        return perMeeting ? story.aggregate() : story.key();
    }

    /** The id of the event that the story's document took last; {@code null} before the first. */
    @Nullable
    String lastHeard(Story story) {
        var found = documents.find(Filters.eq("_id", documentOf(story))).first();
        return found == null ? null : found.getEmbedded(List.of("heard", story.aggregate(), "eventId"), String.class);
    }

    /** How often the story's document was written; 0 where there is none. */
    long version(Story story) {
        var found = documents.find(Filters.eq("_id", documentOf(story))).first();
        return found == null ? 0 : found.getLong("version");
    }

    /** Those of the stories of which something was heard. */
    List<Story> heard(Collection<Story> stories) {
        var there = new ArrayList<String>();
        documents
                .find(Filters.in("_id", stories.stream().map(this::documentOf).toList()))
                .forEach(found -> there.add(found.getString("_id")));
        return stories.stream()
                .filter(story -> there.contains(documentOf(story)))
                .toList();
    }

    /** An open entry of the quarantine. */
    record Parked(String id, String workspace, String kind, String code, String reason) {}

    /** The open entry of that record; {@code null} where there is none. */
    @Nullable
    Parked parked(Place place) {
        var found = quarantine
                .find(Filters.eq("_id", "%s-%d-%d".formatted(topic, place.partition(), place.offset())))
                .first();
        return found == null || !found.getBoolean("open")
                ? null
                : new Parked(
                        found.getString("_id"),
                        found.getString("workspace"),
                        found.getString("kind"),
                        found.getString("code"),
                        found.getString("reason"));
    }

    /** Where a record lies on its topic. */
    record Place(int partition, long offset) {}

    /** How many open entries there are. */
    long parked() {
        return quarantine.countDocuments(Filters.eq("open", true));
    }

    @Override
    public String toString() {
        return service + " on " + topic;
    }
}
