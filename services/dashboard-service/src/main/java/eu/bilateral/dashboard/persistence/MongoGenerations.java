package eu.bilateral.dashboard.persistence;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.CountOptions;
import com.mongodb.client.model.UpdateOptions;
import eu.bilateral.dashboard.projection.Generations;
import java.time.Instant;
import java.util.Date;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The note about generations, one document; each change is guarded by what it was read as. */
@Component
class MongoGenerations implements Generations {

    private static final String ID = "read-models";
    /** Marks the few questions that concern all workspaces at once. */
    private static final String SYSTEM = "system";

    private final MongoCollection<Document> notes;
    private final MongoCollection<Document> quarantine;

    MongoGenerations(MongoDatabase database) {
        this.notes = database.getCollection("read-models");
        this.quarantine = database.getCollection("quarantine");
    }

    @Override
    public Plan plan() {
        var note = notes.find(new Document("_id", ID)).comment(SYSTEM).first();
        if (note == null) {
            return new Plan(1, null, null, null, null, null, null);
        }
        return new Plan(
                note.getInteger("serving", 1),
                note.getInteger("building"),
                instant(note, "startedAt"),
                note.getInteger("old"),
                later(instant(note, "switchedAt"), instant(note, "abandonedAt")),
                instant(note, "switchedAt"),
                note.getString("lastFailure"));
    }

    private static @Nullable Instant instant(Document note, String field) {
        Date kept = note.getDate(field);
        return kept == null ? null : kept.toInstant();
    }

    private static @Nullable Instant later(@Nullable Instant one, @Nullable Instant other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.isBefore(other) ? other : one;
    }

    @Override
    public boolean begin(Instant now) {
        notes.updateOne(
                new Document("_id", ID),
                new Document("$setOnInsert", new Document("serving", 1).append("latest", 1)),
                new UpdateOptions().upsert(true).comment(SYSTEM));
        var note = notes.find(new Document("_id", ID)).comment(SYSTEM).first();
        if (note == null || note.getInteger("building") != null || note.getInteger("old") != null) {
            return false;
        }
        // A number is never used twice: a consumer group of the same name would go on where the old one stopped.
        int latest = note.getInteger("latest", 1);
        var begun = notes.updateOne(
                new Document("_id", ID)
                        .append("latest", latest)
                        .append("building", null)
                        .append("old", null),
                new Document(
                                "$set",
                                new Document("building", latest + 1)
                                        .append("latest", latest + 1)
                                        .append("startedAt", Date.from(now)))
                        .append("$unset", new Document("lastFailure", "")),
                new UpdateOptions().comment(SYSTEM));
        return begun.getMatchedCount() == 1;
    }

    @Override
    public boolean switchTo(int generation, Instant now) {
        var note = plan();
        var switched = notes.updateOne(
                new Document("_id", ID).append("building", generation).append("serving", note.serving()),
                new Document(
                                "$set",
                                new Document("serving", generation)
                                        .append("old", note.serving())
                                        .append("switchedAt", Date.from(now)))
                        .append("$unset", new Document("building", "")),
                new UpdateOptions().comment(SYSTEM));
        return switched.getMatchedCount() == 1;
    }

    @Override
    public void abandon(int generation, String why, Instant now) {
        notes.updateOne(
                new Document("_id", ID).append("building", generation),
                new Document(
                                "$set",
                                new Document("lastFailure", why)
                                        .append("old", generation)
                                        .append("abandonedAt", Date.from(now)))
                        .append("$unset", new Document("building", "")),
                new UpdateOptions().comment(SYSTEM));
    }

    @Override
    public void forget(int old) {
        notes.updateOne(
                new Document("_id", ID).append("old", old),
                new Document("$unset", new Document("old", "")),
                new UpdateOptions().comment(SYSTEM));
    }

    @Override
    public boolean somethingWaits() {
        return quarantine.countDocuments(
                        new Document("open", true), new CountOptions().limit(1).comment(SYSTEM))
                > 0;
    }
}
