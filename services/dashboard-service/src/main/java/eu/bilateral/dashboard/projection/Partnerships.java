package eu.bilateral.dashboard.projection;

import eu.bilateral.kernel.event.ContactEvent;
import eu.bilateral.kernel.event.DomainEvent;
import eu.bilateral.kernel.event.FollowUpEvent;
import eu.bilateral.kernel.event.MeetingEvent.MeetingAmended;
import eu.bilateral.kernel.event.MeetingEvent.MeetingHeld;
import eu.bilateral.kernel.event.MeetingEvent.MeetingMissed;
import eu.bilateral.kernel.event.MeetingEvent.MeetingScheduled;
import eu.bilateral.kernel.event.MeetingEvent.MeetingVoided;
import eu.bilateral.kernel.event.MeetingEvent.MissionChanged;
import eu.bilateral.kernel.event.MeetingEvent.MissionPlanned;
import eu.bilateral.kernel.event.MeetingEvent.ProgrammeItemAdded;
import eu.bilateral.kernel.id.PartnershipId;
import java.util.Optional;

/** Which partnership an event is about. */
public final class Partnerships {

    private Partnerships() {}

    /** The partnership that this event is about; absent where it is about no single one. */
    public static Optional<PartnershipId> of(DomainEvent event) {
        return switch (event) {
            case ContactEvent contact -> Optional.empty();
            case FollowUpEvent followUp -> Optional.of(followUp.partnershipId());
            case MeetingScheduled scheduled -> Optional.of(scheduled.partnershipId());
            case MeetingHeld held -> Optional.of(held.partnershipId());
            case MeetingAmended amended -> Optional.of(amended.partnershipId());
            case MeetingVoided voided -> Optional.of(voided.partnershipId());
            case MeetingMissed missed -> Optional.of(missed.partnershipId());
            case MissionPlanned planned -> Optional.empty();
            case MissionChanged changed -> Optional.empty();
            case ProgrammeItemAdded added -> Optional.empty();
        };
    }
}
