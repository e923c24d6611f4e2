package eu.bilateral.kernel.delivery;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoException;
import com.mongodb.MongoWriteException;
import com.mongodb.WriteError;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.InsertOneModel;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.WriteModel;
import eu.bilateral.kernel.command.Claims;
import eu.bilateral.kernel.command.CommandId;
import eu.bilateral.kernel.command.CommandRefusal.KeyReused;
import eu.bilateral.kernel.command.CommandRefusal.OutboxFull;
import eu.bilateral.kernel.command.CommandRefusal.Outrun;
import eu.bilateral.kernel.command.CommandRefusal.VersionOutdated;
import eu.bilateral.kernel.command.Instruction;
import eu.bilateral.kernel.command.Kept;
import eu.bilateral.kernel.event.Cause;
import eu.bilateral.kernel.event.DomainEvent;
import eu.bilateral.kernel.event.EventEnvelope;
import eu.bilateral.kernel.event.Position;
import eu.bilateral.kernel.id.WorkspaceId;
import eu.bilateral.kernel.tracing.Traces;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import org.bson.BsonString;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;

/**
 * Keeps the documents of one kind, each with its outbox: a change and its event go into one document by one guarded write,
 * or neither does. What is acknowledged here survives a crash, and its event reaches the broker at least once.
 *
 * @param <S> the stored form of the state; a record that Spring Data can map
 * @param <E> what its changes tell
 */
public final class AggregateStore<S, E extends DomainEvent> {

    /** More events than this never wait in one document; the next change is refused with {@link OutboxFull}. */
    static final int OUTBOX_CAP = 64;

    private static final int ATTEMPTS = 20;
    private static final int ATTEMPTS_TO_ADD = 3;
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(2);
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final String collection;
    private final Class<S> type;
    private final MongoCollection<Document> documents;
    private final StateMapper mapper;
    private final EventFormat format;
    private final Dataset dataset;
    private final Relay relay;
    private final Claims claims;
    private final Traces traces;
    private final ChangeTurns turns = new ChangeTurns(PATIENCE);

    AggregateStore(
            String collection,
            Class<S> type,
            MongoCollection<Document> documents,
            StateMapper mapper,
            EventFormat format,
            Dataset dataset,
            Relay relay,
            Claims claims,
            Traces traces) {
        this.collection = collection;
        this.type = type;
        this.documents = documents;
        this.mapper = mapper;
        this.format = format;
        this.dataset = dataset;
        this.relay = relay;
        this.claims = claims;
        this.traces = traces;
    }

    /** The document of that id in that workspace; absent where there is none. */
    public Optional<Kept<S>> find(WorkspaceId workspace, String id) {
        return load(workspace, id).map(frame -> kept(frame, false));
    }

    /**
     * The documents that match, in the order of {@code sort}; the filter speaks of {@code state.…} and is narrowed to the
     * workspace. At most {@code limit}.
     */
    public List<Stored<S>> list(WorkspaceId workspace, Bson filter, Bson sort, int limit) {
        var found = new ArrayList<Stored<S>>();
        documents
                .find(within(workspace, filter))
                .projection(Projections.include("state", "version"))
                .sort(sort)
                .limit(limit)
                .forEach(stored -> {
                    var state = stored.get(Frame.STATE, Document.class);
                    if (state != null) {
                        found.add(new Stored<>(
                                stored.getString("_id"),
                                new Kept<>(mapper.read(type, state), stored.getLong("version"), false)));
                    }
                });
        return List.copyOf(found);
    }

    /** How many documents match, within the workspace. */
    public long count(WorkspaceId workspace, Bson filter) {
        return documents.countDocuments(within(workspace, filter));
    }

    /**
     * The filter, narrowed to the workspace. Flat, without {@code $and}: the embedded store looks up by id only where it
     * sees the id on top, and reads the whole collection otherwise.
     */
    private Bson within(WorkspaceId workspace, Bson filter) {
        var flat = filter.toBsonDocument(Document.class, documents.getCodecRegistry())
                .clone();
        flat.put("workspace", new BsonString(workspace.value()));
        return flat;
    }

