package eu.bilateral.meeting.persistence;

import eu.bilateral.kernel.id.WorkspaceId;
import eu.bilateral.meeting.Examples;
import eu.bilateral.meeting.InMemoryMissions;
import eu.bilateral.meeting.domain.mission.Missions;

class InMemoryMissionsTest implements MissionsContract {

    private final Missions missions = new InMemoryMissions();

    @Override
    public Missions missions() {
        return missions;
    }

    @Override
    public WorkspaceId here() {
        return Examples.OFFICE;
    }
}
