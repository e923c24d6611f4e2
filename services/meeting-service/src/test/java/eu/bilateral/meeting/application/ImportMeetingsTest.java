package eu.bilateral.meeting.application;

import static eu.bilateral.meeting.Examples.A_CALL;
import static eu.bilateral.meeting.Examples.BIOENERGIA;
import static eu.bilateral.meeting.Examples.C2C_DAY;
import static eu.bilateral.meeting.Examples.LUBLIN;
import static eu.bilateral.meeting.Examples.MANAGER;
import static eu.bilateral.meeting.Examples.NEW_YORK;
import static eu.bilateral.meeting.Examples.OFFICE;
import static eu.bilateral.meeting.Examples.USA;
import static eu.bilateral.meeting.Examples.WISTAR;
import static eu.bilateral.meeting.Examples.byManager;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import eu.bilateral.kernel.event.CooperationArea;
import eu.bilateral.kernel.event.Interest;
import eu.bilateral.kernel.event.MeetingEvent.MissionChanged;
import eu.bilateral.kernel.event.MeetingEvent.MissionPlanned;
import eu.bilateral.kernel.event.Side;
import eu.bilateral.kernel.id.MissionId;
import eu.bilateral.meeting.application.ImportMeetings.Row;
import eu.bilateral.meeting.domain.meeting.ListedMeeting.Outcome;
import eu.bilateral.meeting.domain.meeting.Meeting;
import eu.bilateral.meeting.domain.meeting.Meeting.Held;
import eu.bilateral.meeting.domain.meeting.MeetingRecord;
import eu.bilateral.meeting.domain.meeting.MeetingRefusal.MeetingAlreadyClosed;
import eu.bilateral.meeting.domain.meeting.MeetingRefusal.MeetingStillAhead;
import eu.bilateral.meeting.domain.meeting.MeetingRefusal.SameOrganisationOnBothSides;
import eu.bilateral.meeting.domain.meeting.Meetings;
import eu.bilateral.meeting.domain.meeting.Meetings.Search;
import eu.bilateral.meeting.domain.mission.MissionRefusal.UnknownMission;
import eu.bilateral.meeting.domain.organisation.OrganisationRefusal.OrganisationArchived;
import eu.bilateral.meeting.domain.organisation.OrganisationRefusal.UnknownOrganisation;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.mockito.AdditionalAnswers;
import org.mockito.Mockito;

class ImportMeetingsTest {

    static final Outcome HELD = held(3);
    static final Outcome PLANNED = new Outcome.Planned();

    final TheOffice office = new TheOffice();
    final ImportMeetings importMeetings = new ImportMeetings(
            office.missions, office.meetings, office.organisations, office.delegations, office.claims, office.clock);
    final VoidMeeting voidMeeting = new VoidMeeting(office.meetings, office.clock);

    @Test
    void aListedMeetingTakesPlaceInTheMissionsZoneAndIsTheLeads() {
        var imported = take(new Row(2, "lublin", "wistar", C2C_DAY, HELD));

        assertThat(imported).isEqualTo(new Imported(1, 0, 0, List.of()));
        assertThat(kept()).singleElement().isInstanceOfSatisfying(Held.class, held -> {
            assertThat(held.heldOn()).isEqualTo(C2C_DAY);
            assertThat(held.metBy()).isNull();
            assertThat(held.occasion().owner()).isEqualTo(MANAGER);
            assertThat(held.occasion().zone()).isEqualTo(NEW_YORK);
            assertThat(held.occasion().ours()).isEqualTo(LUBLIN);
            assertThat(held.occasion().partner()).isEqualTo(WISTAR);
            assertThat(held.occasion().missionId()).isEqualTo(USA);
        });
    }

    @Test
    void theSameListAgainMakesNoTwinsAndTellsNothing() {
        var rows = new Row[] {
            new Row(2, "lublin", "wistar", C2C_DAY, HELD),
            new Row(3, "bioenergia", "wistar", C2C_DAY, PLANNED),
            new Row(4, "lublin", "bilat-usa", C2C_DAY, new Outcome.NoShow(Side.THEIRS))
        };
        var first = take(rows);
        var toldAfterTheFirst = office.meetings.told().size();

        var again = take(rows);

        assertThat(again).isEqualTo(new Imported(0, 0, 3, List.of()));
        assertThat(kept()).hasSize(3);
        assertThat(office.meetings.told()).hasSize(toldAfterTheFirst);
        assertThat(office.missions.told()).hasSize(2);
    }

