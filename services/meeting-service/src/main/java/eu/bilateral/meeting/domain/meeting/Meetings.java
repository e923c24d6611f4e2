package eu.bilateral.meeting.domain.meeting;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import eu.bilateral.kernel.command.Instruction;
import eu.bilateral.kernel.command.Kept;
import eu.bilateral.kernel.id.MeetingId;
import eu.bilateral.kernel.id.MissionId;
import eu.bilateral.kernel.id.OrganisationId;
import eu.bilateral.kernel.id.WorkspaceId;
import eu.bilateral.meeting.domain.meeting.MeetingRefusal.MeetingAlreadyLogged;
import eu.bilateral.meeting.domain.meeting.MeetingRefusal.UnknownMeeting;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** All meetings of all workspaces; each write stores a meeting and its event at once or not at all. */
public interface Meetings {

    /** The meeting of that id; absent where the workspace has none. */
    Optional<Kept<Meeting>> find(WorkspaceId workspace, MeetingId id);

    /** The meeting of that id; {@link UnknownMeeting} where the workspace has none. */
    default Kept<Meeting> get(WorkspaceId workspace, MeetingId id) {
        return find(workspace, id).orElseThrow(() -> new UnknownMeeting(id));
    }

    /** Those of the named that the workspace has, by id; unknown ones are absent. For imports. */
    Map<MeetingId, Meeting> named(WorkspaceId workspace, Collection<MeetingId> ids);

    /**
     * Keeps a new meeting, deciding only when the command was not carried out before; the same command again finds what it
     * made. {@link MeetingAlreadyLogged} where another command made one of that id.
     */
    @CanIgnoreReturnValue
    Kept<Meeting> add(Instruction by, MeetingId id, Supplier<MeetingChange> decision);

    /**
     * Changes a meeting; the decision is made again when somebody was quicker, and not at all when the command was carried
     * out before. {@link UnknownMeeting} where the workspace has none.
     */
    @CanIgnoreReturnValue
    Kept<Meeting> change(Instruction by, MeetingId id, Function<Meeting, MeetingChange> decision);

    /** The workspace's meetings that the search finds, the latest day first, then by id downwards. */
    List<Kept<Meeting>> list(WorkspaceId workspace, Search search);

    /**
     * Which meetings to list; what is absent does not narrow.
     *
     * @param after lists only what comes behind this place
     */
    record Search(
            @Nullable MissionId missionId,
            @Nullable OrganisationId partner,
            @Nullable Place after,
            int atMost) {}

    /** A place in the list. */
    record Place(LocalDate date, MeetingId id) {

        /** Right behind this meeting. */
        public static Place of(Meeting meeting) {
            return new Place(meeting.date(), meeting.id());
        }
    }
}
