package eu.bilateral.meeting;

import eu.bilateral.kernel.command.CommandId;
import eu.bilateral.kernel.command.Instruction;
import eu.bilateral.kernel.command.Role;
import eu.bilateral.kernel.event.CooperationArea;
import eu.bilateral.kernel.event.FollowUpKind;
import eu.bilateral.kernel.event.Interest;
import eu.bilateral.kernel.event.MeetingKind;
import eu.bilateral.kernel.event.MissionType;
import eu.bilateral.kernel.event.Side;
import eu.bilateral.kernel.id.AccountId;
import eu.bilateral.kernel.id.MeetingId;
import eu.bilateral.kernel.id.MissionId;
import eu.bilateral.kernel.id.OrganisationId;
import eu.bilateral.kernel.id.PersonId;
import eu.bilateral.kernel.id.WorkspaceId;
import eu.bilateral.meeting.domain.meeting.MeetingRecord;
import eu.bilateral.meeting.domain.meeting.Occasion;
import eu.bilateral.meeting.domain.meeting.Step;
import eu.bilateral.meeting.domain.mission.Mission;
import eu.bilateral.meeting.domain.mission.MissionPlan;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;

/** The mission of May 2017 and a meeting on it, as the tests tell of them. */
public final class Examples {

    public static final WorkspaceId OFFICE = WorkspaceId.of("mission-office");
    public static final WorkspaceId LUBLIN_OFFICE = WorkspaceId.of("lublin");

    public static final AccountId MANAGER = AccountId.of("manager");
    public static final AccountId DEVELOPER = AccountId.of("developer");
    public static final AccountId COLLEAGUE = AccountId.of("colleague");

    public static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

    /** Tuesday 23 May 2017, nine in Lublin, three in the night in Washington. */
    public static final Instant NOW = Instant.parse("2017-05-23T07:00:00Z");

    public static final LocalDate C2C_DAY = LocalDate.of(2017, 5, 16);
    /** Twenty past ten in Washington. */
    public static final Instant C2C_TIME = Instant.parse("2017-05-16T14:20:00Z");

    public static final OrganisationId LUBLIN = OrganisationId.of("11111111-1111-4111-8111-111111111111");
    public static final OrganisationId BIOENERGIA = OrganisationId.of("22222222-2222-4222-8222-222222222222");
    public static final OrganisationId WISTAR = OrganisationId.of("33333333-3333-4333-8333-333333333333");
    public static final OrganisationId BILAT = OrganisationId.of("44444444-4444-4444-8444-444444444444");

    public static final MissionId USA = MissionId.of("55555555-5555-4555-8555-555555555555");
    public static final MeetingId LUBLIN_MEETS_WISTAR = MeetingId.of("66666666-6666-4666-8666-666666666666");

    public static final MissionPlan USA_PLAN = new MissionPlan(
            "usa-2017",
            "Mission to the USA",
            MissionType.OUTGOING,
            LocalDate.of(2017, 5, 15),
            LocalDate.of(2017, 5, 19),
            NEW_YORK,
            MANAGER,
            List.of(LUBLIN),
            List.of(BILAT));

    public static final Mission USA_MISSION = new Mission(USA, USA_PLAN, List.of());

    public static final Occasion AT_THE_TABLE =
            Occasion.of(OFFICE, LUBLIN_MEETS_WISTAR, LUBLIN, WISTAR, MeetingKind.C2C, USA, NEW_YORK, DEVELOPER);

    public static final Step A_CALL = new Step(
            FollowUpKind.CALL, "Arrange a call between the two offices", C2C_DAY.plusDays(10), Side.OURS, null);

    public static final MeetingRecord BOTH_KEEN = new MeetingRecord(
            Interest.of(3),
            Interest.of(2),
            List.of(CooperationArea.RESEARCH_AND_DEVELOPMENT),
            List.of(new Step(
                    FollowUpKind.SEND_DOCUMENTS, "The cluster's profile", C2C_DAY.plusDays(7), Side.OURS, DEVELOPER)),
            A_CALL,
            List.of("Medical University of Lublin"),
            List.of(PersonId.of("77777777-7777-4777-8777-777777777777")),
            "en",
            "They look for partners in oncology");

    public static final MeetingRecord POLITE = MeetingRecord.listed(Interest.of(1), Interest.of(1), List.of(), null);

    private Examples() {}

    /** A developer asks, once. */
    public static Instruction byDeveloper() {
        return by(DEVELOPER, Role.DEVELOPER);
    }

    /** A manager asks, once. */
    public static Instruction byManager() {
        return by(MANAGER, Role.MANAGER);
    }

    public static Instruction by(AccountId account, Role role) {
        return new Instruction(OFFICE, account, role, CommandId.next(), null);
    }
}
