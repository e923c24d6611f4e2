package eu.bilateral.kernel.delivery;

import eu.bilateral.kernel.event.Cause;
import eu.bilateral.kernel.event.Position;
import eu.bilateral.kernel.event.Topic;
import eu.bilateral.kernel.id.EventId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One aggregate with all that happens to it on the way from a write to its effect, small enough to be walked through.
 */
final class ProtocolModel {

    /** The protocol as it is, and with one rule broken each. */
    enum Variant {
        AS_SHIPPED,
        /** Rule 1: a whole-document save without the version in its filter. */
        UNGUARDED_SAVE,
        /** Rule 2: the next event leaves before the one before it is confirmed. */
        PIPELINED,
        /** Rule 3: removing whatever is first instead of what was confirmed. */
        POP_FIRST,
        /** Rule 3: clearing the outbox. */
        CLEAR_ALL,
        /** Rule 3: removing before sending. */
        REMOVE_BEFORE_SEND,
        /** Rule 3: taking a send that was only begun for done. */
        SENT_IS_DONE,
        /** Rule 4: the effect first, the mark in another write. */
        MARK_AFTER_EFFECT,
        /** Rule 4: the mark first, the effect in another write. */
        EFFECT_AFTER_MARK,
        /** Rule 6: remembering only the last event's id. */
        SHORT_MEMORY
    }

    /** How much may happen: bounds that keep the walk finite. */
    record Scope(int events, int writers, int relays, int crashes, int failures) {}

    private record Read(int version, List<PendingEvent> pending, long sequence) {}

    private static final class RelayState {
        OutboxLine line = new OutboxLine();
        final List<PendingEvent> knownOfBroken = new ArrayList<>();
        final List<List<PendingEvent>> nudges = new ArrayList<>();
        final List<PendingEvent> onWire = new ArrayList<>();
        final List<PendingEvent> unconfirmed = new ArrayList<>();
        final List<PendingEvent> toRemove = new ArrayList<>();

        RelayState copy() {
            var copy = new RelayState();
            copy.line = line.copy();
            copy.knownOfBroken.addAll(knownOfBroken);
            copy.nudges.addAll(nudges);
            copy.onWire.addAll(onWire);
            copy.unconfirmed.addAll(unconfirmed);
            copy.toRemove.addAll(toRemove);
            return copy;
        }
    }

    private final Variant variant;
    private final Scope scope;
    private final @Nullable ProtocolModel before;
    private final String step;

    // The document.
    private int version;
    private long sequence;
    private final List<PendingEvent> pending = new ArrayList<>();
    // The topic's partition.
    private final List<PendingEvent> log = new ArrayList<>();
    // The consumer's document, written at once, and what it holds only in memory.
    private @Nullable HeardMark heard;
    private final List<EventId> effects = new ArrayList<>();
    private @Nullable PendingEvent halfDone;
    private int read;
    // The rest of the world.
    private final List<EventId> accepted = new ArrayList<>();
    private final @Nullable Read[] writers;
    private final List<RelayState> relays = new ArrayList<>();
    private final List<PendingEvent> ghosts = new ArrayList<>();
    private int minted;
    private int crashes;
    private int failures;

    private record Step(String name, Consumer<ProtocolModel> does) {}

    private ProtocolModel(Variant variant, Scope scope) {
        this.variant = variant;
        this.scope = scope;
        this.writers = new Read[scope.writers()];
        this.before = null;
        this.step = "start";
        for (int i = 0; i < scope.relays(); i++) {
            relays.add(new RelayState());
        }
    }

    private ProtocolModel(ProtocolModel before, Step next) {
        this.variant = before.variant;
        this.scope = before.scope;
        this.writers = before.writers.clone();
        this.before = before;
        this.step = next.name();
        version = before.version;
        sequence = before.sequence;
        pending.addAll(before.pending);
        log.addAll(before.log);
        heard = before.heard;
        effects.addAll(before.effects);
        halfDone = before.halfDone;
        read = before.read;
        accepted.addAll(before.accepted);
        before.relays.forEach(relay -> relays.add(relay.copy()));
        ghosts.addAll(before.ghosts);
        minted = before.minted;
        crashes = before.crashes;
        failures = before.failures;
        next.does().accept(this);
    }

