package eu.bilateral.followup.domain.partnership;

import eu.bilateral.followup.domain.playbook.Planner;
import eu.bilateral.followup.domain.playbook.Playbook;
import eu.bilateral.kernel.command.CommandId;
import eu.bilateral.kernel.command.Instruction;
import eu.bilateral.kernel.command.Role;
import eu.bilateral.kernel.event.Cause;
import eu.bilateral.kernel.event.CooperationArea;
import eu.bilateral.kernel.event.EventEnvelope;
import eu.bilateral.kernel.event.FollowUpKind;
import eu.bilateral.kernel.event.Interest;
import eu.bilateral.kernel.event.MeetingEvent;
import eu.bilateral.kernel.event.MeetingEvent.MeetingAmended;
import eu.bilateral.kernel.event.MeetingEvent.MeetingHeld;
import eu.bilateral.kernel.event.MeetingEvent.MeetingMissed;
import eu.bilateral.kernel.event.MeetingEvent.MeetingScheduled;
import eu.bilateral.kernel.event.MeetingEvent.MeetingVoided;
import eu.bilateral.kernel.event.MeetingKind;
import eu.bilateral.kernel.event.MissionFacts;
import eu.bilateral.kernel.event.Position;
import eu.bilateral.kernel.event.RecordFacts;
import eu.bilateral.kernel.event.Side;
import eu.bilateral.kernel.event.StepFacts;
import eu.bilateral.kernel.id.AccountId;
import eu.bilateral.kernel.id.EventId;
import eu.bilateral.kernel.id.MeetingId;
import eu.bilateral.kernel.id.MissionId;
import eu.bilateral.kernel.id.OrganisationId;
import eu.bilateral.kernel.id.PartnershipId;
import eu.bilateral.kernel.id.WorkspaceId;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Lublin meets Boston in May 2017: what tests tell each other about that pair. */
public final class Meetings2017 {

    public static final WorkspaceId LUBLIN = WorkspaceId.of("lublin");
    public static final OrganisationId OURS = OrganisationId.derivedFrom("lubelska-medycyna");
    public static final OrganisationId BOSTON = OrganisationId.derivedFrom("us-partner-01");
    public static final PartnershipId PAIR = PartnershipId.of(LUBLIN, OURS, BOSTON);
    public static final AccountId MARIA = AccountId.of("maria");
    public static final AccountId JAN = AccountId.of("jan");
    public static final AccountId LEAD = AccountId.of("lead");
    public static final ZoneId WASHINGTON = ZoneId.of("America/New_York");
    public static final LocalDate TUESDAY = LocalDate.parse("2017-05-16");
    public static final Instant NOON = Instant.parse("2017-05-23T10:00:00Z");
    public static final LocalDate TODAY = LocalDate.parse("2017-05-23");
    public static final MissionFacts MISSION =
            new MissionFacts(MissionId.derivedFrom("usa-2017"), LEAD, List.of(LocalDate.parse("2017-05-17")));

    /** The product's playbook in a country without holidays. */
    public static final Planner PLANNER = new Planner(Playbook.standard(), (day, country) -> false);

    public static final StepFacts SEND_PROFILE =
            new StepFacts(FollowUpKind.SEND_DOCUMENTS, LocalDate.parse("2017-05-24"), Side.OURS, null);
    public static final StepFacts CALL_THEM =
            new StepFacts(FollowUpKind.CALL, LocalDate.parse("2017-05-26"), Side.OURS, null);

    private Meetings2017() {}

    public static RecordFacts polite() {
        return record(1, 1, null);
    }

    public static RecordFacts keen() {
        return record(3, 2, CALL_THEM);
    }

    public static RecordFacts record(int ours, int theirs, @Nullable StepFacts next, StepFacts... promises) {
        return new RecordFacts(
                Interest.of(ours),
                Interest.of(theirs),
                List.of(CooperationArea.RESEARCH_AND_DEVELOPMENT),
                List.of(promises),
                next);
    }

    public static MeetingHeld held(MeetingId meeting, RecordFacts record) {
        return held(meeting, record, TUESDAY, MISSION, MARIA);
    }

    public static MeetingHeld held(
            MeetingId meeting,
            RecordFacts record,
            LocalDate on,
            @Nullable MissionFacts mission,
            @Nullable AccountId metBy) {
        return new MeetingHeld(
                meeting, PAIR, OURS, BOSTON, MeetingKind.C2C, mission, on, null, WASHINGTON, record, metBy, NOON);
    }

    public static MeetingAmended amended(MeetingId meeting, RecordFacts record) {
        return amended(meeting, record, TUESDAY);
    }

    public static MeetingAmended amended(MeetingId meeting, RecordFacts record, LocalDate on) {
        return new MeetingAmended(
                meeting,
                PAIR,
                OURS,
                BOSTON,
                MeetingKind.C2C,
                MISSION,
                on,
                null,
                WASHINGTON,
                record,
                MARIA,
                NOON.plusSeconds(60));
    }

    public static MeetingScheduled scheduled(MeetingId meeting, String startsAt) {
        return new MeetingScheduled(
                meeting, PAIR, OURS, BOSTON, MeetingKind.C2C, MISSION, Instant.parse(startsAt), WASHINGTON, JAN, NOON);
    }

    public static MeetingMissed missed(MeetingId meeting) {
        return new MeetingMissed(
                meeting, PAIR, OURS, BOSTON, MeetingKind.C2C, MISSION, TUESDAY, Side.THEIRS, JAN, NOON);
    }

    public static MeetingVoided voided(MeetingId meeting) {
        return new MeetingVoided(meeting, PAIR, OURS, BOSTON, MISSION.missionId(), NOON.plusSeconds(120));
    }

    /** The event as the meeting's how-manieth it is. */
    public static EventEnvelope<MeetingEvent> told(long sequence, MeetingId meeting, MeetingEvent event) {
        return new EventEnvelope<>(
                EventId.derivedFrom(meeting.toString(), Long.toString(sequence)),
                LUBLIN,
                meeting.value(),
                new Position(1, sequence),
                PAIR.toString(),
                Cause.begins(new UUID(0, sequence)),
                event);
    }

    public static Instruction by(AccountId account, Role role) {
        return new Instruction(LUBLIN, account, role, CommandId.next(), null);
    }

    public static Instruction byManager() {
        return by(AccountId.of("boss"), Role.MANAGER);
    }
}
