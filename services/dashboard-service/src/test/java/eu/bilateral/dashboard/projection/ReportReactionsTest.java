package eu.bilateral.dashboard.projection;

import static eu.bilateral.dashboard.testing.Story.MARTA;
import static eu.bilateral.dashboard.testing.Story.NOON;
import static eu.bilateral.dashboard.testing.Story.THAT_DAY;
import static eu.bilateral.dashboard.testing.Story.WASHINGTON;
import static org.assertj.core.api.Assertions.assertThat;

import eu.bilateral.dashboard.testing.Story;
import eu.bilateral.kernel.delivery.Outcome;
import eu.bilateral.kernel.event.ContactEvent;
import eu.bilateral.kernel.event.ContactEvent.OrganisationArchived;
import eu.bilateral.kernel.event.ContactEvent.OrganisationRegistered;
import eu.bilateral.kernel.event.ContactEvent.PersonAdded;
import eu.bilateral.kernel.event.EventEnvelope;
import eu.bilateral.kernel.event.MeetingEvent;
import eu.bilateral.kernel.event.MeetingEvent.MeetingHeld;
import eu.bilateral.kernel.event.MeetingEvent.MeetingMissed;
import eu.bilateral.kernel.event.MeetingEvent.MeetingVoided;
import eu.bilateral.kernel.event.MeetingEvent.MissionPlanned;
import eu.bilateral.kernel.event.MeetingEvent.ProgrammeItemAdded;
import eu.bilateral.kernel.event.MeetingKind;
import eu.bilateral.kernel.event.MeetingStatus;
import eu.bilateral.kernel.event.MissionType;
import eu.bilateral.kernel.event.OrganisationType;
import eu.bilateral.kernel.event.ProgrammeItemKind;
import eu.bilateral.kernel.event.Side;
import eu.bilateral.kernel.id.MeetingId;
import eu.bilateral.kernel.id.MissionId;
import eu.bilateral.kernel.id.OrganisationId;
import eu.bilateral.kernel.id.PersonId;
import eu.bilateral.kernel.id.ProgrammeItemId;
import eu.bilateral.kernel.id.WorkspaceId;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReportReactionsTest {

    static final Story STORY = new Story(WorkspaceId.of("reports"));
    static final OrganisationId LUBLIN = OrganisationId.next();
    static final OrganisationId BOSTON = OrganisationId.next();

    static EventEnvelope<MeetingEvent> told(UUID aggregateId, MeetingEvent event) {
        return STORY.next(aggregateId, event);
    }

    static MeetingHeld held(MeetingId meeting) {
        return STORY.held(meeting, LUBLIN, BOSTON, MissionId.next()).event();
    }

    static MeetingDocument meeting(@Nullable MeetingDocument current, MeetingEvent event) {
        var outcome = new MeetingReaction().react(current, told(UUID.randomUUID(), event));
        return ((Outcome.Changed<MeetingDocument>) outcome).state();
    }

    @Test
    void aHeldMeetingCountsUntilItIsVoided() {
        var id = MeetingId.next();
        var held = held(id);

        var counted = meeting(null, held);
        assertThat(counted.status()).isEqualTo(MeetingStatus.HELD);
        assertThat(counted.date()).isEqualTo(THAT_DAY);

        var voided = meeting(
                counted, new MeetingVoided(id, held.partnershipId(), LUBLIN, BOSTON, counted.missionId(), NOON));
        assertThat(voided).isEqualTo(counted.with(MeetingStatus.CANCELLED));
    }

    @ParameterizedTest
    @CsvSource({"OURS, NO_SHOW_OURS", "THEIRS, NO_SHOW_THEIRS"})
    void aMissedMeetingSaysWhoDidNotCome(Side absent, MeetingStatus status) {
        var id = MeetingId.next();
        var missed = new MeetingMissed(
                id,
                STORY.partnership(LUBLIN, BOSTON),
                LUBLIN,
                BOSTON,
                MeetingKind.C2C,
                null,
                THAT_DAY,
                absent,
                MARTA,
                NOON);
        assertThat(meeting(null, missed).status()).isEqualTo(status);
    }

    @Test
    void aMeetingThatWasNeverHeardOfNeedsNoVoiding() {
        var id = MeetingId.next();
        var voided = new MeetingVoided(id, STORY.partnership(LUBLIN, BOSTON), LUBLIN, BOSTON, null, NOON);
        assertThat(new MeetingReaction().react(null, told(id.value(), voided))).isEqualTo(Outcome.unchanged());
    }

    @Test
    void aProgrammeMayComeBeforeItsMissionAndNoItemTwice() {
        var mission = MissionId.next();
        var item = new ProgrammeItemAdded(
                mission,
                ProgrammeItemId.next(),
                ProgrammeItemKind.VISIT,
                THAT_DAY,
                "Boston, MA",
                WASHINGTON,
                null,
                NOON);
        var planned = new MissionPlanned(
                mission,
                "usa-2017",
                "Mission to the USA",
                MissionType.OUTGOING,
                THAT_DAY.minusDays(1),
                THAT_DAY.plusDays(3),
                WASHINGTON,
                MARTA,
                List.of(LUBLIN),
                List.of(),
                NOON);
        var reaction = new MissionReaction();

        var early = ((Outcome.Changed<MissionDocument>) reaction.react(null, told(mission.value(), item))).state();
        assertThat(early.facts()).isNull();
        var again = ((Outcome.Changed<MissionDocument>) reaction.react(early, told(mission.value(), item))).state();
        var whole = ((Outcome.Changed<MissionDocument>) reaction.react(again, told(mission.value(), planned))).state();

        assertThat(whole.programme()).hasSize(1);
        assertThat(whole.facts()).isNotNull();
    }

    @Test
    void eachEventTouchesTheDocumentsOfItsOwnKindOnly() {
        var meeting = told(UUID.randomUUID(), held(MeetingId.next()));
        assertThat(new MeetingReaction().touches(meeting)).isPresent();
        assertThat(new MissionReaction().touches(meeting)).isEmpty();
        assertThat(new TimelineReaction<MeetingEvent>(Story.FORMAT).touches(meeting))
                .contains(meeting.eventId().toString());
        EventEnvelope<ContactEvent> person = STORY.next(LUBLIN.value(), new PersonAdded(LUBLIN, PersonId.next(), NOON));
        assertThat(new OrganisationReaction().touches(person)).isEmpty();
    }

    @Test
    void anArchivedOrganisationKeepsItsName() {
        var reaction = new OrganisationReaction();
        EventEnvelope<ContactEvent> registered = STORY.next(
                LUBLIN.value(),
                new OrganisationRegistered(
                        LUBLIN, null, "Żółty Klaster", OrganisationType.CLUSTER, "PL", null, List.of(), null, NOON));
        EventEnvelope<ContactEvent> archived = STORY.next(LUBLIN.value(), new OrganisationArchived(LUBLIN, NOON));

        var known = ((Outcome.Changed<OrganisationDocument>) reaction.react(null, registered)).state();
        var gone = ((Outcome.Changed<OrganisationDocument>) reaction.react(known, archived)).state();

        assertThat(known.folded()).isEqualTo("zolty klaster");
        assertThat(gone).isEqualTo(known.archive());
        assertThat(gone.toParty().name()).isEqualTo("Żółty Klaster");
    }
}
