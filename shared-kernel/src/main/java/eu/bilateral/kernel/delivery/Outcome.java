package eu.bilateral.kernel.delivery;

import eu.bilateral.kernel.event.DomainEvent;
import org.jspecify.annotations.Nullable;

/** What an event made of the document that it touches. */
public sealed interface Outcome<S> {

    /** Nothing, save that the document has heard it. */
    record Unchanged<S>() implements Outcome<S> {}

    /** A new state, and where others should know, the event that tells of it. */
    record Changed<S>(S state, @Nullable DomainEvent told) implements Outcome<S> {}

    /** Nothing, save that the document has heard it; where there is no document none is made. */
    static <S> Outcome<S> unchanged() {
        return new Unchanged<>();
    }

    /** A new state that nobody else needs to know. */
    static <S> Outcome<S> changed(S state) {
        return new Changed<>(state, null);
    }

    /** A new state and the event that tells of it; both are stored in one write. */
    static <S> Outcome<S> changed(S state, DomainEvent told) {
        return new Changed<>(state, told);
    }
}
