package eu.bilateral.followup.domain.partnership;

import eu.bilateral.kernel.event.Position;
import eu.bilateral.kernel.event.RecordFacts;
import eu.bilateral.kernel.event.Stage;
import eu.bilateral.kernel.id.MeetingId;
import eu.bilateral.kernel.id.MissionId;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a partnership knows of one of its meetings.
 *
 * @param revision the meeting's last event that was heard; an earlier one or the same changes nothing any more
 * @param date of the meeting, at its place
 * @param record what came of it; absent for one that was not held
 * @param shows the stage that this meeting by itself is evidence for
 * @param risenAfter how many entries the history had when the meeting last showed something new, so that a person's later
 *     move outranks it
 */
public record AttachedMeeting(
        MeetingId meetingId,
        Standing standing,
        Position revision,
        @Nullable MissionId missionId,
        List<LocalDate> travelDays,
        LocalDate date,
        @Nullable RecordFacts record,
        Stage shows,
        int risenAfter) {

    public AttachedMeeting {
        travelDays = List.copyOf(travelDays);
    }

    /** Where a meeting stands, as far as its partnership cares. */
    public enum Standing {
        AGREED,
        HELD,
        MISSED,
        VOIDED
    }

    /** Whether it took place and counts. */
    public boolean isHeld() {
        return standing == Standing.HELD;
    }

    AttachedMeeting voided(Position heard) {
        return new AttachedMeeting(
                meetingId, Standing.VOIDED, heard, missionId, travelDays, date, record, Stage.TARGETED, risenAfter);
    }

    /** The stage that a held meeting is evidence for (playbook, rule 4). */
    static Stage shownBy(RecordFacts record) {
        return record.confirmsInterest() ? Stage.INTEREST_CONFIRMED : Stage.MET;
    }
}