    static ProtocolModel start(Variant variant, Scope scope) {
        return new ProtocolModel(variant, scope);
    }

    List<ProtocolModel> successors() {
        var steps = new ArrayList<Step>();
        for (int w = 0; w < scope.writers(); w++) {
            writerSteps(w, steps);
        }
        for (int r = 0; r < scope.relays(); r++) {
            relaySteps(r, steps);
        }
        if (!ghosts.isEmpty()) {
            steps.add(new Step("a lost send arrives after all", world -> world.log.add(world.ghosts.removeFirst())));
        }
        consumerSteps(steps);
        return steps.stream().map(next -> new ProtocolModel(this, next)).toList();
    }

    // ---- writers

    private void writerSteps(int w, List<Step> steps) {
        if (writers[w] == null) {
            if (minted < scope.events()) {
                steps.add(new Step("writer %d reads".formatted(w), world -> {
                    world.minted++;
                    world.writers[w] = world.readDocument();
                }));
            }
            return;
        }
        for (int r = 0; r < scope.relays(); r++) {
            int relay = r;
            steps.add(new Step("writer %d writes and nudges relay %d".formatted(w, r), world -> world.write(w, relay)));
        }
    }

    private Read readDocument() {
        return new Read(version, List.copyOf(pending), sequence);
    }

    private void write(int w, int relay) {
        var basis = Objects.requireNonNull(writers[w]);
        if (variant != Variant.UNGUARDED_SAVE && basis.version() != version) {
            writers[w] = readDocument();
            return;
        }
        writers[w] = null;
        var event = event(basis.sequence() + 1);
        if (variant == Variant.UNGUARDED_SAVE) {
            pending.clear();
            pending.addAll(basis.pending());
            version = basis.version();
        }
        pending.add(event);
        sequence = event.position().sequence();
        version++;
        accepted.add(event.eventId());
        var nudge = new ArrayList<>(basis.pending());
        nudge.add(event);
        relays.get(relay).nudges.add(nudge);
    }

    private PendingEvent event(long at) {
        var id = new UUID(0, accepted.size() + 1L);
        return new PendingEvent(
                new EventId(id),
                Topic.MEETING_EVENTS,
                "key",
                new Position(1, at),
                "meeting-held",
                Instant.EPOCH,
                Cause.begins(id),
                "{}",
                null);
    }

    // ---- relays

    private void relaySteps(int r, List<Step> steps) {
        var relay = relays.get(r);
        if (!relay.nudges.isEmpty()) {
            steps.add(new Step("relay %d hears a nudge".formatted(r), world -> {
                var mine = world.relays.get(r);
                world.take(mine, mine.nudges.removeFirst());
            }));
        }
        if (!pending.isEmpty() && relay.nudges.isEmpty() && isIdle(relay)) {
            steps.add(new Step(
                    "relay %d sweeps".formatted(r),
                    world -> world.take(world.relays.get(r), List.copyOf(world.pending))));
        }
        if (!relay.onWire.isEmpty()) {
            steps.add(new Step("the broker takes what relay %d sent".formatted(r), world -> {
                var mine = world.relays.get(r);
                var event = mine.onWire.removeFirst();
                world.log.add(event);
                mine.unconfirmed.add(event);
            }));
            if (failures < scope.failures()) {
                steps.add(new Step("a send of relay %d fails".formatted(r), world -> {
                    world.failures++;
                    world.fail(world.relays.get(r), world.relays.get(r).onWire.removeFirst(), false);
                }));
                steps.add(new Step("a send of relay %d seems to fail".formatted(r), world -> {
                    world.failures++;
                    world.fail(world.relays.get(r), world.relays.get(r).onWire.removeFirst(), true);
                }));
            }
        }
        if (!relay.unconfirmed.isEmpty()) {
            steps.add(new Step("relay %d hears of a confirmation".formatted(r), world -> {
                var mine = world.relays.get(r);
                world.confirm(mine, mine.unconfirmed.removeFirst());
            }));
        }
        if (!relay.toRemove.isEmpty()) {
            steps.add(new Step("relay %d removes".formatted(r), world -> world.remove(world.relays.get(r))));
        }
        if (crashes < scope.crashes() && !(isIdle(relay) && relay.nudges.isEmpty())) {
            steps.add(new Step("relay %d crashes".formatted(r), world -> {
                world.crashes++;
                world.ghosts.addAll(world.relays.get(r).onWire);
                world.relays.set(r, new RelayState());
            }));
        }
    }

