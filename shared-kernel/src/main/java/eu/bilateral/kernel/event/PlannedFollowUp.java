package eu.bilateral.kernel.event;

import eu.bilateral.kernel.id.AccountId;
import eu.bilateral.kernel.id.FollowUpId;
import eu.bilateral.kernel.id.MeetingId;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** A follow-up as it enters a partnership; {@code meetingId} is the meeting that asked for it, if one did. */
public record PlannedFollowUp(
        FollowUpId followUpId,
        FollowUpKind kind,
        FollowUpOrigin origin,
        LocalDate dueOn,
        AccountId owner,
        @Nullable MeetingId meetingId) {}
