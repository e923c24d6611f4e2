package eu.bilateral.meeting.domain.mission;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import eu.bilateral.kernel.command.Instruction;
import eu.bilateral.kernel.command.Kept;
import eu.bilateral.kernel.id.MissionId;
import eu.bilateral.kernel.id.WorkspaceId;
import eu.bilateral.meeting.domain.mission.MissionRefusal.MissionAlreadyPlanned;
import eu.bilateral.meeting.domain.mission.MissionRefusal.UnknownMission;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** All missions of all workspaces; each write stores a mission and its event at once or not at all. */
public interface Missions {

    /** The mission of that id; absent where the workspace has none. */
    Optional<Kept<Mission>> find(WorkspaceId workspace, MissionId id);

    /** The mission of that id; {@link UnknownMission} where the workspace has none. */
    default Kept<Mission> get(WorkspaceId workspace, MissionId id) {
        return find(workspace, id).orElseThrow(() -> new UnknownMission(id));
    }

    /**
     * Keeps a new mission, deciding only when the command was not carried out before; the same command again finds what it
     * made. {@link MissionAlreadyPlanned} where another command made one of that id.
     */
    Kept<Mission> add(Instruction by, MissionId id, Supplier<MissionChange> decision);

    /**
     * Changes a mission; the decision is made again when somebody was quicker, and not at all when the command was carried
     * out before. {@link UnknownMission} where the workspace has none.
     */
    @CanIgnoreReturnValue
    Kept<Mission> change(Instruction by, MissionId id, Function<Mission, MissionChange> decision);

    /** The workspace's missions behind that place, the latest start first, then by id downwards. */
    List<Kept<Mission>> list(WorkspaceId workspace, @Nullable Place after, int atMost);

    /** A place in the list. */
    record Place(LocalDate startsOn, MissionId id) {

        /** Right behind this mission. */
        public static Place of(Mission mission) {
            return new Place(mission.plan().startsOn(), mission.id());
        }
    }
}
