package eu.bilateral.followup.domain.partnership;

import eu.bilateral.kernel.event.FollowUpKind;
import eu.bilateral.kernel.event.FollowUpOrigin;
import eu.bilateral.kernel.id.AccountId;
import eu.bilateral.kernel.id.FollowUpId;
import eu.bilateral.kernel.id.MeetingId;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A follow-up that nobody waits for any more.
 *
 * @param by who did it; absent for one that was withdrawn
 * @param outcome what came of it, in the words of who did it
 */
public record ClosedFollowUp(
        FollowUpId followUpId,
        FollowUpKind kind,
        FollowUpOrigin origin,
        String step,
        LocalDate dueOn,
        AccountId owner,
        @Nullable MeetingId meetingId,
        @Nullable String text,
        End end,
        Instant closedAt,
        @Nullable AccountId by,
        @Nullable String outcome) {

    /** How a follow-up ends. */
    public enum End {
        /** Somebody did it. */
        DONE,
        /** There was no longer a reason to do it. */
        WITHDRAWN
    }
}
