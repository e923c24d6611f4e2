package eu.bilateral.dashboard.projection;

import eu.bilateral.kernel.event.MissionType;
import eu.bilateral.kernel.id.MissionId;
import eu.bilateral.kernel.id.WorkspaceId;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The missions of a workspace. */
public interface Missions {

    /** The latest 200, the latest first. */
    List<MissionRow> list(WorkspaceId workspace);

    /** A mission in a list; {@code ref} is its natural key, if it has one. */
    record MissionRow(
            MissionId missionId,
            @Nullable String ref,
            String name,
            MissionType type,
            LocalDate startsOn,
            LocalDate endsOn,
            ZoneId zone) {}
}
