package eu.bilateral.followup.domain.partnership;

import eu.bilateral.kernel.event.FollowUpKind;
import eu.bilateral.kernel.event.FollowUpOrigin;
import eu.bilateral.kernel.event.PlannedFollowUp;
import eu.bilateral.kernel.id.AccountId;
import eu.bilateral.kernel.id.FollowUpId;
import eu.bilateral.kernel.id.MeetingId;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Something that its owner has promised to do by a date.
 *
 * @param step what asked for it: a step of the playbook, a promise of a record, a person
 * @param touched whether a person has put it off or given it to somebody else; the playbook leaves such a one alone
 * @param text its wording, where a person gave one here; that of a promise stays with the meeting's record
 * @param addedAt when it came on the list
 */
public record OpenFollowUp(
        FollowUpId followUpId,
        FollowUpKind kind,
        FollowUpOrigin origin,
        String step,
        LocalDate dueOn,
        AccountId owner,
        @Nullable MeetingId meetingId,
        boolean touched,
        @Nullable String text,
        Instant addedAt) {

    /** Whether the playbook put it there and nobody has taken it in hand since: only such a one may it withdraw. */
    public boolean isUntouched() {
        return !touched && origin != FollowUpOrigin.PERSON;
    }

    OpenFollowUp withDueOn(LocalDate later) {
        return new OpenFollowUp(followUpId, kind, origin, step, later, owner, meetingId, true, text, addedAt);
    }

    OpenFollowUp withOwner(AccountId other, boolean byItself) {
        return new OpenFollowUp(
                followUpId, kind, origin, step, dueOn, other, meetingId, touched || byItself, text, addedAt);
    }

    ClosedFollowUp done(Instant at, AccountId by, @Nullable String outcome) {
        return new ClosedFollowUp(
                followUpId,
                kind,
                origin,
                step,
                dueOn,
                owner,
                meetingId,
                text,
                ClosedFollowUp.End.DONE,
                at,
                by,
                outcome);
    }

    ClosedFollowUp withdrawn(Instant at) {
        return new ClosedFollowUp(
                followUpId,
                kind,
                origin,
                step,
                dueOn,
                owner,
                meetingId,
                text,
                ClosedFollowUp.End.WITHDRAWN,
                at,
                null,
                null);
    }

    PlannedFollowUp toPlanned() {
        return new PlannedFollowUp(followUpId, kind, origin, dueOn, owner, meetingId);
    }
}
