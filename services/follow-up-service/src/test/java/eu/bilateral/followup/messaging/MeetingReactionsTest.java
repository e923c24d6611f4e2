package eu.bilateral.followup.messaging;

import static eu.bilateral.followup.Wire.freshWorkspace;
import static eu.bilateral.followup.Wire.received;
import static eu.bilateral.followup.Wire.sent;
import static org.assertj.core.api.Assertions.assertThat;

import eu.bilateral.followup.ServiceTest;
import eu.bilateral.followup.Wire;
import eu.bilateral.followup.domain.partnership.Partnerships;
import eu.bilateral.kernel.delivery.BatchListener;
import eu.bilateral.kernel.delivery.QuarantineDesk;
import eu.bilateral.kernel.event.MeetingEvent;
import eu.bilateral.kernel.event.MeetingEvent.MeetingHeld;
import eu.bilateral.kernel.event.MeetingEvent.MeetingMissed;
import eu.bilateral.kernel.event.MeetingEvent.MeetingVoided;
import eu.bilateral.kernel.event.MeetingEvent.ProgrammeItemAdded;
import eu.bilateral.kernel.event.MeetingKind;
import eu.bilateral.kernel.event.ProgrammeItemKind;
import eu.bilateral.kernel.event.Side;
import eu.bilateral.kernel.event.Stage;
import eu.bilateral.kernel.id.AccountId;
import eu.bilateral.kernel.id.MeetingId;
import eu.bilateral.kernel.id.MissionId;
import eu.bilateral.kernel.id.ProgrammeItemId;
import eu.bilateral.kernel.id.WorkspaceId;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The reactions in the delivery's own batches, with the real store behind them. */
@ServiceTest
class MeetingReactionsTest {

    private final WorkspaceId here = freshWorkspace();

    @Autowired
    private BatchListener<MeetingEvent> onMeetingEvent;

    @Autowired
    private Partnerships partnerships;

    @Autowired
    private QuarantineDesk quarantine;

    @Autowired
    private MeterRegistry metrics;

    @Test
    void aHeldMeetingOpensOneLeadHoweverOftenItIsDelivered() {
        var held = Wire.keenMeeting(here);
        var record = received(sent(here, held.meetingId(), 1, held));

        onMeetingEvent.handle(List.of(record, record));
        onMeetingEvent.handle(List.of(record));

        var kept = partnerships.find(here, held.partnershipId()).orElseThrow();
        assertThat(kept.version()).isEqualTo(1);
        assertThat(kept.state().stage()).isEqualTo(Stage.INTEREST_CONFIRMED);
        assertThat(kept.state().open()).hasSize(7);
    }

    @Test
    void theMeetingsOfOnePairInOneBatchMeetInOnePartnership() {
        var first = Wire.keenMeeting(here);
        var second = Wire.heldBetween(here, first.ours(), first.partner(), MeetingId.next(), first.heldOn());
        var voided = new MeetingVoided(
                first.meetingId(),
                first.partnershipId(),
                first.ours(),
                first.partner(),
                null,
                Instant.parse("2030-03-01T12:05:00Z"));

        onMeetingEvent.handle(List.of(
                received(sent(here, first.meetingId(), 1, first)),
                received(sent(here, second.meetingId(), 1, second)),
                received(sent(here, first.meetingId(), 2, voided))));

        var partnership =
                partnerships.find(here, first.partnershipId()).orElseThrow().state();
        assertThat(partnership.meetings()).hasSize(2);
        assertThat(partnership.open())
                .hasSize(7)
                .allSatisfy(followUp -> assertThat(followUp.meetingId()).isEqualTo(second.meetingId()));
    }

    @Test
    void aMissedMeetingOfStrangersLeavesNothing() {
        var held = Wire.keenMeeting(here);

        onMeetingEvent.handle(List.of(received(sent(here, held.meetingId(), 1, missed(held)))));

        assertThat(partnerships.find(here, held.partnershipId())).isEmpty();
        assertThat(quarantine.list(here)).isEmpty();
    }