    private static boolean isIdle(RelayState relay) {
        return relay.line.isDone()
                && relay.knownOfBroken.isEmpty()
                && relay.onWire.isEmpty()
                && relay.unconfirmed.isEmpty()
                && relay.toRemove.isEmpty();
    }

    private void take(RelayState relay, List<PendingEvent> seen) {
        if (variant == Variant.PIPELINED) {
            for (var event : seen) {
                if (!relay.knownOfBroken.contains(event)) {
                    relay.knownOfBroken.add(event);
                    relay.onWire.add(event);
                }
            }
            return;
        }
        relay.line.take(seen, 0);
        sendNext(relay);
    }

    private void sendNext(RelayState relay) {
        relay.line.next().map(OutboxLine.Taken::event).ifPresent(event -> {
            relay.onWire.add(event);
            if (variant == Variant.REMOVE_BEFORE_SEND) {
                pending.removeIf(waiting -> waiting.eventId().equals(event.eventId()));
            }
            if (variant == Variant.SENT_IS_DONE) {
                relay.line.confirmed(event);
                relay.toRemove.add(event);
                sendNext(relay);
            }
        });
    }

    private void confirm(RelayState relay, PendingEvent event) {
        if (variant == Variant.SENT_IS_DONE) {
            return;
        }
        if (variant == Variant.PIPELINED) {
            relay.toRemove.add(event);
            return;
        }
        relay.line.confirmed(event);
        relay.toRemove.add(event);
        sendNext(relay);
    }

    private void fail(RelayState relay, PendingEvent event, boolean arrivesLater) {
        if (arrivesLater) {
            ghosts.add(event);
        }
        if (variant == Variant.PIPELINED) {
            relay.knownOfBroken.remove(event);
            return;
        }
        if (variant == Variant.SENT_IS_DONE) {
            return;
        }
        // As Relay does: the line is forgotten, confirmations still to be removed stay in the remover's queue.
        relay.line = new OutboxLine();
    }

    private void remove(RelayState relay) {
        var done = relay.toRemove.removeFirst();
        relay.knownOfBroken.remove(done);
        switch (variant) {
            case POP_FIRST -> {
                if (!pending.isEmpty()) {
                    pending.removeFirst();
                }
            }
            case CLEAR_ALL -> pending.clear();
            default -> pending.removeIf(waiting -> waiting.eventId().equals(done.eventId()));
        }
        relay.line.removed(done.eventId());
        if (relay.line.isDone() && relay.onWire.isEmpty()) {
            relay.line = new OutboxLine();
        }
    }

    // ---- the consumer

    private void consumerSteps(List<Step> steps) {
        if (halfDone != null) {
            steps.add(new Step("the consumer writes the other half", ProtocolModel::finishHalf));
        } else if (read < log.size()) {
            steps.add(new Step("the consumer takes the next event", ProtocolModel::consume));
        }
        if (crashes < scope.crashes() && (read > 0 || halfDone != null)) {
            // No offset is ever sure to be committed: the worst that can happen is to begin again.
            steps.add(new Step("the consumer crashes", world -> {
                world.crashes++;
                world.halfDone = null;
                world.read = 0;
            }));
        }
    }

