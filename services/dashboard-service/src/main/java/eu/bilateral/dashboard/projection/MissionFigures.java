package eu.bilateral.dashboard.projection;

import eu.bilateral.kernel.event.MissionType;
import eu.bilateral.kernel.event.ProgrammeItemKind;
import eu.bilateral.kernel.event.Stage;
import eu.bilateral.kernel.id.MeetingId;
import eu.bilateral.kernel.id.MissionId;
import eu.bilateral.kernel.id.PartnershipId;
import java.time.LocalDate;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * What a mission came to, each number counted from the events.
 *
 * @param clusters distinct clusters of our side in the delegation
 * @param partners distinct partners of the C2C meetings held
 * @param meetingsHeld C2C meetings held
 * @param noShows meetings to which one side did not come
 * @param visitsByDay visits of the programme, per date on which there were any
 * @param partnershipsByStage partnerships that began with the mission or met on it, per stage in which there are any
 * @param openFollowUps open follow-ups of those partnerships
 * @param programme the programme in the order of dates and cities
 * @param met who met whom, with the meetings held
 */
public record MissionFigures(
        MissionId missionId,
        String name,
        MissionType type,
        LocalDate startsOn,
        LocalDate endsOn,
        long clusters,
        long partners,
        long meetingsHeld,
        long noShows,
        SortedMap<LocalDate, Long> visitsByDay,
        SortedMap<Stage, Long> partnershipsByStage,
        long openFollowUps,
        List<ProgrammeRow> programme,
        List<MetPair> met) {

    public MissionFigures {
        programme = List.copyOf(programme);
        met = List.copyOf(met);
    }

    /** An item of the programme; {@code host} is absent where nobody in particular hosts it. */
    public record ProgrammeRow(
            LocalDate date,
            @Nullable String city,
            ProgrammeItemKind kind,
            @Nullable Party host) {}

    /** A pair that met on the mission, and in which meetings. */
    public record MetPair(PartnershipId partnershipId, Party ours, Party partner, List<MeetingId> meetings) {

        public MetPair {
            meetings = List.copyOf(meetings);
        }
    }
}
