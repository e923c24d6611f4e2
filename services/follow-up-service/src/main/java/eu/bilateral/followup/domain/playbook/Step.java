package eu.bilateral.followup.domain.playbook;

import eu.bilateral.kernel.event.FollowUpKind;

/**
 * One follow-up that a held meeting asks for.
 *
 * @param name what tells it from the playbook's other steps; part of the ids that are derived for it, so never renamed
 * @param after how many days after the meeting, at least one
 */
public record Step(String name, FollowUpKind kind, int after, Counting counting, Scope scope) {

    public Step {
        if (name.isBlank()) {
            throw new IllegalArgumentException("A step of the playbook has a name");
        }
        if (after < 1 || after > 3650) {
            throw new IllegalArgumentException("A step comes 1 to 3650 days after the meeting, not " + after);
        }
    }

    /** How the days of a step are counted. */
    public enum Counting {
        /** Only days on which the owner works. */
        WORKING_DAYS,
        /** Every day; where the count ends on a day off, the next working day takes its place. */
        CALENDAR_DAYS
    }

    /** To what a step belongs. */
    public enum Scope {
        /** Each meeting asks for one of its own, as each deserves its own thanks. */
        MEETING,
        /** The partnership needs one at a time: a further meeting asks for none while an earlier one's is open. */
        PARTNERSHIP
    }
}
