package eu.bilateral.dashboard.persistence;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.ReturnDocument;
import eu.bilateral.dashboard.webhook.Turns;
import eu.bilateral.dashboard.webhook.Webhook;
import eu.bilateral.dashboard.webhook.Webhook.Reason;
import eu.bilateral.dashboard.webhook.Webhook.Secret;
import eu.bilateral.dashboard.webhook.Webhook.State;
import eu.bilateral.dashboard.webhook.Webhook.Stopped;
import eu.bilateral.dashboard.webhook.WebhookDraft;
import eu.bilateral.dashboard.webhook.WebhookId;
import eu.bilateral.dashboard.webhook.Webhooks;
import eu.bilateral.kernel.command.Claims;
import eu.bilateral.kernel.command.CommandId;
import eu.bilateral.kernel.command.CommandRefusal.KeyReused;
import eu.bilateral.kernel.command.CommandRefusal.Outrun;
import eu.bilateral.kernel.command.CommandRefusal.VersionOutdated;
import eu.bilateral.kernel.command.Instruction;
import eu.bilateral.kernel.command.Kept;
import eu.bilateral.kernel.delivery.IndexGround;
import eu.bilateral.kernel.id.AccountId;
import eu.bilateral.kernel.id.WorkspaceId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Webhooks as documents, each with the turn of whoever sends for it. What managers change grows the version and is guarded
 * by it; what the sending notes does not touch it. It belongs to no generation of the read models: what was sent once is
 * not sent again because they are built anew.
 */
@Component
class MongoWebhooks implements Webhooks, Turns {

    static final String COLLECTION = "webhooks";
    static final IndexModel INDEX = new IndexModel(Indexes.ascending("workspace", "createdAt"));

    private static final String SYSTEM = "system";
    private static final String COMMANDS = "commands";
    private static final int ATTEMPTS = 20;
    private static final Date NEVER = new Date(0);

    private final MongoCollection<Document> documents;
    private final Claims claims;

    MongoWebhooks(MongoDatabase database, Claims claims, IndexGround ground) {
        this.documents = database.getCollection(COLLECTION);
        this.claims = claims;
        ground.need(documents, List.of(INDEX));
    }

    private static Document named(WorkspaceId workspace, WebhookId id) {
        return new Document("_id", id.toString()).append("workspace", workspace.value());
    }

    @Override
    public Set<WorkspaceId> workspaces() {
        var found = new HashSet<WorkspaceId>();
        documents
                .find()
                .comment(SYSTEM)
                .projection(Projections.fields(Projections.excludeId(), Projections.include("workspace")))
                .forEach(stored -> found.add(WorkspaceId.of(stored.getString("workspace"))));
        return Set.copyOf(found);
    }

    // ---- what managers do

    @Override
    public List<Kept<Webhook>> of(WorkspaceId workspace) {
        var found = new ArrayList<Kept<Webhook>>();
        documents
                .find(new Document("workspace", workspace.value()))
                .sort(new Document("createdAt", 1).append("_id", 1))
                .forEach(stored -> found.add(kept(stored, false)));
        return List.copyOf(found);
    }

    @Override
    public Optional<Kept<Webhook>> find(WorkspaceId workspace, WebhookId id) {
        return Optional.ofNullable(documents.find(named(workspace, id)).first()).map(stored -> kept(stored, false));
    }

    @Override
    public Kept<Webhook> add(Instruction by, Webhook webhook) {
        claims.claim(by, about(webhook.id()));
        var stored = named(by.workspace(), webhook.id())
                .append("version", 1L)
                .append(COMMANDS, new Document(name(by.command()), by.command().fingerprint()))
                .append("places", 0L)
                .append("bell", 0L)
                .append("settled", 0L)
                .append("until", NEVER);
        stored.putAll(state(webhook));
        try {
            documents.insertOne(stored);
            return kept(stored, false);
        } catch (MongoWriteException failed) {
            if (failed.getError().getCategory() != ErrorCategory.DUPLICATE_KEY) {
                throw failed;
            }
        }
        var present = documents.find(named(by.workspace(), webhook.id())).first();
        if (present == null || !carriedOut(present, by.command())) {
            throw new KeyReused();
        }
        settle(present);
        return kept(present, true);
    }

    /** Returns when what was read can be taken back no more: a secret that was shown must be the one that signs. */
    private void settle(Document present) {
        var unused = documents.updateOne(
                new Document("_id", present.get("_id")),
                new Document("$set", new Document("workspace", present.get("workspace"))));
    }

