package eu.bilateral.meeting.web;

import eu.bilateral.kernel.event.ProgrammeItemKind;
import eu.bilateral.kernel.id.MissionId;
import eu.bilateral.kernel.id.OrganisationId;
import eu.bilateral.kernel.text.SingleLine;
import eu.bilateral.meeting.application.AddProgrammeItem;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** One item of a programme; in the mission's zone unless it says otherwise. */
@Schema(example = """
        {"kind":"VISIT","date":"2017-05-16","city":"Philadelphia","zone":"America/New_York"}""")
record AddProgrammeItemRequest(
        @NotNull ProgrammeItemKind kind,
        @NotNull LocalDate date,
        @Nullable @SingleLine @Size(max = CITY_LENGTH) String city,
        @Nullable ZoneId zone,
        @Nullable OrganisationId host) {

    /** The longest name of a city, in characters. */
    static final int CITY_LENGTH = 200;

    AddProgrammeItem.Command toCommand(MissionId missionId) {
        var place = city == null || city.isBlank() ? null : city.strip();
        return new AddProgrammeItem.Command(missionId, kind, date, place, Zones.regional(zone), host);
    }
}
