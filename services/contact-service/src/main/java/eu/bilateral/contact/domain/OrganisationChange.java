package eu.bilateral.contact.domain;

import eu.bilateral.kernel.event.ContactEvent;

/** An organisation's next state and the fact that brought it about, kept together so that both are stored or neither. */
public record OrganisationChange(Organisation organisation, ContactEvent event) {}
