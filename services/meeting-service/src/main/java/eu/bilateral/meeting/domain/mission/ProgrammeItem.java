package eu.bilateral.meeting.domain.mission;

import eu.bilateral.kernel.event.ProgrammeItemKind;
import eu.bilateral.kernel.id.MissionId;
import eu.bilateral.kernel.id.OrganisationId;
import eu.bilateral.kernel.id.ProgrammeItemId;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One item of a mission's programme: what happens on which day, where, and at whose place.
 *
 * @param date the day at the place
 * @param host who receives the delegation; absent where nobody in particular does
 */
public record ProgrammeItem(
        ProgrammeItemId id,
        ProgrammeItemKind kind,
        LocalDate date,
        @Nullable String city,
        ZoneId zone,
        @Nullable OrganisationId host) {

    /** The item of that mission; its id follows from mission, day, kind, city and host, so that none is there twice. */
    public static ProgrammeItem of(
            MissionId mission,
            ProgrammeItemKind kind,
            LocalDate date,
            @Nullable String city,
            ZoneId zone,
            @Nullable OrganisationId host) {
        var id = ProgrammeItemId.derivedFrom(
                "programme-item",
                mission.toString(),
                date.toString(),
                kind.name(),
                city == null ? "" : city.strip().toLowerCase(Locale.ROOT),
                host == null ? "" : host.toString());
        return new ProgrammeItem(id, kind, date, city, zone, host);
    }
}
