package eu.bilateral.meeting.application;

import eu.bilateral.kernel.command.Instruction;
import eu.bilateral.kernel.command.Kept;
import eu.bilateral.kernel.id.AccountId;
import eu.bilateral.kernel.id.MeetingId;
import eu.bilateral.meeting.domain.meeting.Meeting;
import eu.bilateral.meeting.domain.meeting.MeetingRecord;
import eu.bilateral.meeting.domain.meeting.Meetings;
import java.time.Clock;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Records what came of a planned meeting. */
@Service
public class HoldMeeting {

    /**
     * What came of it.
     *
     * @param heldOn the day on which it took place after all; absent where all went as planned
     * @param metBy who of ours met; absent: whoever records it
     */
    public record Command(
            MeetingId meetingId,
            @Nullable LocalDate heldOn,
            @Nullable AccountId metBy,
            MeetingRecord record) {}

    private final Meetings meetings;
    private final Occasions occasions;
    private final Clock clock;

    HoldMeeting(Meetings meetings, Occasions occasions, Clock clock) {
        this.meetings = meetings;
        this.occasions = occasions;
        this.clock = clock;
    }

    /** Records it for the meeting's owner or a manager. */
    public Kept<Meeting> handle(Instruction by, Command command) {
        var metBy = command.metBy() == null ? by.account() : command.metBy();
        return meetings.change(
                by,
                command.meetingId(),
                meeting -> meeting.forChangeBy(by.account(), by.role())
                        .stillOpen()
                        .hold(
                                occasions.facts(by.workspace(), meeting),
                                command.heldOn(),
                                command.record(),
                                metBy,
                                clock.instant()));
    }
}
