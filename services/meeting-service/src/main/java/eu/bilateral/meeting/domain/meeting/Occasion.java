package eu.bilateral.meeting.domain.meeting;

import eu.bilateral.kernel.command.Role;
import eu.bilateral.kernel.event.MeetingKind;
import eu.bilateral.kernel.id.AccountId;
import eu.bilateral.kernel.id.MeetingId;
import eu.bilateral.kernel.id.MissionId;
import eu.bilateral.kernel.id.OrganisationId;
import eu.bilateral.kernel.id.PartnershipId;
import eu.bilateral.kernel.id.WorkspaceId;
import eu.bilateral.meeting.domain.meeting.MeetingRefusal.MeetingOfAnother;
import eu.bilateral.meeting.domain.meeting.MeetingRefusal.SameOrganisationOnBothSides;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * What never changes about a meeting: which pair meets, in which way, on which mission, and whose meeting it is.
 *
 * @param partnershipId follows from the pair, so that all meetings of one pair tell of one partnership
 * @param zone where it takes place; its dates are dates there
 * @param owner who prepares or logged it; the mission's lead for one from a list
 */
public record Occasion(
        MeetingId id,
        PartnershipId partnershipId,
        OrganisationId ours,
        OrganisationId partner,
        MeetingKind kind,
        @Nullable MissionId missionId,
        ZoneId zone,
        AccountId owner) {

    public Occasion {
        if (ours.equals(partner)) {
            throw new SameOrganisationOnBothSides();
        }
    }

    /** The occasion for this pair in this workspace; {@link SameOrganisationOnBothSides} where it is no pair. */
    public static Occasion of(
            WorkspaceId workspace,
            MeetingId id,
            OrganisationId ours,
            OrganisationId partner,
            MeetingKind kind,
            @Nullable MissionId missionId,
            ZoneId zone,
            AccountId owner) {
        return new Occasion(
                id, PartnershipId.of(workspace, ours, partner), ours, partner, kind, missionId, zone, owner);
    }

    /** Lets pass whoever may change it: its owner and every manager; {@link MeetingOfAnother} for all others. */
    public void mustBelongTo(AccountId account, Role role) {
        if (role != Role.MANAGER && !owner.equals(account)) {
            throw new MeetingOfAnother();
        }
    }
}
