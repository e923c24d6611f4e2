package eu.bilateral.kernel.delivery;

import eu.bilateral.kernel.event.Position;
import eu.bilateral.kernel.id.EventId;
import eu.bilateral.kernel.id.WorkspaceId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * What surrounds a state in its document: the version that guards each write, the outbox, what was heard, the commands that
 * were carried out, and how many were refused for good. Immutable; {@code base} is the version that the store has, absent
 * before the first write.
 */
record Frame<S>(
        String id,
        WorkspaceId workspace,
        @Nullable S state,
        @Nullable Long base,
        long sequence,
        List<PendingEvent> pending,
        Map<String, HeardMark> heard,
        Map<String, String> commands,
        long refusals,
        List<PendingEvent> told,
        Map<String, HeardMark> newlyHeard) {

    static final String STATE = "state";
    static final String PENDING = "pending";
    static final String HEARD = "heard";
    static final String COMMANDS = "commands";
    static final String REFUSALS = "refusals";

    static <S> Frame<S> none(String id, WorkspaceId workspace) {
        return new Frame<>(id, workspace, null, null, 0, List.of(), Map.of(), Map.of(), 0, List.of(), Map.of());
    }

    static <S> Frame<S> from(Document stored, Function<Document, S> state) {
        var heard = new HashMap<String, HeardMark>();
        stored.get(HEARD, new Document()).forEach((source, mark) -> {
            var kept = (Document) mark;
            heard.put(
                    source,
                    new HeardMark(
                            new Position(kept.getLong("epoch"), kept.getLong("sequence")),
                            EventId.of(kept.getString("eventId"))));
        });
        var commands = new HashMap<String, String>();
        stored.get(COMMANDS, new Document()).forEach((id, print) -> commands.put(id, (String) print));
        var content = stored.get(STATE, Document.class);
        return new Frame<>(
                stored.getString("_id"),
                WorkspaceId.of(stored.getString("workspace")),
                content == null ? null : state.apply(content),
                stored.getLong("version"),
                stored.getLong("sequence"),
                stored.getList(PENDING, Document.class, List.of()).stream()
                        .map(PendingEvent::from)
                        .toList(),
                heard,
                commands,
                stored.get(REFUSALS, 0L),
                List.of(),
                Map.of());
    }

    /** The version that the store will have once this frame is written. */
    long nextVersion() {
        return base == null ? 1 : base + 1;
    }

    boolean isNew() {
        return base == null;
    }

    boolean isTouched() {
        return !told.isEmpty() || !newlyHeard.isEmpty();
    }

    /** The last event heard of that source aggregate, this unwritten frame included. */
    @Nullable
    HeardMark lastHeard(UUID source) {
        return heard.get(source.toString());
    }

    Frame<S> with(S next) {
        return new Frame<>(id, workspace, next, base, sequence, pending, heard, commands, refusals, told, newlyHeard);
    }

    Frame<S> telling(PendingEvent event) {
        var more = new ArrayList<>(told);
        more.add(event);
        return new Frame<>(
                id,
                workspace,
                state,
                base,
                event.position().sequence(),
                pending,
                heard,
                commands,
                refusals,
                more,
                newlyHeard);
    }

    Frame<S> hearing(UUID source, HeardMark mark) {
        var all = new HashMap<>(heard);
        all.put(source.toString(), mark);
        var fresh = new HashMap<>(newlyHeard);
        fresh.put(source.toString(), mark);
        return new Frame<>(id, workspace, state, base, sequence, pending, all, commands, refusals, told, fresh);
    }

    Frame<S> written() {
        var all = new ArrayList<>(pending);
        all.addAll(told);
        return new Frame<>(
                id, workspace, state, nextVersion(), sequence, all, heard, commands, refusals, List.of(), Map.of());
    }

    /** Events that wait for the broker once this frame is written. */
    int outboxSize() {
        return pending.size() + told.size();
    }
}
