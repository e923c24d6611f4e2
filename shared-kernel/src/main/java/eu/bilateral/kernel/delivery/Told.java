package eu.bilateral.kernel.delivery;

import eu.bilateral.kernel.event.DomainEvent;

/** A document's next state and the event that tells of it, kept together so that both are stored or neither. */
public record Told<S, E extends DomainEvent>(S state, E event) {}
