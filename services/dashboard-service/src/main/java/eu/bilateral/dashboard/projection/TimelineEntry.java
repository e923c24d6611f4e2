package eu.bilateral.dashboard.projection;

import eu.bilateral.kernel.event.DomainEvent;
import eu.bilateral.kernel.id.EventId;
import java.time.Instant;

/**
 * Something that happened to a partnership.
 *
 * @param at when, by the domain's clock
 * @param type the event's name on the wire
 * @param byPerson whether a person asked for it; otherwise the playbook answered to another event
 */
public record TimelineEntry(EventId eventId, Instant at, String type, boolean byPerson, DomainEvent event) {}