    private void consume() {
        var event = log.get(read);
        switch (variant) {
            case SHORT_MEMORY -> {
                if (heard == null || !heard.eventId().equals(event.eventId())) {
                    effects.add(event.eventId());
                    heard = markOf(event);
                }
                read++;
            }
            case MARK_AFTER_EFFECT, EFFECT_AFTER_MARK -> {
                if (HeardMark.verdict(heard, event.position(), event.eventId()) == HeardMark.Verdict.APPLY) {
                    if (variant == Variant.MARK_AFTER_EFFECT) {
                        effects.add(event.eventId());
                    } else {
                        heard = markOf(event);
                    }
                    halfDone = event;
                } else {
                    read++;
                }
            }
            default -> {
                if (HeardMark.verdict(heard, event.position(), event.eventId()) == HeardMark.Verdict.APPLY) {
                    effects.add(event.eventId());
                    heard = markOf(event);
                }
                read++;
            }
        }
    }

    private void finishHalf() {
        var event = Objects.requireNonNull(halfDone);
        if (variant == Variant.MARK_AFTER_EFFECT) {
            heard = markOf(event);
        } else {
            effects.add(event.eventId());
        }
        halfDone = null;
        read++;
    }

    private static HeardMark markOf(PendingEvent event) {
        return new HeardMark(event.position(), event.eventId());
    }

    // ---- what must hold

    /** Nothing is left to do but what crashes and failures would add. */
    boolean isAtRest() {
        return minted == scope.events()
                && Arrays.stream(writers).allMatch(Objects::isNull)
                && pending.isEmpty()
                && ghosts.isEmpty()
                && read == log.size()
                && halfDone == null
                && relays.stream().allMatch(relay -> isIdle(relay) && relay.nudges.isEmpty());
    }

    /** What went wrong, with all that led to it; absent while all is well. */
    @Nullable
    String violation() {
        boolean prefix = effects.size() <= accepted.size()
                && accepted.subList(0, effects.size()).equals(effects);
        if (!prefix) {
            return "effects %s of accepted %s after %s".formatted(effects, accepted, steps());
        }
        if (isAtRest() && !effects.equals(accepted)) {
            return "at rest with effects %s of accepted %s after %s".formatted(effects, accepted, steps());
        }
        return null;
    }

    private List<String> steps() {
        var steps = new ArrayList<String>();
        for (var world = this; world != null; world = world.before) {
            steps.addFirst(world.step);
        }
        return steps;
    }

    String key() {
        var key = new StringBuilder();
        key.append(version)
                .append('|')
                .append(ids(pending))
                .append('|')
                .append(ids(log))
                .append('|')
                .append(
                        heard == null
                                ? "-"
                                : heard.eventId().value().getLeastSignificantBits() + "@"
                                        + heard.position().sequence());
        key.append('|')
                .append(effects.size())
                .append('|')
                .append(halfDone == null)
                .append(read);
        key.append('|')
                .append(accepted.size())
                .append(' ')
                .append(minted)
                .append(' ')
                .append(crashes)
                .append(' ')
                .append(failures)
                .append('|')
                .append(ids(ghosts));
        for (var writer : writers) {
            key.append("|w")
                    .append(writer == null ? "-" : writer.version() + ids(writer.pending()) + writer.sequence());
        }
        // Relays are alike: which of the two is in which state makes no difference.
        relays.stream().map(ProtocolModel::key).sorted().forEach(key::append);
        return key.toString();
    }

    private static String key(RelayState relay) {
        var key = new StringBuilder("|r").append(relay.line);
        key.append(ids(relay.knownOfBroken)).append(ids(relay.onWire)).append(ids(relay.unconfirmed));
        key.append(ids(relay.toRemove));
        relay.nudges.forEach(nudge -> key.append('n').append(ids(nudge)));
        return key.toString();
    }

    private static String ids(List<PendingEvent> events) {
        var ids = new StringBuilder("[");
        events.forEach(event -> ids.append(event.eventId().value().getLeastSignificantBits())
                .append('@')
                .append(event.position().sequence())
                .append(' '));
        return ids.append(']').toString();
    }
}
