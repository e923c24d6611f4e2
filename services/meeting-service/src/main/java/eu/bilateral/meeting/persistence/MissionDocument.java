package eu.bilateral.meeting.persistence;

import eu.bilateral.kernel.event.MissionType;
import eu.bilateral.kernel.event.ProgrammeItemKind;
import eu.bilateral.kernel.id.AccountId;
import eu.bilateral.kernel.id.MissionId;
import eu.bilateral.kernel.id.OrganisationId;
import eu.bilateral.kernel.id.ProgrammeItemId;
import eu.bilateral.meeting.domain.mission.Mission;
import eu.bilateral.meeting.domain.mission.MissionPlan;
import eu.bilateral.meeting.domain.mission.ProgrammeItem;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A mission as it is stored, its programme inside; its id is the document's. */
record MissionDocument(
        @Nullable String ref,
        String name,
        MissionType type,
        LocalDate startsOn,
        LocalDate endsOn,
        ZoneId zone,
        AccountId lead,
        List<OrganisationId> delegation,
        List<OrganisationId> organisers,
        List<ProgrammeItemDocument> programme) {

    /** An item of the programme as it is stored. */
    record ProgrammeItemDocument(
            ProgrammeItemId programmeItemId,
            ProgrammeItemKind kind,
            LocalDate date,
            @Nullable String city,
            ZoneId zone,
            @Nullable OrganisationId host) {

        static ProgrammeItemDocument from(ProgrammeItem item) {
            return new ProgrammeItemDocument(
                    item.id(), item.kind(), item.date(), item.city(), item.zone(), item.host());
        }

        ProgrammeItem toItem() {
            return new ProgrammeItem(programmeItemId, kind, date, city, zone, host);
        }
    }

    static MissionDocument from(Mission mission) {
        var plan = mission.plan();
        return new MissionDocument(
                plan.ref(),
                plan.name(),
                plan.type(),
                plan.startsOn(),
                plan.endsOn(),
                plan.zone(),
                plan.lead(),
                plan.delegation(),
                plan.organisers(),
                mission.programme().stream().map(ProgrammeItemDocument::from).toList());
    }

    Mission toMission(MissionId id) {
        return new Mission(
                id,
                new MissionPlan(ref, name, type, startsOn, endsOn, zone, lead, delegation, organisers),
                programme.stream().map(ProgrammeItemDocument::toItem).toList());
    }
}
