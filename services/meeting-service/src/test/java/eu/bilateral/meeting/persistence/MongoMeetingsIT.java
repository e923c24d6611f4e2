package eu.bilateral.meeting.persistence;

import eu.bilateral.kernel.id.WorkspaceId;
import eu.bilateral.kernel.testing.AlsoOnRealParts;
import eu.bilateral.meeting.RunningService;
import eu.bilateral.meeting.domain.meeting.Meetings;
import org.springframework.beans.factory.annotation.Autowired;

@AlsoOnRealParts
class MongoMeetingsIT extends RunningService implements MeetingsContract {

    @Autowired
    private Meetings meetings;

    @Override
    public Meetings meetings() {
        return meetings;
    }

    @Override
    public WorkspaceId here() {
        return workspace;
    }
}