    /** The first attempt took longer than anybody waited, and is still at it when the list comes again. */
    @Test
    void rowsThatTheSameListBringsElsewhereMeanwhileAreNotRejected() {
        var first = take(new Row(2, "lublin", "wistar", C2C_DAY, HELD));
        var asItWasBefore = Mockito.mock(Meetings.class, AdditionalAnswers.delegatesTo(office.meetings));
        Mockito.doReturn(Map.of()).when(asItWasBefore).named(Mockito.any(), Mockito.any());
        var late = new ImportMeetings(
                office.missions, asItWasBefore, office.organisations, office.delegations, office.claims, office.clock);

        var again = late.handle(
                byManager(),
                new ImportMeetings.Command(
                        USA,
                        List.of(
                                new Row(2, "lublin", "wistar", C2C_DAY, HELD),
                                new Row(3, "bioenergia", "wistar", C2C_DAY, HELD))));

        assertThat(first.created()).isEqualTo(1);
        assertThat(again).isEqualTo(new Imported(1, 0, 1, List.of()));
    }

    @Test
    void aRowTwiceInOneListCountsOnce() {
        var imported =
                take(new Row(2, "lublin", "wistar", C2C_DAY, HELD), new Row(3, "lublin", "wistar", C2C_DAY, HELD));

        assertThat(imported).isEqualTo(new Imported(1, 0, 1, List.of()));
    }

    @Test
    void aCorrectedListChangesWhatItCorrects() {
        var first = take(
                new Row(2, "lublin", "wistar", C2C_DAY, PLANNED), new Row(3, "bioenergia", "wistar", C2C_DAY, held(1)));

        var corrected =
                take(new Row(2, "lublin", "wistar", C2C_DAY, HELD), new Row(3, "bioenergia", "wistar", C2C_DAY, HELD));

        assertThat(corrected).isEqualTo(new Imported(0, 2, 0, List.of()));
        assertThat(kept())
                .allSatisfy(meeting ->
                        assertThat(meeting.held().record().interestOurs()).isEqualTo(Interest.of(3)));
    }

    @Test
    void aRefusedRowCostsThatRowOnly() {
        office.archive(BIOENERGIA, "bioenergia");

        var imported = take(
                new Row(2, "nobody", "wistar", C2C_DAY, HELD),
                new Row(3, "lublin", "nobody", C2C_DAY, HELD),
                new Row(4, "bioenergia", "wistar", C2C_DAY, HELD),
                new Row(5, "lublin", "lublin", C2C_DAY, HELD),
                new Row(6, "lublin", "wistar", C2C_DAY.plusDays(8), HELD),
                new Row(7, "lublin", "wistar", C2C_DAY, HELD));

        assertThat(imported.created()).isEqualTo(1);
        assertThat(imported.refused()).extracting(Imported.RefusedRow::row).containsExactly(2, 3, 4, 5, 6);
        assertThat(imported.refused().stream()
                        .map(row -> row.refusal().getClass())
                        .toList())
                .isEqualTo(List.of(
                        UnknownOrganisation.class,
                        UnknownOrganisation.class,
                        OrganisationArchived.class,
                        SameOrganisationOnBothSides.class,
                        MeetingStillAhead.class));
        assertThat(kept()).hasSize(1);
        assertThat(office.delegation()).containsExactly(LUBLIN);
    }

    @Test
    void aVoidedMeetingIsNotBroughtBackByTheList() {
        var first = take(new Row(2, "lublin", "wistar", C2C_DAY, HELD));
        var voided = voidMeeting.handle(
                byManager(), new VoidMeeting.Command(kept().getFirst().id()));

        var again = take(new Row(2, "lublin", "wistar", C2C_DAY, HELD));

        assertThat(again.refused())
                .singleElement()
                .satisfies(row -> assertThat(row.refusal()).isInstanceOf(MeetingAlreadyClosed.class));
        assertThat(kept()).containsExactly(voided.state());
    }

    @Test
    void allWhoMetJoinTheDelegationByOneChange() {
        var first = take(
                new Row(2, "lublin", "wistar", C2C_DAY, HELD),
                new Row(3, "bioenergia", "wistar", C2C_DAY, HELD),
                new Row(4, "bilat-usa", "wistar", C2C_DAY, HELD));

        assertThat(office.delegation()).hasSize(3);
        assertThat(office.missions.told()).hasSize(2).last().isInstanceOf(MissionChanged.class);
    }

    @Test
    void aListOfKnownDelegatesLeavesTheMissionAlone() {
        var first = take(new Row(2, "lublin", "wistar", C2C_DAY, HELD));

        assertThat(office.missions.told()).singleElement().isInstanceOf(MissionPlanned.class);
    }

    @Test
    void aListNeedsItsMission() {
        assertThatExceptionOfType(UnknownMission.class)
                .isThrownBy(() ->
                        importMeetings.handle(byManager(), new ImportMeetings.Command(MissionId.next(), List.of())));
    }

    private Imported take(Row... rows) {
        return importMeetings.handle(byManager(), new ImportMeetings.Command(USA, List.of(rows)));
    }

    private List<Meeting> kept() {
        return office.meetings.list(OFFICE, new Search(USA, null, null, 100)).stream()
                .map(kept -> kept.state())
                .toList();
    }

    private static Outcome held(int interest) {
        return new Outcome.TookPlace(
                MeetingRecord.listed(Interest.of(interest), Interest.of(2), List.of(CooperationArea.B2B), A_CALL));
    }
}
