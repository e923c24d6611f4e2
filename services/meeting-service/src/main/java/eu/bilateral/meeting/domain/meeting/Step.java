package eu.bilateral.meeting.domain.meeting;

import eu.bilateral.kernel.event.FollowUpKind;
import eu.bilateral.kernel.event.Side;
import eu.bilateral.kernel.event.StepFacts;
import eu.bilateral.kernel.id.AccountId;
import eu.bilateral.meeting.domain.meeting.MeetingRefusal.RecordOverLimit;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What one side promised, or the next step both agreed on: what, in which words, by when, by whom.
 *
 * @param text its wording, which never leaves the record; absent where the kind says it all
 * @param owner who of ours sees to it, where somebody is named
 */
public record Step(
        FollowUpKind kind,
        @Nullable String text,
        LocalDate dueOn,
        Side by,
        @Nullable AccountId owner) {

    /** The longest wording, in characters. */
    public static final int MAX_TEXT = 500;

    public Step {
        if (text != null && text.length() > MAX_TEXT) {
            throw new RecordOverLimit("text", MAX_TEXT);
        }
    }

    /** What others may know of it: everything but its wording. */
    StepFacts facts() {
        return new StepFacts(kind, dueOn, by, owner);
    }

    Step withOwner(@Nullable AccountId other) {
        return new Step(kind, text, dueOn, by, other);
    }
}
