package eu.bilateral.kernel.event;

import java.time.Instant;

/** Something that happened and that others may hear of; immutable, complete, free of personal data. */
public sealed interface DomainEvent permits ContactEvent, MeetingEvent, FollowUpEvent {

    /** When it happened by the domain's clock, to the millisecond. */
    Instant occurredAt();
}
