package eu.bilateral.dashboard.projection;

import eu.bilateral.kernel.id.MissionId;
import eu.bilateral.kernel.id.WorkspaceId;
import java.util.Optional;

/** The report of a mission that a funder can check. */
public interface MissionReport {

    /** The figures of that mission; absent where the workspace has none of that id. */
    Optional<MissionFigures> of(WorkspaceId workspace, MissionId missionId);
}
