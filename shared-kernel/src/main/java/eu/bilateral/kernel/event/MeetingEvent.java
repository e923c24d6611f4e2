package eu.bilateral.kernel.event;

import com.fasterxml.jackson.annotation.JsonTypeName;
import eu.bilateral.kernel.id.AccountId;
import eu.bilateral.kernel.id.MeetingId;
import eu.bilateral.kernel.id.MissionId;
import eu.bilateral.kernel.id.OrganisationId;
import eu.bilateral.kernel.id.PartnershipId;
import eu.bilateral.kernel.id.ProgrammeItemId;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the meeting service tells the world. The {@link JsonTypeName}s are the wire format and outlive any rename. */
public sealed interface MeetingEvent extends DomainEvent {

    /** A mission is on the calendar. */
    @JsonTypeName("mission-planned")
    record MissionPlanned(
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
            Instant occurredAt)
            implements MeetingEvent {

        public MissionPlanned {
            delegation = List.copyOf(delegation);
            organisers = List.copyOf(organisers);
        }
    }

    /** A mission is described anew; every field as it now is. */
    @JsonTypeName("mission-changed")
    record MissionChanged(
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
            Instant occurredAt)
            implements MeetingEvent {

        public MissionChanged {
            delegation = List.copyOf(delegation);
            organisers = List.copyOf(organisers);
        }
    }

    /** A mission's programme has one more item; {@code host} is absent where nobody in particular hosts it. */
    @JsonTypeName("programme-item-added")
    record ProgrammeItemAdded(
            MissionId missionId,
            ProgrammeItemId programmeItemId,
            ProgrammeItemKind kind,
            LocalDate date,
            @Nullable String city,
            ZoneId zone,
            @Nullable OrganisationId host,
            Instant occurredAt)
            implements MeetingEvent {}

    /** A meeting has a time; {@code owner} is who prepares it. */
    @JsonTypeName("meeting-scheduled")
    record MeetingScheduled(
            MeetingId meetingId,
            PartnershipId partnershipId,
            OrganisationId ours,
            OrganisationId partner,
            MeetingKind kind,
            @Nullable MissionFacts mission,
            Instant startsAt,
            ZoneId zone,
            AccountId owner,
            Instant occurredAt)
            implements MeetingEvent {}

    /**
     * A meeting took place, with its record; {@code metBy} is who of ours met, where it is known; {@code heldOn} is the date at
     * the place of the meeting.
     */
    @JsonTypeName("meeting-held")
    record MeetingHeld(
            MeetingId meetingId,
            PartnershipId partnershipId,
            OrganisationId ours,
            OrganisationId partner,
            MeetingKind kind,
            @Nullable MissionFacts mission,
            LocalDate heldOn,
            @Nullable Instant startsAt,
            ZoneId zone,
            RecordFacts record,
            @Nullable AccountId metBy,
            Instant occurredAt)
            implements MeetingEvent {}

    /** A held meeting is recorded anew; every field as it now is. */
    @JsonTypeName("meeting-amended")
    record MeetingAmended(
            MeetingId meetingId,
            PartnershipId partnershipId,
            OrganisationId ours,
            OrganisationId partner,
            MeetingKind kind,
            @Nullable MissionFacts mission,
            LocalDate heldOn,
            @Nullable Instant startsAt,
            ZoneId zone,
            RecordFacts record,
            @Nullable AccountId metBy,
            Instant occurredAt)
            implements MeetingEvent {}

    /** A meeting does not count: called off before, or logged by mistake. */
    @JsonTypeName("meeting-voided")
    record MeetingVoided(
            MeetingId meetingId,
            PartnershipId partnershipId,
            OrganisationId ours,
            OrganisationId partner,
            @Nullable MissionId missionId,
            Instant occurredAt)
            implements MeetingEvent {}

    /** One side did not come; no lead, no move. */
    @JsonTypeName("meeting-missed")
    record MeetingMissed(
            MeetingId meetingId,
            PartnershipId partnershipId,
            OrganisationId ours,
            OrganisationId partner,
            MeetingKind kind,
            @Nullable MissionFacts mission,
            LocalDate missedOn,
            Side absent,
            AccountId owner,
            Instant occurredAt)
            implements MeetingEvent {}
}
