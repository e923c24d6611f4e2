package eu.bilateral.dashboard.persistence;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.CountOptions;
import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import eu.bilateral.dashboard.webhook.WebhookDeliveries;
import eu.bilateral.dashboard.webhook.WebhookDelivery;
import eu.bilateral.dashboard.webhook.WebhookDelivery.Attempt;
import eu.bilateral.dashboard.webhook.WebhookDelivery.Outcome;
import eu.bilateral.dashboard.webhook.WebhookDelivery.Status;
import eu.bilateral.dashboard.webhook.WebhookId;
import eu.bilateral.kernel.command.Page;
import eu.bilateral.kernel.delivery.IndexGround;
import eu.bilateral.kernel.id.EventId;
import eu.bilateral.kernel.id.WorkspaceId;
import eu.bilateral.kernel.web.Cursor;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Deliveries as documents; a place in the order of its webhook belongs to one delivery, so pages are cut by it. */
@Component
class MongoWebhookDeliveries implements WebhookDeliveries {

    static final String COLLECTION = "webhook-deliveries";
    static final List<IndexModel> INDEXES = List.of(
            new IndexModel(Indexes.ascending("workspace", "webhook", "status", "place")),
            new IndexModel(Indexes.ascending("workspace", "webhook", "place")),
            new IndexModel(Indexes.ascending("workspace", "webhook", "at")),
            // Of the embedded store, which would look at all that was ever delivered: only what waits has a next time.
            new IndexModel(Indexes.ascending("nextAt"), new IndexOptions().sparse(true)));
    private static final Date EVER = new Date(0);

    private static final Cursor CURSOR = new Cursor("webhook-deliveries", 1);

    private final MongoCollection<Document> documents;

    MongoWebhookDeliveries(MongoDatabase database, IndexGround ground) {
        this.documents = database.getCollection(COLLECTION);
        ground.need(documents, INDEXES);
    }

    private static Document within(WorkspaceId workspace, WebhookId webhook) {
        return new Document("workspace", workspace.value()).append("webhook", webhook.toString());
    }

    @Override
    public Set<String> known(WorkspaceId workspace, Collection<String> ids) {
        var found = new HashSet<String>();
        documents
                .find(new Document("_id", new Document("$in", List.copyOf(ids))).append("workspace", workspace.value()))
                .projection(new Document("_id", 1))
                .forEach(stored -> found.add(stored.getString("_id")));
        return found;
    }

    @Override
    public void add(List<WebhookDelivery> made) {
        // One by one: a bulk that stops half-way at one that is there already would have to be taken apart.
        for (var one : made) {
            try {
                documents.insertOne(stored(one));
            } catch (MongoWriteException failed) {
                if (failed.getError().getCategory() != ErrorCategory.DUPLICATE_KEY) {
                    throw failed;
                }
            }
        }
    }

    @Override
    public Optional<WebhookDelivery> find(WorkspaceId workspace, WebhookId webhook, String id) {
        return Optional.ofNullable(documents
                        .find(within(workspace, webhook).append("_id", id))
                        .first())
                .map(MongoWebhookDeliveries::delivery);
    }

    @Override
    public List<Waiting> waiting(WorkspaceId workspace, WebhookId webhook, int limit) {
        var found = new ArrayList<Waiting>();
        documents
                .find(waiting(workspace, webhook))
                .projection(new Document("lane", 1)
                        .append("place", 1)
                        .append("nextAt", 1)
                        .append("type", 1))
                .sort(new Document("place", 1))
                .limit(limit)
                .forEach(stored -> found.add(new Waiting(
                        stored.getString("_id"),
                        stored.getString("lane"),
                        stored.getLong("place"),
                        stored.getDate("nextAt").toInstant(),
                        stored.getString("type").equals(WebhookDelivery.TEST))));
        return List.copyOf(found);
    }

    @Override
    public int waitingSince(WorkspaceId workspace, WebhookId webhook, Instant since, int limit) {
        var made = waiting(workspace, webhook).append("madeAt", new Document("$gt", Date.from(since)));
        return (int) documents.countDocuments(made, new CountOptions().limit(limit));
    }

    @Override
    public boolean update(WebhookDelivery next) {
        var guard = within(next.workspace(), next.webhook())
                .append("_id", next.id())
                .append("version", next.version() - 1);
        var set = changing(next);
        var update = new Document("$set", set);
        if (next.nextAt() == null) {
            update.append("$unset", new Document("nextAt", ""));
        }
        return documents.updateOne(guard, update).getMatchedCount() == 1;
    }

    @Override
    public void hasten(WebhookDelivery delivery, UUID by, Instant now) {
        var waiting = waiting(delivery.workspace(), delivery.webhook());
        // Without another version, or an attempt that is on its way could not be noted.
        documents.updateOne(
                new Document(waiting).append("_id", delivery.id()),
                new Document("$set", new Document("replayedBy", by.toString())));
        makeDue(waiting.append("lane", delivery.lane()), now);
    }

