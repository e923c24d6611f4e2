package eu.bilateral.meeting.application;

import eu.bilateral.kernel.command.Instruction;
import eu.bilateral.kernel.command.Kept;
import eu.bilateral.kernel.event.MeetingKind;
import eu.bilateral.kernel.id.AccountId;
import eu.bilateral.kernel.id.MissionId;
import eu.bilateral.kernel.id.OrganisationId;
import eu.bilateral.meeting.application.Occasions.Named;
import eu.bilateral.meeting.domain.meeting.Meeting;
import eu.bilateral.meeting.domain.meeting.MeetingRecord;
import eu.bilateral.meeting.domain.meeting.Meetings;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Logs a meeting that took place without having been planned here. The same command logs it once. Costs one insert, and
 * beside it the look-ups by id of the mission and of the two organisations.
 */
@Service
public class LogMeeting {

    /**
     * What is logged.
     *
     * @param heldOn the day at the place of the meeting; absent where {@code startsAt} says it
     * @param zone absent: the mission's, and without one that of the setting {@code bilateral.zone}
     * @param metBy who of ours met; absent: whoever logs it
     */
    public record Command(
            OrganisationId ours,
            OrganisationId partner,
            @Nullable MissionId missionId,
            MeetingKind kind,
            @Nullable LocalDate heldOn,
            @Nullable Instant startsAt,
            @Nullable ZoneId zone,
            @Nullable AccountId metBy,
            MeetingRecord record) {}

    private final Meetings meetings;
    private final Occasions occasions;
    private final Delegations delegations;
    private final Clock clock;

    LogMeeting(Meetings meetings, Occasions occasions, Delegations delegations, Clock clock) {
        this.meetings = meetings;
        this.occasions = occasions;
        this.delegations = delegations;
        this.clock = clock;
    }

    /** Logs it for whoever asks; a developer logs own meetings only. */
    public Kept<Meeting> handle(Instruction by, Command command) {
        var mission = occasions.mission(by.workspace(), command.missionId());
        var metBy = command.metBy() == null ? by.account() : command.metBy();
        var named = new Named(command.ours(), command.partner(), command.kind(), command.zone(), metBy);
        var id = Occasions.idFor(by);
        var kept = meetings.add(
                by,
                id,
                () -> Meeting.log(
                        occasions.begin(by, id, named, mission),
                        Occasions.facts(mission),
                        command.heldOn(),
                        command.startsAt(),
                        command.record(),
                        metBy,
                        clock.instant()));
        if (mission != null) {
            delegations.join(by, mission, List.of(command.ours()));
        }
        return kept;
    }
}
