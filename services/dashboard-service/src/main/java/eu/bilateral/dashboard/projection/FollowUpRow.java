package eu.bilateral.dashboard.projection;

import eu.bilateral.kernel.event.FollowUpKind;
import eu.bilateral.kernel.event.FollowUpOrigin;
import eu.bilateral.kernel.id.AccountId;
import eu.bilateral.kernel.id.FollowUpId;
import eu.bilateral.kernel.id.MeetingId;
import eu.bilateral.kernel.id.PartnershipId;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * An open follow-up with the pair it is for.
 *
 * @param owner who is to do it
 * @param partnershipOwner who may do it as well
 * @param meetingId the meeting that asked for it, if one did
 */
public record FollowUpRow(
        FollowUpId followUpId,
        PartnershipId partnershipId,
        Party ours,
        Party partner,
        FollowUpKind kind,
        FollowUpOrigin origin,
        LocalDate dueOn,
        AccountId owner,
        AccountId partnershipOwner,
        @Nullable MeetingId meetingId) {}
