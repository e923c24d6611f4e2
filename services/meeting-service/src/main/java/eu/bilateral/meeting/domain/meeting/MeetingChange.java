package eu.bilateral.meeting.domain.meeting;

import eu.bilateral.kernel.event.MeetingEvent;
import eu.bilateral.kernel.event.MeetingEvent.MeetingAmended;

/** A meeting's next state and the fact that brought it about, kept together so that both are stored or neither. */
public record MeetingChange(Meeting meeting, MeetingEvent event) {

    /** Whether the event says nothing that the meeting does not: an amended one carries its mission as that is by now. */
    public boolean isAllInState() {
        return !(event instanceof MeetingAmended amended) || amended.mission() == null;
    }
}