    /** A document in a list. */
    public record Stored<S>(String id, Kept<S> kept) {}

    /**
     * Makes a document. The same command again finds what it made ({@link Kept#repeated()}); an id that another command
     * made is {@link AlreadyThere}; the same key for something else is {@link KeyReused}. An id that does not follow from
     * the command needs a {@link Claims claim} in the decision, or the command could make a second document elsewhere.
     */
    public Kept<S> add(Instruction by, String id, Supplier<Told<S, E>> decision) {
        for (int attempt = 1; attempt <= ATTEMPTS_TO_ADD; attempt++) {
            // Who gave no key cannot ask again: nobody looks before the id turns out to be taken.
            if (by.command().hasKey() || attempt > 1) {
                var present = load(by.workspace(), id);
                if (present.isPresent()) {
                    return madeBefore(present.get(), by);
                }
            }
            var written = append(Frame.none(id, by.workspace()), decision.get(), by, attempt == ATTEMPTS_TO_ADD);
            if (written != null) {
                return kept(written, false);
            }
        }
        // It is taken, and still not to be seen: it lies in another workspace.
        throw new AlreadyThere(collection, id);
    }

    private Kept<S> madeBefore(Frame<S> present, Instruction by) {
        if (carriedOut(present, by.command())) {
            // It may be our own write, whose answer was lost before anybody was nudged.
            settle(present);
            relay.nudge(documents, present);
            return kept(present, true);
        }
        throw new AlreadyThere(collection, present.id());
    }

    /**
     * Changes a document: loads it, lets {@code decision} decide, and appends state and event in one guarded write; when
     * somebody was quicker, decides again on what is there then; within one process those who change the same document take
     * turns. A decision for the very state that is there ({@link Told#ofState}) makes no new version and tells nothing; its
     * command is remembered all the same. The same command again changes nothing, and one that has
     * changed another document is refused ({@link KeyReused}). Absent where there is no such document in the workspace.
     * Whatever {@code decision} throws passes through, nothing is stored, and no attempt of the same command that has begun
     * by then stores anything any more. Refusals: {@link VersionOutdated}, {@link KeyReused}, {@link OutboxFull},
     * {@link Outrun}.
     */
    public Optional<Kept<S>> change(Instruction by, String id, Function<S, Told<S, E>> decision) {
        return turns.take(
                id,
                () -> load(by.workspace(), id).map(Frame::refusals).orElse(null),
                refusals -> changeInTurn(by, id, decision, refusals));
    }

