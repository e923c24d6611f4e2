package eu.bilateral.kernel.delivery;

import eu.bilateral.kernel.event.DomainEvent;

/**
 * A document's next state and the event that tells of it, kept together so that both are stored or neither.
 *
 * @param isAllInState whether the event says nothing beyond the state, so that there is nothing to tell where that is there
 *     already
 */
public record Told<S, E extends DomainEvent>(S state, E event, boolean isAllInState) {

    /** An event that is told also where the state is the one that is there. */
    public Told(S state, E event) {
        this(state, event, false);
    }

    /** An event that is told only where the state becomes another. */
    public static <S, E extends DomainEvent> Told<S, E> ofState(S state, E event) {
        return new Told<>(state, event, true);
    }

    boolean isNothingNew(S present) {
        return isAllInState && state.equals(present);
    }
}
