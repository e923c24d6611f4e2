package eu.bilateral.meeting.web;

import eu.bilateral.kernel.command.Kept;
import eu.bilateral.kernel.event.MissionType;
import eu.bilateral.kernel.event.ProgrammeItemKind;
import eu.bilateral.kernel.id.AccountId;
import eu.bilateral.kernel.id.MissionId;
import eu.bilateral.kernel.id.OrganisationId;
import eu.bilateral.kernel.id.ProgrammeItemId;
import eu.bilateral.meeting.domain.mission.Mission;
import eu.bilateral.meeting.domain.mission.ProgrammeItem;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A mission as clients see it; its programme is a list of its own. */
record MissionView(
        MissionId missionId,
        @Nullable String ref,
        String name,
        MissionType type,
        LocalDate startsOn,
        LocalDate endsOn,
        ZoneId zone,
        AccountId lead,
        List<OrganisationId> delegation,
        List<OrganisationId> organisers,
        int programmeItems,
        long version) {

    static MissionView from(Kept<Mission> kept) {
        var mission = kept.state();
        var plan = mission.plan();
        return new MissionView(
                mission.id(),
                plan.ref(),
                plan.name(),
                plan.type(),
                plan.startsOn(),
                plan.endsOn(),
                plan.zone(),
                plan.lead(),
                plan.delegation(),
                plan.organisers(),
                mission.programme().size(),
                kept.version());
    }

    /** An item of a programme. */
    record ProgrammeItemView(
            ProgrammeItemId programmeItemId,
            ProgrammeItemKind kind,
            LocalDate date,
            @Nullable String city,
            ZoneId zone,
            @Nullable OrganisationId host) {

        static ProgrammeItemView from(ProgrammeItem item) {
            return new ProgrammeItemView(item.id(), item.kind(), item.date(), item.city(), item.zone(), item.host());
        }

        /** The whole programme, day by day; within a day in the order in which the items were added. */
        static List<ProgrammeItemView> programmeOf(Mission mission) {
            return mission.programme().stream()
                    .sorted(Comparator.comparing(ProgrammeItem::date))
                    .map(ProgrammeItemView::from)
                    .toList();
        }
    }
}