    @Override
    public void hasten(WorkspaceId workspace, WebhookId webhook, Instant now) {
        makeDue(waiting(workspace, webhook), now);
    }

    private static Document waiting(WorkspaceId workspace, WebhookId webhook) {
        return within(workspace, webhook)
                .append("status", Status.WAITING.name())
                .append("nextAt", new Document("$gte", EVER));
    }

    /** Only the first of a lane has a time that is to come: what is behind it was never tried. */
    private void makeDue(Document waiting, Instant now) {
        documents.updateMany(
                waiting.append("nextAt", new Document("$gt", Date.from(now))),
                new Document("$set", new Document("nextAt", Date.from(now)).append("attempts", 0))
                        .append("$inc", new Document("version", 1L)));
    }

    @Override
    public Page<WebhookDelivery> page(
            WorkspaceId workspace, WebhookId webhook, @Nullable Status status, int limit, @Nullable String cursor) {
        var filter = within(workspace, webhook);
        if (status != null) {
            filter.append("status", status.name());
        }
        if (cursor != null) {
            filter.append("place", new Document("$lt", place(cursor)));
        }
        var found = new ArrayList<WebhookDelivery>();
        documents
                .find(filter)
                .sort(new Document("place", -1))
                .limit(limit + 1)
                .forEach(stored -> found.add(delivery(stored)));
        return Page.of(found, limit, last -> CURSOR.after(Long.toString(last.place())));
    }

    private static long place(String cursor) {
        return CURSOR.read(cursor, key -> Long.parseLong(key.getFirst()));
    }

    @Override
    public void forget(WorkspaceId workspace, WebhookId webhook, @Nullable Instant before) {
        var filter = within(workspace, webhook);
        if (before != null) {
            filter.append("at", new Document("$lt", Date.from(before)));
        }
        documents.deleteMany(filter);
    }

    // ---- their stored form

    private static Document stored(WebhookDelivery delivery) {
        var stored = within(delivery.workspace(), delivery.webhook())
                .append("_id", delivery.id())
                .append("eventId", delivery.eventId().toString())
                .append("type", delivery.type())
                .append("key", delivery.key())
                .append("at", Date.from(delivery.at()))
                .append("madeAt", Date.from(delivery.madeAt()))
                .append("body", delivery.body());
        if (delivery.trace() != null) {
            stored.append("trace", delivery.trace());
        }
        stored.putAll(changing(delivery));
        return stored;
    }

    private static Document changing(WebhookDelivery delivery) {
        var changing = new Document("lane", delivery.lane())
                .append("place", delivery.place())
                .append("status", delivery.status().name())
                .append("attempts", delivery.attempts())
                .append(
                        "log",
                        delivery.log().stream()
                                .map(MongoWebhookDeliveries::stored)
                                .toList())
                .append("version", delivery.version());
        if (delivery.nextAt() != null) {
            changing.append("nextAt", Date.from(delivery.nextAt()));
        }
        if (delivery.replayedBy() != null) {
            changing.append("replayedBy", delivery.replayedBy().toString());
        }
        return changing;
    }

    private static Document stored(Attempt attempt) {
        return new Document("at", Date.from(attempt.at()))
                .append("took", attempt.took().toMillis())
                .append("outcome", attempt.outcome().name())
                .append("status", attempt.status())
                .append("answer", attempt.answer());
    }

    private static WebhookDelivery delivery(Document stored) {
        var nextAt = stored.getDate("nextAt");
        var replayedBy = stored.getString("replayedBy");
        return new WebhookDelivery(
                stored.getString("_id"),
                WorkspaceId.of(stored.getString("workspace")),
                WebhookId.of(stored.getString("webhook")),
                EventId.of(stored.getString("eventId")),
                stored.getString("type"),
                stored.getString("key"),
                stored.getString("lane"),
                stored.getLong("place"),
                stored.getDate("at").toInstant(),
                stored.getDate("madeAt").toInstant(),
                stored.getString("body"),
                Status.valueOf(stored.getString("status")),
                stored.getInteger("attempts"),
                nextAt == null ? null : nextAt.toInstant(),
                stored.getList("log", Document.class).stream()
                        .map(MongoWebhookDeliveries::attempt)
                        .toList(),
                replayedBy == null ? null : UUID.fromString(replayedBy),
                stored.getString("trace"),
                stored.getLong("version"));
    }

    private static Attempt attempt(Document stored) {
        return new Attempt(
                stored.getDate("at").toInstant(),
                Duration.ofMillis(stored.getLong("took")),
                Outcome.valueOf(stored.getString("outcome")),
                stored.getInteger("status"),
                stored.getString("answer"));
    }
}
