package eu.bilateral.kernel.event;

import eu.bilateral.kernel.event.MeetingEvent.MeetingAmended;
import eu.bilateral.kernel.event.MeetingEvent.MeetingHeld;
import eu.bilateral.kernel.event.MeetingEvent.MeetingMissed;
import eu.bilateral.kernel.event.MeetingEvent.MeetingScheduled;
import eu.bilateral.kernel.event.MeetingEvent.MeetingVoided;
import eu.bilateral.kernel.event.MeetingEvent.MissionChanged;
import eu.bilateral.kernel.event.MeetingEvent.MissionPlanned;
import eu.bilateral.kernel.event.MeetingEvent.ProgrammeItemAdded;

/**
 * What keeps records in order: all about one organisation, one mission, or one partnership goes to one partition. A meeting
 * never changes its pair, so its own order holds too.
 */
public final class RecordKey {

    private RecordKey() {}

    /** The key under which this event travels. */
    public static String of(DomainEvent event) {
        return switch (event) {
            case ContactEvent contact -> contact.organisationId().toString();
            case FollowUpEvent followUp -> followUp.partnershipId().toString();
            case MissionPlanned planned -> planned.missionId().toString();
            case MissionChanged changed -> changed.missionId().toString();
            case ProgrammeItemAdded added -> added.missionId().toString();
            case MeetingScheduled scheduled -> scheduled.partnershipId().toString();
            case MeetingHeld held -> held.partnershipId().toString();
            case MeetingAmended amended -> amended.partnershipId().toString();
            case MeetingVoided voided -> voided.partnershipId().toString();
            case MeetingMissed missed -> missed.partnershipId().toString();
        };
    }
}
