package eu.bilateral.kernel.event;

import eu.bilateral.kernel.id.EventId;
import eu.bilateral.kernel.id.WorkspaceId;
import java.util.UUID;

/**
 * An event as it travels: what happened, to which aggregate as its how-manieth event, where, and why.
 *
 * @param aggregateId the aggregate whose document carried it in its outbox; sequences count per aggregate
 * @param position the aggregate's how-manieth event this is, and in which life of the data set
 * @param key orders records: the partnership, the organisation or the mission
 */
public record EventEnvelope<E extends DomainEvent>(
        EventId eventId, WorkspaceId workspace, UUID aggregateId, Position position, String key, Cause cause, E event) {

    /** The cause of whatever this event leads to. */
    public Cause asCause() {
        return cause.then(eventId);
    }
}
