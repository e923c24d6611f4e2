package eu.bilateral.kernel.delivery;

import eu.bilateral.kernel.event.Position;
import eu.bilateral.kernel.id.EventId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What the relay knows of one document's outbox, and the protocol's decisions about it: at most one event is on its way and
 * the next one leaves only when the broker has confirmed it; what is confirmed is removed by its id. Not thread-safe.
 */
final class OutboxLine {

    private final Deque<Taken> waiting = new ArrayDeque<>();
    private final Set<EventId> unremoved = new HashSet<>();
    private @Nullable PendingEvent onItsWay;
    private @Nullable Position lastConfirmed;

    /** An event, and when it was taken notice of, on whichever clock the caller goes by. */
    record Taken(PendingEvent event, long at) {}

    /** Takes notice of what waits in the document, oldest first; what the line knows already is not taken twice. */
    void take(List<PendingEvent> pending, long now) {
        for (var event : pending) {
            var last = lastKnown();
            if (last == null || event.position().isAfter(last)) {
                waiting.addLast(new Taken(event, now));
            }
        }
    }

    private @Nullable Position lastKnown() {
        if (!waiting.isEmpty()) {
            return waiting.getLast().event().position();
        }
        return onItsWay != null ? onItsWay.position() : lastConfirmed;
    }

    /** How many events it knows of that the broker has not confirmed. */
    int unconfirmed() {
        return waiting.size() + (onItsWay == null ? 0 : 1);
    }

    /** The event to send now; absent while another one is unconfirmed or none waits. */
    Optional<Taken> next() {
        if (onItsWay != null || waiting.isEmpty()) {
            return Optional.empty();
        }
        var next = waiting.removeFirst();
        onItsWay = next.event();
        return Optional.of(next);
    }

    /** The broker has it: it may be removed from the document. */
    void confirmed(PendingEvent event) {
        onItsWay = null;
        lastConfirmed = event.position();
        unremoved.add(event.eventId());
    }

    /** The document no longer holds it. */
    void removed(EventId event) {
        unremoved.remove(event);
    }

    /** Whether everything that was taken is confirmed and removed, so that the line may be forgotten. */
    boolean isDone() {
        return onItsWay == null && waiting.isEmpty() && unremoved.isEmpty();
    }

    /** Another line that knows the same. */
    OutboxLine copy() {
        var copy = new OutboxLine();
        copy.waiting.addAll(waiting);
        copy.unremoved.addAll(unremoved);
        copy.onItsWay = onItsWay;
        copy.lastConfirmed = lastConfirmed;
        return copy;
    }

    @Override
    public String toString() {
        return "on its way %s, waiting %s, unremoved %s, last confirmed %s"
                .formatted(
                        onItsWay == null ? "none" : onItsWay.eventId(),
                        waiting.stream().map(taken -> taken.event().eventId()).toList(),
                        new TreeSet<>(unremoved.stream().map(EventId::toString).toList()),
                        lastConfirmed);
    }
}
