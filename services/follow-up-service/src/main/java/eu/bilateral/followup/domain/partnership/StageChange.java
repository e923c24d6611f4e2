package eu.bilateral.followup.domain.partnership;

import eu.bilateral.kernel.event.Stage;
import eu.bilateral.kernel.id.AccountId;
import eu.bilateral.kernel.id.EventId;
import eu.bilateral.kernel.id.FollowUpId;
import eu.bilateral.kernel.id.MeetingId;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * One entry of a partnership's history: a change of stage, or the trace of what might have changed it and did not.
 *
 * @param from absent for the entry that opened the partnership; the same as {@code to} for a mere trace
 * @param at when it came to that: of a held meeting the time of the meeting, however much later it was recorded, but never
 *     before the entry before it
 * @param daysInStage how many days it had been in {@code from}
 * @param movedBy the person who decided; absent where the playbook did
 * @param meetingId the meeting because of which
 * @param followUpId the completed follow-up because of which
 * @param causedBy the event because of which
 * @param reason in the words of the person
 * @param evidence what the person showed for it
 * @param wakeUpOn when a partnership in {@link Stage#NURTURE} is taken up again
 */
public record StageChange(
        @Nullable Stage from,
        Stage to,
        Instant at,
        long daysInStage,
        Because because,
        @Nullable AccountId movedBy,
        @Nullable MeetingId meetingId,
        @Nullable FollowUpId followUpId,
        @Nullable EventId causedBy,
        @Nullable String reason,
        @Nullable String evidence,
        @Nullable LocalDate wakeUpOn) {

    /** What brought an entry of the history about. */
    public enum Because {
        MEETING_AGREED,
        MEETING_HELD,
        MEETING_AMENDED,
        MEETING_VOIDED,
        MEETING_MISSED,
        /** A call, a second contact or a meeting was followed up and completed. */
        SECOND_CONTACT,
        /** A person moved it. */
        PERSON;

        /** Whether somebody decided or did something: the playbook never takes that back (rule 13). */
        boolean isDecision() {
            return this == SECOND_CONTACT || this == PERSON;
        }
    }

    /** Whether the stage is another one since. */
    public boolean isMove() {
        return from != to;
    }
}
