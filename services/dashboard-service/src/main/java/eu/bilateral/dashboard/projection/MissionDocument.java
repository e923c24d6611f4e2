package eu.bilateral.dashboard.projection;

import eu.bilateral.kernel.event.MissionType;
import eu.bilateral.kernel.event.ProgrammeItemKind;
import eu.bilateral.kernel.id.MissionId;
import eu.bilateral.kernel.id.OrganisationId;
import eu.bilateral.kernel.id.ProgrammeItemId;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A mission with its programme; {@code facts} are absent while only its programme has been heard of, and then it is not
 * shown yet.
 */
public record MissionDocument(MissionId missionId, @Nullable Facts facts, List<Item> programme) {

    public MissionDocument {
        programme = List.copyOf(programme);
    }

    /** What the mission is. */
    public record Facts(
            @Nullable String ref,
            String name,
            MissionType type,
            LocalDate startsOn,
            LocalDate endsOn,
            ZoneId zone,
            List<OrganisationId> delegation) {

        public Facts {
            delegation = List.copyOf(delegation);
        }
    }

    /** An item of the programme. */
    public record Item(
            ProgrammeItemId programmeItemId,
            ProgrammeItemKind kind,
            LocalDate date,
            @Nullable String city,
            @Nullable OrganisationId host) {}
}
