package eu.bilateral.meeting.web;

import eu.bilateral.kernel.event.MissionType;
import eu.bilateral.kernel.id.AccountId;
import eu.bilateral.kernel.id.OrganisationId;
import eu.bilateral.kernel.text.SingleLine;
import eu.bilateral.meeting.domain.mission.MissionPlan;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A mission, whole; who leads it is whoever sends it, unless it says otherwise. */
@Schema(example = """
        {"name":"Mission to the USA 2017","type":"OUTGOING","startsOn":"2017-05-15","endsOn":"2017-05-19",\
        "zone":"America/New_York","lead":"marta"}""")
record DescribeMissionRequest(
        @Nullable @Pattern(regexp = "[A-Za-z0-9][A-Za-z0-9._-]{0,79}")
        String ref,

        @NotBlank @SingleLine @Size(max = 200) String name,
        @NotNull MissionType type,
        @NotNull LocalDate startsOn,
        @NotNull LocalDate endsOn,
        @NotNull ZoneId zone,
        @Nullable AccountId lead,
        @Nullable @Size(max = MissionPlan.MAX_DELEGATION) List<@NotNull OrganisationId> delegation,
        @Nullable @Size(max = 50) List<@NotNull OrganisationId> organisers) {

    MissionPlan toPlan(AccountId sender) {
        return new MissionPlan(
                ref,
                name.strip(),
                type,
                startsOn,
                endsOn,
                Zones.neededRegional(zone),
                lead == null ? sender : lead,
                delegation == null ? List.of() : delegation,
                organisers == null ? List.of() : organisers);
    }
}
