package eu.bilateral.meeting.application;

import static eu.bilateral.meeting.Examples.BILAT;
import static eu.bilateral.meeting.Examples.BIOENERGIA;
import static eu.bilateral.meeting.Examples.BOTH_KEEN;
import static eu.bilateral.meeting.Examples.C2C_DAY;
import static eu.bilateral.meeting.Examples.C2C_TIME;
import static eu.bilateral.meeting.Examples.COLLEAGUE;
import static eu.bilateral.meeting.Examples.DEVELOPER;
import static eu.bilateral.meeting.Examples.LUBLIN;
import static eu.bilateral.meeting.Examples.MANAGER;
import static eu.bilateral.meeting.Examples.NEW_YORK;
import static eu.bilateral.meeting.Examples.NOW;
import static eu.bilateral.meeting.Examples.OFFICE;
import static eu.bilateral.meeting.Examples.POLITE;
import static eu.bilateral.meeting.Examples.USA;
import static eu.bilateral.meeting.Examples.WISTAR;
import static eu.bilateral.meeting.Examples.by;
import static eu.bilateral.meeting.Examples.byDeveloper;
import static eu.bilateral.meeting.Examples.byManager;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import eu.bilateral.kernel.command.Role;
import eu.bilateral.kernel.event.MeetingEvent.MeetingHeld;
import eu.bilateral.kernel.event.MeetingEvent.MissionChanged;
import eu.bilateral.kernel.event.MeetingEvent.MissionPlanned;
import eu.bilateral.kernel.event.MeetingKind;
import eu.bilateral.kernel.event.MissionFacts;
import eu.bilateral.kernel.event.ProgrammeItemKind;
import eu.bilateral.kernel.event.Side;
import eu.bilateral.kernel.id.AccountId;
import eu.bilateral.kernel.id.MissionId;
import eu.bilateral.kernel.id.OrganisationId;
import eu.bilateral.meeting.domain.meeting.Meeting.Held;
import eu.bilateral.meeting.domain.meeting.Meeting.Missed;
import eu.bilateral.meeting.domain.meeting.Meeting.Scheduled;
import eu.bilateral.meeting.domain.meeting.Meeting.Voided;
import eu.bilateral.meeting.domain.meeting.MeetingRefusal.MeetingOfAnother;
import eu.bilateral.meeting.domain.meeting.MeetingRefusal.MeetingOnUnknownMission;
import eu.bilateral.meeting.domain.meeting.MeetingRefusal.MeetingStillAhead;
import eu.bilateral.meeting.domain.mission.ProgrammeItem;
import eu.bilateral.meeting.domain.organisation.OrganisationRefusal.OrganisationArchived;
import eu.bilateral.meeting.domain.organisation.OrganisationRefusal.UnknownOrganisation;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LogMeetingTest {

    final TheOffice office = new TheOffice();
    final LogMeeting logMeeting = new LogMeeting(office.meetings, office.occasions, office.delegations, office.clock);
    final ScheduleMeeting scheduleMeeting =
            new ScheduleMeeting(office.meetings, office.occasions, office.delegations, office.clock);

    @Test
    void whoLogsAMeetingByHandMetAndOwnsIt() {
        var kept = logMeeting.handle(byDeveloper(), command(LUBLIN, USA, null));

        assertThat(kept.state()).isInstanceOfSatisfying(Held.class, held -> {
            assertThat(held.metBy()).isEqualTo(DEVELOPER);
            assertThat(held.occasion().owner()).isEqualTo(DEVELOPER);
            assertThat(held.occasion().zone()).isEqualTo(NEW_YORK);
        });
    }

    @Test
    void theEventCarriesTheMissionsLeadAndTravelDaysAsTheyAreNow() {
        var travel = ProgrammeItem.of(USA, ProgrammeItemKind.TRAVEL, LocalDate.of(2017, 5, 20), null, NEW_YORK, null);
        office.missions.change(byManager(), USA, mission -> mission.add(travel, NOW));

        log(command(LUBLIN, USA, null));

        assertThat(office.meetings.told())
                .singleElement()
                .isInstanceOfSatisfying(
                        MeetingHeld.class,
                        held -> assertThat(held.mission())
                                .isEqualTo(new MissionFacts(USA, MANAGER, List.of(LocalDate.of(2017, 5, 20)))));
    }

    @Test
    void aMeetingWithoutMissionTakesPlaceAtHome() {
        var kept = logMeeting.handle(byDeveloper(), command(LUBLIN, null, null));

        assertThat(kept.state().occasion().zone()).isEqualTo(TheOffice.HOME);
        assertThat(kept.state().occasion().missionId()).isNull();
    }

    @Test
    void theSameCommandLogsOneMeetingEvenWhenAnOrganisationWasArchivedSince() {
        var once = byDeveloper();
        var first = logMeeting.handle(once, command(LUBLIN, USA, null));
        office.archive(WISTAR, "wistar");

        var again = logMeeting.handle(once, command(LUBLIN, USA, null));

        assertThat(again.state()).isEqualTo(first.state());
        assertThat(again.repeated()).isTrue();
        assertThat(office.meetings.told()).hasSize(1);
    }

    @Test
    void aNewDelegateJoinsTheDelegationWithTheFirstMeetingOnly() {
        log(command(LUBLIN, USA, null));
        assertThat(office.missions.told()).singleElement().isInstanceOf(MissionPlanned.class);

        log(command(BIOENERGIA, USA, null));
        log(command(BIOENERGIA, USA, null));

        assertThat(office.delegation()).containsExactly(LUBLIN, BIOENERGIA);
        assertThat(office.missions.told()).hasSize(2).last().isInstanceOf(MissionChanged.class);
    }

    @Test
    void organisationsMustBeKnownAndNotArchived() {
        office.archive(WISTAR, "wistar");

        assertThatExceptionOfType(UnknownOrganisation.class)
                .isThrownBy(() -> logMeeting.handle(byDeveloper(), command(OrganisationId.next(), USA, null)))
                .satisfies(unknown -> assertThat(unknown.field()).isEqualTo("ours"));
        assertThatExceptionOfType(OrganisationArchived.class)
                .isThrownBy(() -> logMeeting.handle(byDeveloper(), command(LUBLIN, USA, null)))
                .satisfies(archived -> assertThat(archived.field()).isEqualTo("partner"));
        assertThat(office.meetings.told()).isEmpty();
    }

    @Test
    void anOrganisationThatWasRegisteredAMomentAgoIsWaitedFor() throws Exception {
        var registered = OrganisationId.next();
        var arriving = Thread.startVirtualThread(() -> {
            LockSupport.parkNanos(Duration.ofMillis(150).toNanos());
            office.know(registered, "just-registered");
        });

        var logged = logMeeting.handle(byDeveloper(), command(registered, USA, null));

        arriving.join();
        assertThat(logged.state().occasion().ours()).isEqualTo(registered);
    }

    @Test
    void aMeetingIsKeptWhereItsMissionTakesNothingMore() {
        office.missions.areFullFor(Integer.MAX_VALUE);

        var logged = logMeeting.handle(byDeveloper(), command(BILAT, USA, null));

        assertThat(logged.version()).isEqualTo(1);
        assertThat(office.meetings.told()).hasSize(1);
        assertThat(office.delegation()).doesNotContain(BILAT);
    }

    @Test
    void anUnknownMissionIsRefused() {
        assertThatExceptionOfType(MeetingOnUnknownMission.class)
                .isThrownBy(() -> logMeeting.handle(byDeveloper(), command(LUBLIN, MissionId.next(), null)));
        assertThat(office.meetings.told()).isEmpty();
    }

    @Test
    void aRefusedMeetingBringsNobodyIntoTheDelegation() {
        var tomorrow = new LogMeeting.Command(
                BIOENERGIA, WISTAR, USA, MeetingKind.C2C, LocalDate.of(2017, 5, 24), null, null, null, POLITE);

        assertThatExceptionOfType(MeetingStillAhead.class).isThrownBy(() -> logMeeting.handle(byDeveloper(), tomorrow));

        assertThat(office.delegation()).containsExactly(LUBLIN);
    }

    @Test
    void aDeveloperLogsOwnMeetingsOnlyAManagerForAnybody() {
        assertThatExceptionOfType(MeetingOfAnother.class)
                .isThrownBy(() -> logMeeting.handle(byDeveloper(), command(LUBLIN, USA, COLLEAGUE)));

        var kept = logMeeting.handle(byManager(), command(LUBLIN, USA, COLLEAGUE));

        assertThat(kept.state().occasion().owner()).isEqualTo(COLLEAGUE);
    }

    @Test
    void aPlannedMeetingIsHeldAmendedAndTakenBack() {
        var planned = scheduleMeeting.handle(
                byDeveloper(),
                new ScheduleMeeting.Command(BIOENERGIA, WISTAR, USA, MeetingKind.C2C, C2C_TIME, null, null));
        var id = planned.state().id();
        assertThat(planned.state()).isInstanceOf(Scheduled.class);
        assertThat(office.delegation()).contains(BIOENERGIA);

        var held = new HoldMeeting(office.meetings, office.occasions, office.clock)
                .handle(byDeveloper(), new HoldMeeting.Command(id, null, null, BOTH_KEEN));
        assertThat(held.state())
                .isEqualTo(new Held(planned.state().occasion(), C2C_DAY, C2C_TIME, BOTH_KEEN, DEVELOPER));

        var amended = new AmendRecord(office.meetings, office.occasions, office.clock)
                .handle(byDeveloper(), new AmendRecord.Command(id, POLITE));
        assertThat(amended.state())
                .isEqualTo(new Held(planned.state().occasion(), C2C_DAY, C2C_TIME, POLITE, DEVELOPER));

        var voided = new VoidMeeting(office.meetings, office.clock).handle(byManager(), new VoidMeeting.Command(id));
        assertThat(voided.state()).isInstanceOf(Voided.class);
        assertThat(voided.version()).isEqualTo(4);
    }

    @Test
    void aPlannedMeetingToWhichOneSideDidNotComeIsMissed() {
        var planned = scheduleMeeting.handle(
                byDeveloper(), new ScheduleMeeting.Command(LUBLIN, WISTAR, USA, MeetingKind.C2C, C2C_TIME, null, null));

        var missed = new NoteNoShow(office.meetings, office.occasions, office.clock)
                .handle(byDeveloper(), new NoteNoShow.Command(planned.state().id(), Side.THEIRS));

        assertThat(missed.state()).isEqualTo(new Missed(planned.state().occasion(), C2C_DAY, C2C_TIME, Side.THEIRS));
    }

    @Test
    void nobodyButOwnerAndManagerTouchesAMeeting() {
        var kept = logMeeting.handle(byDeveloper(), command(LUBLIN, USA, null));
        var colleague = by(COLLEAGUE, Role.DEVELOPER);

        assertThatExceptionOfType(MeetingOfAnother.class)
                .isThrownBy(() -> new AmendRecord(office.meetings, office.occasions, office.clock)
                        .handle(colleague, new AmendRecord.Command(kept.state().id(), POLITE)));
        assertThatExceptionOfType(MeetingOfAnother.class)
                .isThrownBy(() -> new VoidMeeting(office.meetings, office.clock)
                        .handle(colleague, new VoidMeeting.Command(kept.state().id())));
        assertThat(office.meetings.get(OFFICE, kept.state().id()).version()).isEqualTo(1);
    }

    private void log(LogMeeting.Command command) {
        assertThat(logMeeting.handle(byDeveloper(), command).repeated()).isFalse();
    }

    private static LogMeeting.Command command(
            OrganisationId ours, @Nullable MissionId mission, @Nullable AccountId metBy) {
        return new LogMeeting.Command(ours, WISTAR, mission, MeetingKind.C2C, C2C_DAY, null, null, metBy, BOTH_KEEN);
    }
}
