package eu.bilateral.meeting.application;

import eu.bilateral.kernel.command.Instruction;
import eu.bilateral.kernel.command.Kept;
import eu.bilateral.kernel.event.Side;
import eu.bilateral.kernel.id.MeetingId;
import eu.bilateral.meeting.domain.meeting.Meeting;
import eu.bilateral.meeting.domain.meeting.Meetings;
import java.time.Clock;
import org.springframework.stereotype.Service;

/** Notes that one side did not come to a planned meeting. */
@Service
public class NoteNoShow {

    /** Which meeting, and who did not come. */
    public record Command(MeetingId meetingId, Side absent) {}

    private final Meetings meetings;
    private final Occasions occasions;
    private final Clock clock;

    NoteNoShow(Meetings meetings, Occasions occasions, Clock clock) {
        this.meetings = meetings;
        this.occasions = occasions;
        this.clock = clock;
    }

    /** Notes it for the meeting's owner or a manager. */
    public Kept<Meeting> handle(Instruction by, Command command) {
        return meetings.change(
                by,
                command.meetingId(),
                meeting -> meeting.forChangeBy(by.account(), by.role())
                        .stillOpen()
                        .miss(occasions.facts(by.workspace(), meeting), command.absent(), clock.instant()));
    }
}