    /** {@code refusals}: how many there were when this attempt began to wait; absent where it did not wait. */
    private Optional<Kept<S>> changeInTurn(
            Instruction by, String id, Function<S, Told<S, E>> decision, @Nullable Long refusals) {
        var refusalsBefore = refusals;
        boolean isClaimed = false;
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            var present = load(by.workspace(), id);
            if (present.isEmpty()) {
                return Optional.empty();
            }
            var frame = present.get();
            if (carriedOut(frame, by.command())) {
                settle(frame);
                relay.nudge(documents, frame);
                return Optional.of(kept(frame, true));
            }
            if (refusalsBefore == null) {
                refusalsBefore = frame.refusals();
            } else if (by.command().hasKey() && refusalsBefore != frame.refusals()) {
                // It may have been this command, asked again by somebody who has been told no.
                throw new Outrun();
            }
            long version = frame.nextVersion() - 1;
            if (by.onlyAt() != null && by.onlyAt() != version) {
                claims.check(by, about(id));
                throw new VersionOutdated(by.onlyAt(), version);
            }
            var told = decide(frame, by, decision);
            if (told == null) {
                continue;
            }
            if (!isClaimed) {
                // Once is enough: what the majority has confirmed stays claimed.
                claims.claim(by, about(id));
                isClaimed = true;
            }
            boolean isLastAttempt = attempt == ATTEMPTS;
            var written = told.isNothingNew(stateOf(frame))
                    ? remember(frame, by.command(), isLastAttempt)
                    : append(frame, told, by, isLastAttempt);
            if (written != null) {
                return Optional.of(kept(written, false));
            }
            // Each round has one winner; apart in time, more of those who try again win one.
            LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(attempt * LONGEST_PAUSE.toNanos()));
        }
        throw new Outrun();
    }

    /** What the decision says; absent where it refuses what an earlier attempt has carried out meanwhile. */
    private @Nullable Told<S, E> decide(Frame<S> frame, Instruction by, Function<S, Told<S, E>> decision) {
        try {
            return decision.apply(stateOf(frame));
        } catch (MongoException | DataAccessException away) {
            // That is no answer, and ends nobody's attempts.
            throw away;
        } catch (RuntimeException refused) {
            // That the key is taken comes first: why this document refuses is nothing that the key was about.
            claims.check(by, about(frame.id()));
            // Nobody asks twice without a key.
            if (!by.command().hasKey() || closes(frame, by.command())) {
                throw refused;
            }
            return null;
        }
    }

    /**
     * Whoever asks again under the same key and is told no takes that for the end of it, while the first attempt may still be
     * on its way: the guard of each that has read the document before this fails. False where one was quicker.
     */
    private boolean closes(Frame<S> frame, CommandId refused) {
        var notCarriedOut = new Document("_id", frame.id())
                .append("workspace", frame.workspace().value())
                .append(Frame.COMMANDS + "." + refused.value(), new Document("$exists", false));
        return documents
                        .updateOne(notCarriedOut, new Document("$inc", new Document(Frame.REFUSALS, 1L)))
                        .getMatchedCount()
                == 1;
    }

    private String about(String id) {
        return collection + "/" + id;
    }

    private boolean carriedOut(Frame<S> frame, CommandId command) {
        var print = frame.commands().get(command.value().toString());
        if (print != null && !print.equals(command.fingerprint())) {
            throw new KeyReused();
        }
        return print != null;
    }

    /** The frame as it was written; absent where somebody was quicker, or where only another attempt can tell. */
    private @Nullable Frame<S> append(Frame<S> frame, Told<S, E> told, Instruction by, boolean isLastAttempt) {
        if (frame.pending().size() >= OUTBOX_CAP) {
            throw new OutboxFull();
        }
        var next = frame.with(told.state()).telling(pendingAfter(frame, told.event(), by.asCause()));
        boolean stored =
                attempt(() -> next.isNew() ? insert(next, by.command()) : update(next, by.command()), isLastAttempt);
        if (!stored) {
            return null;
        }
        relay.nudge(documents, next);
        return next.written();
    }

    /**
     * The frame as it was, once its document knows a command that leaves all as it is: no version and no event, but the same
     * guard, for it is true only as long as nobody else writes. Absent like {@link #append}.
     */
    private @Nullable Frame<S> remember(Frame<S> frame, CommandId command, boolean isLastAttempt) {
        var known = new Document("$set", new Document(Frame.COMMANDS + "." + command.value(), command.fingerprint()));
        boolean stored =
                attempt(() -> documents.updateOne(guard(frame, command), known).getMatchedCount() == 1, isLastAttempt);
        return stored ? frame : null;
    }

    private static boolean attempt(BooleanSupplier write, boolean isLastAttempt) {
        try {
            return write.getAsBoolean();
        } catch (MongoException said) {
            // It may have arrived or not: the next attempt sees by the command id which, and without one nobody knows.
            if (isLastAttempt || !StoreAway.leavesInDoubt(said)) {
                throw said;
            }
            return false;
        }
    }

    /**
     * Returns when what was read of that document can be taken back no more. It may come from a write that nobody has
     * confirmed yet; one that changes nothing is confirmed by the majority when all before it are.
     */
    void settle(Frame<S> frame) {
        var same = new Document("workspace", frame.workspace().value());
        var unused = documents.updateOne(
                new Document("_id", frame.id())
                        .append("workspace", frame.workspace().value()),
                new Document("$set", same));
    }

    private PendingEvent pendingAfter(Frame<S> frame, DomainEvent event, Cause cause) {
        return format.pending(event, new Position(dataset.epoch(), frame.sequence() + 1), cause)
                .in(traces.here());
    }

    private boolean insert(Frame<S> frame, CommandId command) {
        try {
            documents.insertOne(newDocument(frame).append(Frame.COMMANDS, commandEntry(command)));
            return true;
        } catch (MongoWriteException duplicate) {
            if (isThereAlready(duplicate.getError())) {
                return false;
            }
            throw duplicate;
        }
    }

    /** Whether it is the id that is taken, and not what another unique index watches over. */
    private static boolean isThereAlready(WriteError error) {
        return error.getCategory() == ErrorCategory.DUPLICATE_KEY
                && error.getMessage().contains(" index: _id_ ");
    }

    private boolean update(Frame<S> frame, CommandId command) {
        var update = guardedUpdate(frame);
        update.get("$set", Document.class).append(Frame.COMMANDS + "." + command.value(), command.fingerprint());
        return documents.updateOne(guard(frame, command), update).getMatchedCount() == 1;
    }

    private static Document guard(Frame<?> frame, CommandId command) {
        var guard = guard(frame);
        if (command.hasKey()) {
            guard.append(Frame.REFUSALS, frame.refusals() == 0 ? new Document("$exists", false) : frame.refusals());
            // An attempt of the same command that left all as it was has made no version.
            guard.append(Frame.COMMANDS + "." + command.value(), new Document("$exists", false));
        }
        return guard;
    }

    private static Document commandEntry(CommandId command) {
        return new Document(command.value().toString(), command.fingerprint());
    }

    // ---- what the consuming side needs

    String collection() {
        return collection;
    }

    /** The frames of those documents that exist, by id. */
    Map<String, Frame<S>> load(Collection<String> ids) {
        var found = new HashMap<String, Frame<S>>();
        // Not narrowed to a workspace: the caller must notice an event that speaks of another workspace's document.
        documents.find(Filters.in("_id", ids)).comment(Relay.SYSTEM).forEach(stored -> {
            var frame = frame(stored);
            found.put(frame.id(), frame);
        });
        return found;
    }

    /** The frame after the event; {@link OutboxFull} where what it tells finds no room. */
    Frame<S> applied(Frame<S> frame, EventEnvelope<? extends DomainEvent> heard, Outcome<S> outcome) {
        var marked = frame.hearing(heard.aggregateId(), new HeardMark(heard.position(), heard.eventId()));
        return switch (outcome) {
            case Outcome.Unchanged<S> unchanged -> frame.isNew() && !frame.isTouched() ? frame : marked;
            case Outcome.Changed<S>(S state, var told) -> {
                var next = marked.with(state);
                if (told == null) {
                    yield next;
                }
                if (next.outboxSize() >= OUTBOX_CAP) {
                    throw new OutboxFull();
                }
                yield next.telling(pendingAfter(next, told, heard.asCause()));
            }
        };
    }

    /**
     * The guarded writes of the touched frames, complete but not done yet. Throws where a state has no stored form, so that
     * whoever writes several kinds of documents learns of it before the first is written.
     */
    Writes<S> writes(Collection<Frame<S>> frames) {
        var touched = frames.stream().filter(Frame::isTouched).toList();
        var writes = new ArrayList<WriteModel<Document>>();
        for (var frame : touched) {
            writes.add(
                    frame.isNew()
                            ? new InsertOneModel<>(newDocument(frame))
                            : new UpdateOneModel<>(guard(frame), guardedUpdate(frame)));
        }
        return new Writes<>(touched, writes);
    }

    /** Frames and how they are written. */
    record Writes<S>(List<Frame<S>> frames, List<WriteModel<Document>> models) {}

    /** Does the writes in one bulk; false when a guard was lost and some must be done again. */
    boolean writeAll(Writes<S> writes) {
        var touched = writes.frames();
        if (touched.isEmpty()) {
            return true;
        }
        try {
            var done = documents.bulkWrite(writes.models(), new BulkWriteOptions().ordered(false));
            if (done.getInsertedCount() + done.getMatchedCount() < touched.size()) {
                return false;
            }
        } catch (MongoBulkWriteException partly) {
            boolean onlyOutrun = partly.getWriteConcernError() == null
                    && partly.getWriteErrors().stream().allMatch(AggregateStore::isThereAlready);
            if (onlyOutrun) {
                return false;
            }
            throw partly;
        }
        touched.forEach(frame -> relay.nudge(documents, frame));
        return true;
    }

    /** Has the relay look at what waits in those documents: their writer does not know whether its write arrived. */
    void nudgeAll(Collection<Frame<S>> frames) {
        var telling = frames.stream().filter(frame -> frame.outboxSize() > 0).toList();
        if (!telling.isEmpty()) {
            // What was read of the others came before it too.
            settle(telling.getFirst());
            telling.forEach(frame -> relay.nudge(documents, frame));
        }
    }

    private Optional<Frame<S>> load(WorkspaceId workspace, String id) {
        return Optional.ofNullable(
                        documents.find(within(workspace, Filters.eq("_id", id))).first())
                .map(this::frame);
    }

    private Frame<S> frame(Document stored) {
        return Frame.from(stored, state -> mapper.read(type, state));
    }

    private Document newDocument(Frame<S> frame) {
        var heard = new Document();
        frame.newlyHeard().forEach((source, mark) -> heard.append(source, markDocument(mark)));
        return new Document("_id", frame.id())
                .append("workspace", frame.workspace().value())
                .append("version", 1L)
                .append("sequence", frame.sequence())
                .append(Frame.STATE, mapper.write(stateOf(frame)))
                .append(
                        Frame.PENDING,
                        frame.told().stream().map(PendingEvent::toDocument).toList())
                .append(Frame.HEARD, heard);
    }

    private static Document guard(Frame<?> frame) {
        return new Document("_id", frame.id())
                .append("workspace", frame.workspace().value())
                .append("version", frame.base())
                .append(Frame.PENDING + "." + (OUTBOX_CAP - frame.told().size()), new Document("$exists", false));
    }

    private Document guardedUpdate(Frame<S> frame) {
        var set = new Document("sequence", frame.sequence()).append(Frame.STATE, mapper.write(stateOf(frame)));
        frame.newlyHeard().forEach((source, mark) -> set.append(Frame.HEARD + "." + source, markDocument(mark)));
        var update = new Document("$set", set).append("$inc", new Document("version", 1L));
        if (!frame.told().isEmpty()) {
            var events = frame.told().stream().map(PendingEvent::toDocument).toList();
            update.append("$push", new Document(Frame.PENDING, new Document("$each", events)));
        }
        return update;
    }

    private static Document markDocument(HeardMark mark) {
        return new Document("epoch", mark.position().epoch())
                .append("sequence", mark.position().sequence())
                .append("eventId", mark.eventId().toString());
    }

    private S stateOf(Frame<S> frame) {
        return Objects.requireNonNull(frame.state(), () -> collection + " " + frame.id() + " has no state");
    }

    private Kept<S> kept(Frame<S> frame, boolean repeated) {
        return new Kept<>(stateOf(frame), frame.nextVersion() - 1, repeated);
    }

    /** There is a document of that id already, and another command made it. */
    public static final class AlreadyThere extends RuntimeException {
        private static final long serialVersionUID = 1L;

        AlreadyThere(String collection, String id) {
            super("There is one already in %s: %s".formatted(collection, id));
        }
    }
}
