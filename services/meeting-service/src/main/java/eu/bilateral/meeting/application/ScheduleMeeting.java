package eu.bilateral.meeting.application;

import eu.bilateral.kernel.command.Instruction;
import eu.bilateral.kernel.command.Kept;
import eu.bilateral.kernel.event.MeetingKind;
import eu.bilateral.kernel.id.AccountId;
import eu.bilateral.kernel.id.MissionId;
import eu.bilateral.kernel.id.OrganisationId;
import eu.bilateral.meeting.application.Occasions.Named;
import eu.bilateral.meeting.domain.meeting.Meeting;
import eu.bilateral.meeting.domain.meeting.Meetings;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Gives a meeting of two organisations a time. The same command plans it once. */
@Service
public class ScheduleMeeting {

    /**
     * What is planned.
     *
     * @param zone absent: the mission's, and without one that of the setting {@code bilateral.zone}
     * @param owner who prepares it; absent: whoever plans it
     */
    public record Command(
            OrganisationId ours,
            OrganisationId partner,
            @Nullable MissionId missionId,
            MeetingKind kind,
            Instant startsAt,
            @Nullable ZoneId zone,
            @Nullable AccountId owner) {}

    private final Meetings meetings;
    private final Occasions occasions;
    private final Delegations delegations;
    private final Clock clock;

    ScheduleMeeting(Meetings meetings, Occasions occasions, Delegations delegations, Clock clock) {
        this.meetings = meetings;
        this.occasions = occasions;
        this.delegations = delegations;
        this.clock = clock;
    }

    /** Plans it for whoever asks; a developer plans own meetings only. */
    public Kept<Meeting> handle(Instruction by, Command command) {
        var mission = occasions.mission(by.workspace(), command.missionId());
        var named = new Named(command.ours(), command.partner(), command.kind(), command.zone(), command.owner());
        var id = Occasions.idFor(by);
        var kept = meetings.add(
                by,
                id,
                () -> Meeting.schedule(
                        occasions.begin(by, id, named, mission),
                        Occasions.facts(mission),
                        command.startsAt(),
                        clock.instant()));
        if (mission != null) {
            delegations.join(by, mission, List.of(command.ours()));
        }
        return kept;
    }
}
