package eu.bilateral.meeting.application;

import eu.bilateral.kernel.command.Instruction;
import eu.bilateral.kernel.command.Kept;
import eu.bilateral.kernel.id.MeetingId;
import eu.bilateral.meeting.domain.meeting.Meeting;
import eu.bilateral.meeting.domain.meeting.MeetingRecord;
import eu.bilateral.meeting.domain.meeting.Meetings;
import java.time.Clock;
import org.springframework.stereotype.Service;

/** Puts another record in the place of a held meeting's. */
@Service
public class AmendRecord {

    /** Which meeting, and its whole record as it is to be. */
    public record Command(MeetingId meetingId, MeetingRecord record) {}

    private final Meetings meetings;
    private final Occasions occasions;
    private final Clock clock;

    AmendRecord(Meetings meetings, Occasions occasions, Clock clock) {
        this.meetings = meetings;
        this.occasions = occasions;
        this.clock = clock;
    }

    /** Amends it for the meeting's owner, for who met, or for a manager. */
    public Kept<Meeting> handle(Instruction by, Command command) {
        return meetings.change(
                by,
                command.meetingId(),
                meeting -> meeting.forChangeBy(by.account(), by.role())
                        .held()
                        .amend(occasions.facts(by.workspace(), meeting), command.record(), clock.instant()));
    }
}
