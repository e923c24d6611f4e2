package eu.bilateral.meeting.persistence;

import eu.bilateral.kernel.id.WorkspaceId;
import eu.bilateral.kernel.testing.AlsoOnRealParts;
import eu.bilateral.meeting.RunningService;
import eu.bilateral.meeting.domain.mission.Missions;
import org.springframework.beans.factory.annotation.Autowired;

@AlsoOnRealParts
class MongoMissionsIT extends RunningService implements MissionsContract {

    @Autowired
    private Missions missions;

    @Override
    public Missions missions() {
        return missions;
    }

    @Override
    public WorkspaceId here() {
        return workspace;
    }
}