    private static MeetingMissed missed(MeetingHeld instead) {
        return new MeetingMissed(
                instead.meetingId(),
                instead.partnershipId(),
                instead.ours(),
                instead.partner(),
                MeetingKind.C2C,
                null,
                instead.heldOn(),
                Side.OURS,
                AccountId.of("maria"),
                instead.occurredAt());
    }

    @Test
    void aProgrammeConcernsNoPartnership() {
        var mission = MissionId.next();
        var item = new ProgrammeItemAdded(
                mission,
                ProgrammeItemId.next(),
                ProgrammeItemKind.VISIT,
                LocalDate.parse("2030-03-01"),
                null,
                ZoneId.of("Europe/Warsaw"),
                null,
                Instant.parse("2030-03-01T12:00:00Z"));

        onMeetingEvent.handle(List.of(received(sent(here, new MeetingId(mission.value()), 1, item))));

        assertThat(quarantine.list(here)).isEmpty();
    }

    @Test
    void anEventAtTheEndOfTooLongAChainGoesToTheQuarantine() {
        var held = Wire.keenMeeting(here);

        onMeetingEvent.handle(List.of(received(sent(here, held.meetingId(), 1, Wire.longestChain(), held))));

        assertThat(partnerships.find(here, held.partnershipId())).isEmpty();
        assertThat(quarantine.list(here))
                .singleElement()
                .satisfies(entry -> assertThat(entry.toString()).contains("ChainTooLong"));
        assertThat(fired("14-guard")).isPositive();
    }

    @Test
    void anEventAboutAnotherWorkspacesPartnershipGoesToTheQuarantine() {
        var theirs = Wire.keenMeeting(freshWorkspace());

        onMeetingEvent.handle(List.of(received(sent(here, theirs.meetingId(), 1, theirs))));

        assertThat(partnerships.find(here, theirs.partnershipId())).isEmpty();
        assertThat(quarantine.list(here))
                .singleElement()
                .satisfies(entry -> assertThat(entry.toString()).contains("NotThePairsPartnership"));
    }

    @Test
    void eachRuleThatFiresShowsItsHeartbeat() {
        double leads = fired("02-lead-or-attach");
        double voids = fired("13-amend-or-void");
        var held = Wire.keenMeeting(here);
        var voided = new MeetingVoided(
                held.meetingId(), held.partnershipId(), held.ours(), held.partner(), null, held.occurredAt());

        onMeetingEvent.handle(List.of(
                received(sent(here, held.meetingId(), 1, held)), received(sent(here, held.meetingId(), 2, voided))));

        assertThat(fired("02-lead-or-attach")).isGreaterThan(leads);
        assertThat(fired("13-amend-or-void")).isGreaterThan(voids);
        assertThat(metrics.get("bilateral.rule.last.fired")
                        .tag("rule", "05-follow-ups")
                        .timeGauge()
                        .value())
                .isPositive();
    }

    @Test
    void aMeetingThatBringsNothingAsksForNoFollowUps() {
        var held = Wire.keenMeeting(here);
        onMeetingEvent.handle(List.of(received(sent(here, held.meetingId(), 1, held))));
        double once = asked("01-once");
        double followUps = asked("05-follow-ups");
        assertThat(followUps).isPositive();
        double repeats = fired("01-once");

        var strangers = Wire.keenMeeting(here);
        onMeetingEvent.handle(List.of(received(sent(here, strangers.meetingId(), 1, missed(strangers)))));

        assertThat(fired("01-once")).isGreaterThan(repeats);
        assertThat(asked("01-once")).isGreaterThanOrEqualTo(once);
        assertThat(asked("05-follow-ups")).isEqualTo(followUps);
    }

    private double asked(String rule) {
        return metrics.get("bilateral.rule.last.asked")
                .tag("rule", rule)
                .timeGauge()
                .value();
    }

    private double fired(String rule) {
        return metrics.get("bilateral.rule.fired").tag("rule", rule).counter().count();
    }
}
