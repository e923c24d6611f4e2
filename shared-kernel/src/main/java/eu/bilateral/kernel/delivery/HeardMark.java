package eu.bilateral.kernel.delivery;

import eu.bilateral.kernel.event.Position;
import eu.bilateral.kernel.id.EventId;
import org.jspecify.annotations.Nullable;

/** The last event that a document took from one source aggregate. */
record HeardMark(Position position, EventId eventId) {

    /** What to do with an event of the same source. */
    enum Verdict {
        /** New: apply it. */
        APPLY,
        /** Applied before, or older than what was applied: nothing to do. */
        KNOWN,
        /** Another event claims the same place: somebody's history was taken back. Park it and raise an alarm. */
        FORK
    }

    /**
     * Rule 5 of the delivery protocol. A gap is no reason to wait: what is missing was refused or discarded before, for the
     * order per key holds on the way here.
     */
    static Verdict verdict(@Nullable HeardMark last, Position position, EventId eventId) {
        if (last == null || position.isAfter(last.position())) {
            return Verdict.APPLY;
        }
        return position.equals(last.position()) && !eventId.equals(last.eventId()) ? Verdict.FORK : Verdict.KNOWN;
    }

    /** Whether events are missing between the last one heard and this one. */
    static boolean leavesGap(@Nullable HeardMark last, Position position) {
        if (last == null || last.position().epoch() != position.epoch()) {
            return false;
        }
        return position.sequence() > last.position().sequence() + 1;
    }
}
