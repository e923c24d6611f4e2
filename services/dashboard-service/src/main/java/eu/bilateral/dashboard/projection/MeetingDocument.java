package eu.bilateral.dashboard.projection;

import eu.bilateral.kernel.event.MeetingKind;
import eu.bilateral.kernel.event.MeetingStatus;
import eu.bilateral.kernel.event.MissionFacts;
import eu.bilateral.kernel.id.MeetingId;
import eu.bilateral.kernel.id.MissionId;
import eu.bilateral.kernel.id.OrganisationId;
import eu.bilateral.kernel.id.PartnershipId;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** A meeting as the reports count it; {@code date} is the one at the place of the meeting. */
public record MeetingDocument(
        MeetingId meetingId,
        PartnershipId partnershipId,
        OrganisationId ours,
        OrganisationId partner,
        MeetingKind kind,
        MeetingStatus status,
        @Nullable MissionId missionId,
        LocalDate date) {

    MeetingDocument with(MeetingStatus another) {
        return new MeetingDocument(meetingId, partnershipId, ours, partner, kind, another, missionId, date);
    }

    static @Nullable MissionId missionOf(@Nullable MissionFacts mission) {
        return mission == null ? null : mission.missionId();
    }
}
