package eu.bilateral.meeting.persistence;

import eu.bilateral.kernel.id.WorkspaceId;
import eu.bilateral.meeting.Examples;
import eu.bilateral.meeting.InMemoryMeetings;
import eu.bilateral.meeting.domain.meeting.Meetings;

class InMemoryMeetingsTest implements MeetingsContract {

    private final Meetings meetings = new InMemoryMeetings();

    @Override
    public Meetings meetings() {
        return meetings;
    }

    @Override
    public WorkspaceId here() {
        return Examples.OFFICE;
    }
}