    @Override
    public Optional<Kept<Webhook>> change(Instruction by, WebhookId id, UnaryOperator<Webhook> decision) {
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            var present = documents.find(named(by.workspace(), id)).first();
            if (present == null) {
                return Optional.empty();
            }
            if (carriedOut(present, by.command())) {
                settle(present);
                return Optional.of(kept(present, true));
            }
            claims.check(by, about(id));
            long version = present.getLong("version");
            if (by.onlyAt() != null && by.onlyAt() != version) {
                throw new VersionOutdated(by.onlyAt(), version);
            }
            var before = webhook(present);
            var next = decision.apply(before);
            claims.claim(by, about(id));
            if (next.equals(before)) {
                if (remember(before, version, by.command())) {
                    return Optional.of(new Kept<>(before, version, false));
                }
            } else if (write(before, next, version, by.command())) {
                return Optional.of(new Kept<>(next, version + 1, false));
            }
        }
        throw new Outrun();
    }

    @Override
    public boolean remove(Instruction by, WebhookId id) {
        var guard = named(by.workspace(), id);
        if (by.onlyAt() != null) {
            var present = documents.find(guard).first();
            if (present != null && present.getLong("version") != by.onlyAt().longValue()) {
                throw new VersionOutdated(by.onlyAt(), present.getLong("version"));
            }
            guard.append("version", by.onlyAt());
        }
        if (documents.deleteOne(guard).getDeletedCount() == 1) {
            return true;
        }
        if (by.onlyAt() != null) {
            var present = documents.find(named(by.workspace(), id)).first();
            if (present != null) {
                throw new VersionOutdated(by.onlyAt(), present.getLong("version"));
            }
        }
        return false;
    }

    @Override
    public void disable(WorkspaceId workspace, WebhookId id, Reason reason, Instant now) {
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            var present = documents.find(named(workspace, id)).first();
            if (present == null || !State.ACTIVE.name().equals(present.getString("state"))) {
                return;
            }
            var before = webhook(present);
            if (write(before, before.disabled(reason, now), present.getLong("version"), null)) {
                return;
            }
        }
        throw new Outrun();
    }

    /** Notes a command that leaves all as it is, as long as nobody else writes; false where somebody did. */
    private boolean remember(Webhook same, long version, CommandId command) {
        var guard = guard(same, version, command);
        // Without a key there is nothing to note, but the version is to be settled all the same.
        var known = command.hasKey()
                ? new Document(COMMANDS + "." + name(command), command.fingerprint())
                : new Document("workspace", same.workspace().value());
        return documents.updateOne(guard, new Document("$set", known)).getMatchedCount() == 1;
    }

    private boolean write(Webhook before, Webhook next, long version, @Nullable CommandId command) {
        var set = state(next);
        if (command != null && command.hasKey()) {
            set.append(COMMANDS + "." + name(command), command.fingerprint());
        }
        var update = new Document("$set", set).append("$inc", new Document("version", 1L));
        var gone = new Document();
        if (next.stopped() == null) {
            gone.append("stopped", "");
        }
        // Whoever sends notes it without a new version, perhaps in this moment: taken away only by who has seen it.
        if (before.failingSince() != null && next.failingSince() == null) {
            gone.putAll(noFailure());
        }
        if (!gone.isEmpty()) {
            update.append("$unset", gone);
        }
        return documents.updateOne(guard(next, version, command), update).getMatchedCount() == 1;
    }

    /** Nobody has written since, and no other attempt of the same command, which need not make a version. */
    private static Document guard(Webhook webhook, long version, @Nullable CommandId command) {
        var guard = named(webhook.workspace(), webhook.id()).append("version", version);
        if (command != null && command.hasKey()) {
            guard.append(COMMANDS + "." + name(command), new Document("$exists", false));
        }
        return guard;
    }

    private static boolean carriedOut(Document stored, CommandId command) {
        var known = stored.get(COMMANDS, Document.class);
        var print = known == null ? null : known.getString(name(command));
        if (print != null && !print.equals(command.fingerprint())) {
            throw new KeyReused();
        }
        return print != null;
    }

    private static String name(CommandId command) {
        return command.value().toString();
    }

    private static String about(WebhookId id) {
        return COLLECTION + "/" + id;
    }

    // ---- whose turn it is

    @Override
    public List<Turn> all() {
        var found = new ArrayList<Turn>();
        documents
                .find(new Document())
                .comment(SYSTEM)
                .forEach(stored -> found.add(new Turn(
                        webhook(stored),
                        stored.getLong("bell"),
                        stored.getLong("settled"),
                        stored.getDate("until").toInstant(),
                        instant(stored, "inVainSince"))));
        return List.copyOf(found);
    }

    @Override
    public long reserve(WorkspaceId workspace, WebhookId id, int places) {
        var after = documents.findOneAndUpdate(
                named(workspace, id),
                new Document("$inc", new Document("places", (long) places)),
                new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER));
        return after == null ? 0 : after.getLong("places") - places + 1;
    }

    @Override
    public void ring(WorkspaceId workspace, WebhookId id) {
        documents.updateOne(named(workspace, id), new Document("$inc", new Document("bell", 1L)));
    }

    @Override
    public boolean take(Turn turn, String holder, Instant now, Instant until) {
        var free = of(turn).append("until", new Document("$lt", Date.from(now)));
        var taken = new Document("holder", holder).append("until", Date.from(until));
        return documents.updateOne(free, new Document("$set", taken)).getMatchedCount() == 1;
    }

    @Override
    public boolean hold(Turn turn, String holder, Instant until) {
        var held = of(turn).append("holder", holder);
        return documents
                        .updateOne(held, new Document("$set", new Document("until", Date.from(until))))
                        .getMatchedCount()
                == 1;
    }

    @Override
    public void leave(Turn turn, String holder, @Nullable Long settled) {
        var held = of(turn).append("holder", holder);
        var left = new Document("until", NEVER);
        var gone = new Document("holder", "");
        if (settled != null) {
            left.append("settled", settled);
            gone.append("inVainSince", "");
        }
        documents.updateOne(held, new Document("$set", left).append("$unset", gone));
    }

    @Override
    public void failing(Turn turn, Instant since) {
        var failing = new Document("inVainSince", Date.from(since));
        if (turn.webhook().failingSince() == null) {
            failing.append("failingSince", Date.from(since));
        }
        documents.updateOne(of(turn), new Document("$set", failing));
    }

    @Override
    public void arrived(Turn turn, Instant at) {
        var arrived = new Document("arrivedAt", Date.from(at));
        documents.updateOne(of(turn), new Document("$set", arrived).append("$unset", noFailure()));
    }

    @Override
    public Optional<Instant> lastArrived(WorkspaceId workspace, WebhookId id) {
        return Optional.ofNullable(documents.find(named(workspace, id)).first())
                .map(stored -> instant(stored, "arrivedAt"));
    }

    private static Document noFailure() {
        return new Document("failingSince", "").append("inVainSince", "");
    }

    private static Document of(Turn turn) {
        return named(turn.webhook().workspace(), turn.webhook().id());
    }

    // ---- their stored form

    private static Document state(Webhook webhook) {
        var state = new Document("url", webhook.draft().url())
                .append("kinds", webhook.draft().kinds())
                .append("description", webhook.draft().description())
                .append("state", webhook.state().name())
                .append(
                        "secrets",
                        webhook.secrets().stream().map(MongoWebhooks::stored).toList())
                .append("createdBy", webhook.createdBy().value())
                .append("createdAt", Date.from(webhook.createdAt()))
                .append("since", Date.from(webhook.since()))
                .append("resumedAt", Date.from(webhook.resumedAt()));
        var stopped = webhook.stopped();
        if (stopped != null) {
            state.append(
                    "stopped", new Document("reason", stopped.reason().name()).append("at", Date.from(stopped.at())));
        }
        return state;
    }

    private static Document stored(Secret secret) {
        var stored = new Document("text", secret.text())
                .append("madeBy", secret.madeBy().toString());
        return secret.until() == null ? stored : stored.append("until", Date.from(secret.until()));
    }

    private static Kept<Webhook> kept(Document stored, boolean repeated) {
        return new Kept<>(webhook(stored), stored.getLong("version"), repeated);
    }

    private static Webhook webhook(Document stored) {
        var stopped = stored.get("stopped", Document.class);
        var since = stored.getDate("since").toInstant();
        var resumedAt = instant(stored, "resumedAt");
        return new Webhook(
                WebhookId.of(stored.getString("_id")),
                WorkspaceId.of(stored.getString("workspace")),
                new WebhookDraft(
                        stored.getString("url"),
                        stored.getList("kinds", String.class),
                        stored.getString("description")),
                State.valueOf(stored.getString("state")),
                stopped == null
                        ? null
                        : new Stopped(
                                Reason.valueOf(stopped.getString("reason")),
                                stopped.getDate("at").toInstant()),
                stored.getList("secrets", Document.class).stream()
                        .map(MongoWebhooks::secret)
                        .toList(),
                AccountId.of(stored.getString("createdBy")),
                stored.getDate("createdAt").toInstant(),
                since,
                // Absent from what was stored before this was noted.
                resumedAt == null ? since : resumedAt,
                instant(stored, "failingSince"));
    }

    private static @Nullable Instant instant(Document stored, String field) {
        var kept = stored.getDate(field);
        return kept == null ? null : kept.toInstant();
    }

    private static Secret secret(Document stored) {
        var until = stored.getDate("until");
        return new Secret(
                stored.getString("text"),
                UUID.fromString(stored.getString("madeBy")),
                until == null ? null : until.toInstant());
    }
}
