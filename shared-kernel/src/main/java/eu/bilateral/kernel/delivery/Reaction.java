package eu.bilateral.kernel.delivery;

import eu.bilateral.kernel.event.DomainEvent;
import eu.bilateral.kernel.event.EventEnvelope;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a service's documents of one kind answer to the events of one topic. Both methods are pure: the delivery calls them
 * again with a fresher document whenever somebody was quicker.
 */
public interface Reaction<E extends DomainEvent, S> {

    /** The one document that the event touches; absent where it touches none of this kind. */
    Optional<String> touches(EventEnvelope<E> heard);

    /**
     * What the event makes of the document ({@code null}: there is none yet). Whatever it throws sends the event to the
     * quarantine, where later events of the same key wait behind it.
     */
    Outcome<S> react(@Nullable S current, EventEnvelope<E> heard);
}
