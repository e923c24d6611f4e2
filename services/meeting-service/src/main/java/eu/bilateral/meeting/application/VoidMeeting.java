package eu.bilateral.meeting.application;

import eu.bilateral.kernel.command.Instruction;
import eu.bilateral.kernel.command.Kept;
import eu.bilateral.kernel.id.MeetingId;
import eu.bilateral.meeting.domain.meeting.Meeting;
import eu.bilateral.meeting.domain.meeting.Meetings;
import java.time.Clock;
import org.springframework.stereotype.Service;

/** Makes a meeting count no more: called off before it took place, or logged by mistake. */
@Service
public class VoidMeeting {

    /** Which meeting. */
    public record Command(MeetingId meetingId) {}

    private final Meetings meetings;
    private final Clock clock;

    VoidMeeting(Meetings meetings, Clock clock) {
        this.meetings = meetings;
        this.clock = clock;
    }

    /** Voids it for the meeting's owner, for who met, or for a manager. */
    public Kept<Meeting> handle(Instruction by, Command command) {
        return meetings.change(
                by,
                command.meetingId(),
                meeting -> meeting.forChangeBy(by.account(), by.role())
                        .stillCounting()
                        .callOff(clock.instant()));
    }
}
