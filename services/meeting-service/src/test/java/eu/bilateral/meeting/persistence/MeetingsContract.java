package eu.bilateral.meeting.persistence;

import static eu.bilateral.meeting.Examples.BOTH_KEEN;
import static eu.bilateral.meeting.Examples.C2C_DAY;
import static eu.bilateral.meeting.Examples.C2C_TIME;
import static eu.bilateral.meeting.Examples.COLLEAGUE;
import static eu.bilateral.meeting.Examples.DEVELOPER;
import static eu.bilateral.meeting.Examples.LUBLIN;
import static eu.bilateral.meeting.Examples.NEW_YORK;
import static eu.bilateral.meeting.Examples.NOW;
import static eu.bilateral.meeting.Examples.POLITE;
import static eu.bilateral.meeting.Examples.USA;
import static eu.bilateral.meeting.Examples.WISTAR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import eu.bilateral.kernel.command.CommandId;
import eu.bilateral.kernel.command.CommandRefusal.KeyReused;
import eu.bilateral.kernel.command.CommandRefusal.VersionOutdated;
import eu.bilateral.kernel.command.Instruction;
import eu.bilateral.kernel.command.Kept;
import eu.bilateral.kernel.command.Role;
import eu.bilateral.kernel.event.MeetingKind;
import eu.bilateral.kernel.event.MissionFacts;
import eu.bilateral.kernel.event.Side;
import eu.bilateral.kernel.id.MeetingId;
import eu.bilateral.kernel.id.MissionId;
import eu.bilateral.kernel.id.OrganisationId;
import eu.bilateral.kernel.id.WorkspaceId;
import eu.bilateral.meeting.domain.meeting.Meeting;
import eu.bilateral.meeting.domain.meeting.Meeting.Held;
import eu.bilateral.meeting.domain.meeting.Meeting.Missed;
import eu.bilateral.meeting.domain.meeting.Meeting.Scheduled;
import eu.bilateral.meeting.domain.meeting.Meeting.Voided;
import eu.bilateral.meeting.domain.meeting.MeetingChange;
import eu.bilateral.meeting.domain.meeting.MeetingRefusal.MeetingAlreadyClosed;
import eu.bilateral.meeting.domain.meeting.MeetingRefusal.MeetingAlreadyLogged;
import eu.bilateral.meeting.domain.meeting.MeetingRefusal.UnknownMeeting;
import eu.bilateral.meeting.domain.meeting.Meetings;
import eu.bilateral.meeting.domain.meeting.Meetings.Place;
import eu.bilateral.meeting.domain.meeting.Meetings.Search;
import eu.bilateral.meeting.domain.meeting.Occasion;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every keeping of meetings promises. */
interface MeetingsContract {

    Meetings meetings();

    /** A workspace that this test has for itself. */
    WorkspaceId here();

    @Test
    default void eachStateIsFoundAsItWasKept() {
        var id = MeetingId.next();
        var planned = new Scheduled(occasion(id, USA, WISTAR), C2C_TIME);
        var held = new Held(occasion(MeetingId.next(), null, WISTAR), C2C_DAY, C2C_TIME, BOTH_KEEN, COLLEAGUE);
        var imported = new Held(occasion(MeetingId.next(), USA, WISTAR), C2C_DAY, null, POLITE, null);
        var missed = new Missed(occasion(MeetingId.next(), USA, WISTAR), C2C_DAY, null, Side.OURS);
        var voidedPlan = new Voided(new Scheduled(occasion(MeetingId.next(), USA, WISTAR), C2C_TIME), NOW);
        var voidedHeld =
                new Voided(new Held(occasion(MeetingId.next(), USA, WISTAR), C2C_DAY, null, BOTH_KEEN, null), NOW);
        for (Meeting meeting : List.of(planned, held, imported, missed, voidedPlan, voidedHeld)) {
            keep(meeting);

            assertThat(meetings().get(here(), meeting.id()).state()).isEqualTo(meeting);
            assertThat(meetings().named(here(), List.of(meeting.id(), MeetingId.next())))
                    .containsOnlyKeys(meeting.id())
                    .containsValue(meeting);
        }
    }

