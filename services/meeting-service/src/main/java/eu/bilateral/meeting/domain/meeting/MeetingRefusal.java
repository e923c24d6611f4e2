package eu.bilateral.meeting.domain.meeting;

import eu.bilateral.kernel.id.MeetingId;
import eu.bilateral.kernel.id.MissionId;
import eu.bilateral.meeting.domain.Refusal;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.Temporal;
import org.jspecify.annotations.Nullable;

/** What one asked of a meeting is refused. */
public abstract sealed class MeetingRefusal extends Refusal {

    private static final long serialVersionUID = 1L;

    private MeetingRefusal(String code, @Nullable String field, String situation) {
        super(code, field, situation);
    }

    /** The workspace has no such meeting. */
    public static final class UnknownMeeting extends MeetingRefusal {
        private static final long serialVersionUID = 1L;

        public UnknownMeeting(MeetingId id) {
            super("unknown-meeting", null, "There is no meeting %s".formatted(id));
        }
    }

    /** The meeting names a mission that the workspace does not have. */
    public static final class MeetingOnUnknownMission extends MeetingRefusal {
        private static final long serialVersionUID = 1L;

        public MeetingOnUnknownMission(MissionId id) {
            super("unknown-mission", "missionId", "There is no mission %s".formatted(id));
        }
    }

    /** Two lists brought the same meeting at the same time, and the other one was first. */
    public static final class MeetingAlreadyLogged extends MeetingRefusal {
        private static final long serialVersionUID = 1L;

        public MeetingAlreadyLogged(MeetingId id) {
            super("meeting-already-logged", null, "Meeting %s is logged already".formatted(id));
        }
    }

    /** The meeting has been held, missed or voided. */
    public static final class MeetingAlreadyClosed extends MeetingRefusal {
        private static final long serialVersionUID = 1L;

        MeetingAlreadyClosed(MeetingId id) {
            super("meeting-already-closed", null, "Meeting %s is already closed".formatted(id));
        }
    }

    /** There is no record to amend: the meeting was not held, or does not count. */
    public static final class MeetingNotHeld extends MeetingRefusal {
        private static final long serialVersionUID = 1L;

        MeetingNotHeld(MeetingId id) {
            super("meeting-not-held", null, "Meeting %s has no record: it was not held".formatted(id));
        }
    }

    /** A meeting that has not begun yet is said to be over. */
    public static final class MeetingStillAhead extends MeetingRefusal {
        private static final long serialVersionUID = 1L;

        MeetingStillAhead(String field) {
            super("meeting-still-ahead", field, "The meeting lies in the future; it cannot be over yet");
        }
    }

    /** A meeting needs two organisations. */
    public static final class SameOrganisationOnBothSides extends MeetingRefusal {
        private static final long serialVersionUID = 1L;

        SameOrganisationOnBothSides() {
            super("same-organisation-on-both-sides", "partner", "An organisation does not meet itself");
        }
    }

    /** The date is before 1990 or more than five years ahead. */
    public static final class MeetingDateOutOfRange extends MeetingRefusal {
        private static final long serialVersionUID = 1L;

        MeetingDateOutOfRange(String field, Temporal date) {
            super("date-out-of-range", field, "%s is before 1990 or more than five years ahead".formatted(date));
        }
    }

    /** Nobody said when. */
    public static final class MeetingDateMissing extends MeetingRefusal {
        private static final long serialVersionUID = 1L;

        public MeetingDateMissing(String field) {
            super("date-missing", field, "A meeting needs a date");
        }
    }

    /** The day and the hour that were given are not the same day at the place of the meeting. */
    public static final class DatesDisagree extends MeetingRefusal {
        private static final long serialVersionUID = 1L;

        DatesDisagree(LocalDate heldOn, LocalDate day, ZoneId zone) {
            super("dates-disagree", "heldOn", "startsAt is on %s in %s, not on %s".formatted(day, zone, heldOn));
        }
    }

    /** A held meeting has a record, always. */
    public static final class RecordMissing extends MeetingRefusal {
        private static final long serialVersionUID = 1L;

        public RecordMissing() {
            super("record-missing", "record", "A meeting that was held needs its record");
        }
    }

    /** A meeting that is only planned has no record, and no day on which it was held. */
    public static final class OutcomeTooEarly extends MeetingRefusal {
        private static final long serialVersionUID = 1L;

        public OutcomeTooEarly(String field) {
            super("outcome-too-early", field, "A meeting that is only planned has no outcome yet");
        }
    }

    /** A text or list of the record is longer than it may be. */
    public static final class RecordOverLimit extends MeetingRefusal {
        private static final long serialVersionUID = 1L;

        RecordOverLimit(String field, int most) {
            super("too-long", field, "At most %d are allowed".formatted(most));
        }
    }

    /** Something was promised for a day before the meeting. */
    public static final class StepDueBeforeMeeting extends MeetingRefusal {
        private static final long serialVersionUID = 1L;

        StepDueBeforeMeeting(String field, LocalDate dueOn, LocalDate heldOn) {
            super(
                    "step-due-before-meeting",
                    field,
                    "It is due on %s, before the meeting on %s".formatted(dueOn, heldOn));
        }
    }

    /** A developer changes only what is the developer's own. */
    public static final class MeetingOfAnother extends MeetingRefusal {
        private static final long serialVersionUID = 1L;

        MeetingOfAnother() {
            super("meeting-of-another", null, "This is somebody else's meeting; its owner or a manager can change it");
        }
    }
}
