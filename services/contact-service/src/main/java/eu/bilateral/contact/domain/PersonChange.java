package eu.bilateral.contact.domain;

import eu.bilateral.kernel.event.ContactEvent;

/** A person's next state and the fact that brought it about, kept together so that both are stored or neither. */
public record PersonChange(Person person, ContactEvent event) {}