    @Test
    default void anotherWorkspaceHasNoSuchMeeting() {
        var elsewhere = WorkspaceId.of("elsewhere");
        var kept = keep(onDay(C2C_DAY, USA, WISTAR));

        assertThat(meetings().find(elsewhere, kept.id())).isEmpty();
        assertThat(meetings().named(elsewhere, List.of(kept.id()))).isEmpty();
        assertThat(meetings().list(elsewhere, new Search(null, null, null, 10))).isEmpty();
        assertThatExceptionOfType(UnknownMeeting.class)
                .isThrownBy(() -> meetings().change(by(elsewhere, CommandId.next(), null), kept.id(), this::voiding));
    }

    @Test
    default void theSameCommandKeepsOneMeetingAndAnotherOneIsRefused() {
        var meeting = onDay(C2C_DAY, USA, WISTAR);
        var once = by(here(), new CommandId(UUID.randomUUID(), "a"), null);

        var first = meetings().add(once, meeting.id(), () -> logged(meeting));
        var second = meetings().add(once, meeting.id(), () -> {
            throw new AssertionError("A repeated command is not decided again");
        });

        assertThat(first.repeated()).isFalse();
        assertThat(second.repeated()).isTrue();
        assertThat(second.version()).isEqualTo(first.version()).isEqualTo(1);
        assertThatExceptionOfType(MeetingAlreadyLogged.class).isThrownBy(() -> keep(meeting));
        assertThatExceptionOfType(KeyReused.class)
                .isThrownBy(() -> meetings()
                        .add(
                                by(here(), new CommandId(once.command().value(), "b"), null),
                                meeting.id(),
                                () -> logged(meeting)));
    }

    @Test
    default void aChangeIsMadeOnceForEachCommandAndOnlyAtTheVersionThatWasSeen() {
        var meeting = keep(onDay(C2C_DAY, USA, WISTAR));
        var command = CommandId.next();

        assertThatExceptionOfType(VersionOutdated.class)
                .isThrownBy(() -> meetings().change(by(here(), command, 7L), meeting.id(), this::voiding));
        var changed = meetings().change(by(here(), command, 1L), meeting.id(), this::voiding);
        var again = meetings().change(by(here(), command, 1L), meeting.id(), this::voiding);

        assertThat(changed.state()).isInstanceOf(Voided.class);
        assertThat(changed.version()).isEqualTo(2);
        assertThat(again.version()).isEqualTo(2);
        assertThat(again.repeated()).isTrue();
    }

    @Test
    default void aRecordThatIsTheSameMakesNoVersion() {
        var held = new Held(occasion(MeetingId.next(), USA, WISTAR), C2C_DAY, C2C_TIME, BOTH_KEEN, COLLEAGUE);
        keep(held);
        var once = by(here(), new CommandId(UUID.randomUUID(), "a"), 1L);

        for (boolean repeated : new boolean[] {false, true}) {
            var same =
                    meetings().change(once, held.id(), meeting -> meeting.held().amend(null, BOTH_KEEN, NOW));

            assertThat(same).isEqualTo(new Kept<>(held, 1, repeated));
        }
        assertThat(meetings().get(here(), held.id()).version()).isEqualTo(1);
    }

    /** Which may be another by now than when the meeting was told of. */
    @Test
    default void aRecordThatIsTheSameStillTellsOfItsMission() {
        var held = new Held(occasion(MeetingId.next(), USA, WISTAR), C2C_DAY, C2C_TIME, BOTH_KEEN, COLLEAGUE);
        keep(held);
        var mission = new MissionFacts(USA, COLLEAGUE, List.of(C2C_DAY.plusDays(1)));

        var same = meetings()
                .change(
                        by(here(), new CommandId(UUID.randomUUID(), "a"), 1L),
                        held.id(),
                        meeting -> meeting.held().amend(mission, BOTH_KEEN, NOW));

        assertThat(same).isEqualTo(new Kept<>(held, 2, false));
    }

    @Test
    default void aRefusedChangeChangesNothing() {
        var meeting = keep(onDay(C2C_DAY, USA, WISTAR));

        assertThatExceptionOfType(MeetingAlreadyClosed.class)
                .isThrownBy(() -> meetings().change(by(here(), CommandId.next(), null), meeting.id(), kept -> {
                    var unused = kept.stillOpen();
                    return voiding(kept);
                }));

        assertThat(meetings().get(here(), meeting.id()).state()).isEqualTo(meeting);
        assertThat(meetings().get(here(), meeting.id()).version()).isEqualTo(1);
    }

    @Test
    default void aListGoesFromTheLatestDayPageByPageAndMissesNone() {
        var all = new ArrayList<Meeting>();
        for (int day = 0; day < 7; day++) {
            all.add(keep(onDay(C2C_DAY.plusDays(day / 3), USA, WISTAR)));
        }

        var seen = new ArrayList<Meeting>();
        Place after = null;
        for (int page = 0; page < 4; page++) {
            var found = meetings().list(here(), new Search(null, null, after, 2));
            found.forEach(kept -> seen.add(kept.state()));
            after = Place.of(seen.getLast());
        }

        assertThat(seen).containsExactlyInAnyOrderElementsOf(all);
        assertThat(seen).extracting(Meeting::date).isSortedAccordingTo((one, other) -> other.compareTo(one));
        assertThat(meetings().list(here(), new Search(null, null, after, 2))).isEmpty();
    }

    @Test
    default void aListIsNarrowedToMissionAndPartner() {
        var otherMission = MissionId.next();
        var otherPartner = OrganisationId.next();
        var one = keep(onDay(C2C_DAY, USA, WISTAR));
        var two = keep(onDay(C2C_DAY, otherMission, WISTAR));
        var three = keep(onDay(C2C_DAY, USA, otherPartner));
        var four = keep(onDay(C2C_DAY, null, WISTAR));

        assertThat(listed(null, null)).containsExactlyInAnyOrder(one, two, three, four);
        assertThat(listed(USA, null)).containsExactlyInAnyOrder(one, three);
        assertThat(listed(null, WISTAR)).containsExactlyInAnyOrder(one, two, four);
        assertThat(listed(USA, WISTAR)).containsExactly(one);
    }

    private List<Meeting> listed(@Nullable MissionId mission, @Nullable OrganisationId partner) {
        return meetings().list(here(), new Search(mission, partner, null, 10)).stream()
                .map(kept -> kept.state())
                .toList();
    }

    private Meeting onDay(LocalDate day, @Nullable MissionId mission, OrganisationId partner) {
        return new Held(occasion(MeetingId.next(), mission, partner), day, null, POLITE, DEVELOPER);
    }

    private Occasion occasion(MeetingId id, @Nullable MissionId mission, OrganisationId partner) {
        return Occasion.of(here(), id, LUBLIN, partner, MeetingKind.C2C, mission, NEW_YORK, DEVELOPER);
    }

    @CanIgnoreReturnValue
    private Meeting keep(Meeting meeting) {
        meetings().add(by(here(), CommandId.next(), null), meeting.id(), () -> logged(meeting));
        return meeting;
    }

    private static MeetingChange logged(Meeting meeting) {
        // Which event it is does not matter here: the contract is about the state.
        return new MeetingChange(
                meeting,
                Meeting.log(meeting.occasion(), null, C2C_DAY, null, POLITE, null, NOW)
                        .event());
    }

    private MeetingChange voiding(Meeting meeting) {
        return meeting.stillCounting().callOff(NOW);
    }

    private static Instruction by(WorkspaceId workspace, CommandId command, @Nullable Long onlyAt) {
        return new Instruction(workspace, DEVELOPER, Role.DEVELOPER, command, onlyAt);
    }
}
