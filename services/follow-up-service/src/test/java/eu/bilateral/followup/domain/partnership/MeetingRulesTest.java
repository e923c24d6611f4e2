package eu.bilateral.followup.domain.partnership;

import static eu.bilateral.followup.domain.partnership.Meetings2017.*;
import static eu.bilateral.kernel.event.FollowUpKind.ACTION_CALL;
import static eu.bilateral.kernel.event.FollowUpKind.CALL;
import static eu.bilateral.kernel.event.FollowUpKind.HOLD_MEETING;
import static eu.bilateral.kernel.event.FollowUpKind.OFFER_NEW_SLOT;
import static eu.bilateral.kernel.event.FollowUpKind.OUTCOME_SURVEY;
import static eu.bilateral.kernel.event.FollowUpKind.REVIEW;
import static eu.bilateral.kernel.event.FollowUpKind.SECOND_CONTACT;
import static eu.bilateral.kernel.event.FollowUpKind.SEND_DOCUMENTS;
import static eu.bilateral.kernel.event.FollowUpKind.THANK_YOU;
import static eu.bilateral.kernel.event.FollowUpKind.WAKE_UP;
import static eu.bilateral.kernel.event.FollowUpOrigin.PLAYBOOK;
import static eu.bilateral.kernel.event.FollowUpOrigin.RECORD;
import static eu.bilateral.kernel.event.Stage.CLOSED_NO_FIT;
import static eu.bilateral.kernel.event.Stage.INTEREST_CONFIRMED;
import static eu.bilateral.kernel.event.Stage.MEETING_AGREED;
import static eu.bilateral.kernel.event.Stage.MET;
import static eu.bilateral.kernel.event.Stage.NURTURE;
import static eu.bilateral.kernel.event.Stage.SCOPING;
import static eu.bilateral.kernel.event.Stage.TARGETED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.groups.Tuple.tuple;

import eu.bilateral.followup.domain.partnership.PartnershipRefusal.NotThePairsPartnership;
import eu.bilateral.kernel.command.Role;
import eu.bilateral.kernel.event.Cause;
import eu.bilateral.kernel.event.EventEnvelope;
import eu.bilateral.kernel.event.FollowUpEvent.LeadOpened;
import eu.bilateral.kernel.event.FollowUpEvent.MeetingAttached;
import eu.bilateral.kernel.event.FollowUpEvent.MeetingDetached;
import eu.bilateral.kernel.event.FollowUpKind;
import eu.bilateral.kernel.event.MeetingEvent;
import eu.bilateral.kernel.event.MeetingEvent.MissionPlanned;
import eu.bilateral.kernel.event.MissionType;
import eu.bilateral.kernel.event.PlannedFollowUp;
import eu.bilateral.kernel.event.Position;
import eu.bilateral.kernel.event.Side;
import eu.bilateral.kernel.event.StageMove;
import eu.bilateral.kernel.event.StepFacts;
import eu.bilateral.kernel.id.AccountId;
import eu.bilateral.kernel.id.EventId;
import eu.bilateral.kernel.id.FollowUpId;
import eu.bilateral.kernel.id.MeetingId;
import eu.bilateral.kernel.id.WorkspaceId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MeetingRulesTest {

    static final MeetingId FIRST = MeetingId.derivedFrom("first");
    static final MeetingId SECOND = MeetingId.derivedFrom("second");

    /** The middle of the day of the meeting, at its place; the tests' now is a week later. */
    static final Instant TUESDAY_NOON = Instant.parse("2017-05-16T16:00:00Z");

    final MeetingRules rules = new MeetingRules(PLANNER);

    // ---- when it was

    @Test
    void aMeetingThatIsRecordedLaterOpensItsLeadWhenItWasHeld() {
        var opened = rules.on(null, told(1, FIRST, held(FIRST, keen()))).orElseThrow();

        assertThat(opened.partnership().stageSince()).isEqualTo(TUESDAY_NOON);
        assertThat(opened.event().occurredAt()).isEqualTo(NOON);
        assertThat(((LeadOpened) opened.event()).stageSince()).isEqualTo(TUESDAY_NOON);
    }

    @Test
    void aMeetingThatIsRecordedLaterMovesTheStageWhenItWasHeld() {
        var met = opened(held(FIRST, polite(), LocalDate.parse("2017-05-10"), MISSION, MARIA));

        var change = rules.on(met, told(1, SECOND, held(SECOND, keen()))).orElseThrow();

        assertThat(change.event().move())
                .isEqualTo(new StageMove(MET, INTEREST_CONFIRMED, 6, null, null, TUESDAY_NOON));
        assertThat(change.partnership().stageSince()).isEqualTo(TUESDAY_NOON);
    }

    @Test
    void noEntryOfTheHistoryComesBeforeTheOneBeforeIt() {
        var met = opened(held(FIRST, polite()));
        var earlier = held(SECOND, keen(), LocalDate.parse("2017-05-10"), MISSION, MARIA);

        var partnership = after(met, told(1, SECOND, earlier));

        assertThat(partnership.stage()).isEqualTo(INTEREST_CONFIRMED);
        assertThat(partnership.history()).extracting(StageChange::at).containsExactly(TUESDAY_NOON, TUESDAY_NOON);
    }

    @Test
    void aMeetingOfTodayThatIsRecordedInTheMorningIsNotAhead() {
        var today = held(FIRST, keen(), TODAY, MISSION, MARIA);

        assertThat(after(null, told(1, FIRST, today)).stageSince()).isEqualTo(NOON);
    }

    // ---- rule 2: lead or attach

    @Test
    void aHeldMeetingOpensALeadWithAllThatItAsksFor() {
        var change = rules.on(null, told(1, FIRST, held(FIRST, keen()))).orElseThrow();

        assertThat(change.event())
                .isEqualTo(new LeadOpened(
                        PAIR,
                        OURS,
                        BOSTON,
                        INTEREST_CONFIRMED,
                        MARIA,
                        MISSION.missionId(),
                        FIRST,
                        keen(),
                        List.of(
                                asked(FIRST, "thank-you", THANK_YOU, "2017-05-19"),
                                asked(FIRST, "action-call", ACTION_CALL, "2017-05-24"),
                                asked(FIRST, "second-contact", SECOND_CONTACT, "2017-05-30"),
                                asked(FIRST, "review-30", REVIEW, "2017-06-15"),
                                asked(FIRST, "review-90", REVIEW, "2017-08-14"),
                                asked(FIRST, "outcome-survey", OUTCOME_SURVEY, "2017-11-13"),
                                new PlannedFollowUp(
                                        id(FIRST, "next-step"),
                                        CALL,
                                        RECORD,
                                        LocalDate.parse("2017-05-26"),
                                        MARIA,
                                        FIRST)),
                        List.of(),
                        TUESDAY_NOON,
                        NOON));
        assertThat(change.partnership().history())
                .extracting(StageChange::from, StageChange::to, StageChange::meetingId, StageChange::causedBy)
                .containsExactly(tuple(
                        null,
                        INTEREST_CONFIRMED,
                        FIRST,
                        told(1, FIRST, held(FIRST, keen())).eventId()));
    }

    @Test
    void theLeadBelongsToWhoMetElseToTheMissionsLeadElseToTheFirstWhomTheRecordNames() {
        var promisedByJan = new StepFacts(CALL, TODAY, Side.OURS, JAN);

        assertThat(opened(held(FIRST, polite(), TUESDAY, MISSION, MARIA)).owner())
                .isEqualTo(MARIA);
        assertThat(opened(held(FIRST, polite(), TUESDAY, MISSION, null)).owner())
                .isEqualTo(LEAD);
        assertThat(opened(held(FIRST, record(1, 1, promisedByJan), TUESDAY, null, null))
                        .owner())
                .isEqualTo(JAN);
        assertThat(opened(held(FIRST, polite(), TUESDAY, null, null)).owner())
                .isEqualTo(PLANNER.playbook().fallbackOwner());
    }

    @Test
    void aFurtherMeetingIsAttachedToTheOpenPartnership() {
        var change = rules.on(opened(held(FIRST, polite())), told(1, SECOND, held(SECOND, polite())))
                .orElseThrow();

        assertThat(change.event())
                .isEqualTo(new MeetingAttached(
                        PAIR,
                        SECOND,
                        polite(),
                        null,
                        List.of(asked(SECOND, "thank-you", THANK_YOU, "2017-05-19")),
                        List.of(),
                        NOON));
        assertThat(change.partnership().meetings())
                .extracting(AttachedMeeting::meetingId)
                .containsExactly(FIRST, SECOND);
    }

    @Test
    void eachMeetingHasItsThanksButThePartnershipHasOneReviewAtATime() {
        var partnership = opened(held(FIRST, polite()));
        var review = openOne(partnership, "review-30");
        var reviewed = partnership
                .complete(review.followUpId(), new Completion(null, null), byManager(), PLANNER, NOON)
                .partnership();

        var attached = after(reviewed, told(1, SECOND, held(SECOND, polite())));

        assertThat(attached.open())
                .filteredOn(followUp -> SECOND.equals(followUp.meetingId()))
                .extracting(OpenFollowUp::step)
                .containsExactly("thank-you", "review-30");
    }

    @Test
    void aHeldMeetingReopensAClosedPartnershipAndKeepsItsHistory() {
        var closed = moved(opened(held(FIRST, keen())), new Move(CLOSED_NO_FIT, "no budget", null, null));

        var change = rules.on(closed, told(1, SECOND, held(SECOND, polite()))).orElseThrow();

        assertThat(change.event())
                .isInstanceOfSatisfying(
                        MeetingAttached.class,
                        reopened -> assertThat(reopened.move())
                                .isEqualTo(new StageMove(CLOSED_NO_FIT, MET, 0, null, null)));
        assertThat(change.partnership().history())
                .extracting(StageChange::to)
                .containsExactly(INTEREST_CONFIRMED, CLOSED_NO_FIT, MET);
        assertThat(change.partnership().owner()).isEqualTo(MARIA);
    }

    // ---- rule 1: once

    @Test
    void theSameMeetingAtTheSameVersionChangesNothingTheSecondTime() {
        var told = told(1, FIRST, held(FIRST, keen()));
        var partnership = after(null, told);

        assertThat(rules.on(partnership, told)).isEmpty();
        assertThat(rules.on(after(partnership, told(2, FIRST, voided(FIRST))), told))
                .isEmpty();
    }

    @Test
    void theSameEventAlwaysHasTheSameAnswer() {
        var partnership = opened(held(FIRST, polite()));
        var told = told(1, SECOND, held(SECOND, keen()));

        assertThat(rules.on(partnership, told)).isEqualTo(rules.on(partnership, told));
    }

    // ---- rule 4: stage

    @Test
    void threeFactsConfirmInterest() {
        assertThat(opened(held(FIRST, keen())).stage()).isEqualTo(INTEREST_CONFIRMED);
        assertThat(opened(held(FIRST, record(3, 1, CALL_THEM))).stage()).isEqualTo(MET);
        assertThat(opened(held(FIRST, record(3, 3, null))).stage()).isEqualTo(MET);
    }

    @Test
    void aMeetingNeverMovesBackwards() {
        var scoping = moved(opened(held(FIRST, keen())), new Move(SCOPING, null, null, null));

        assertThat(after(scoping, told(1, SECOND, held(SECOND, polite()))).stage())
                .isEqualTo(SCOPING);
    }

    @Test
    void aMeetingMovesForwardWhatAPersonHadPutBack() {
        var putBack = moved(opened(held(FIRST, keen())), new Move(MET, "too early", null, null));

        assertThat(after(putBack, told(2, FIRST, amended(FIRST, keen()))).stage())
                .as("the same facts again")
                .isEqualTo(MET);
        assertThat(after(putBack, told(1, SECOND, held(SECOND, keen()))).stage())
                .as("a new meeting")
                .isEqualTo(INTEREST_CONFIRMED);
    }

    @Test
    void aHeldMeetingWakesAPartnershipAtRestWhereItWas() {
        var resting = moved(
                moved(opened(held(FIRST, keen())), new Move(SCOPING, null, null, null)),
                new Move(NURTURE, null, null, TODAY.plusMonths(6)));

        var woken = after(resting, told(1, SECOND, held(SECOND, polite())));

        assertThat(woken.stage()).isEqualTo(SCOPING);
        assertThat(woken.open()).extracting(OpenFollowUp::kind).doesNotContain(WAKE_UP);
    }

    @Test
    void anAmendedRecordWakesNobody() {
        var resting = moved(opened(held(FIRST, polite())), new Move(NURTURE, null, null, TODAY.plusMonths(6)));

        var amended = after(resting, told(2, FIRST, amended(FIRST, keen())));

        assertThat(amended.stage()).isEqualTo(NURTURE);
        assertThat(amended.open()).extracting(OpenFollowUp::kind).containsExactly(WAKE_UP, CALL);
    }

    @Test
    void aReviewThatWasDoneIsNotTakenForTheNextOne() {
        var agreed = after(null, told(1, FIRST, scheduled(FIRST, "2017-06-01T14:00:00Z")));
        var held = complete(agreed, "hold-meeting", new NewFollowUp(CALL, null, TODAY, null));
        var missed = after(held, told(1, SECOND, missed(SECOND)));
        var called = complete(missed, "by-hand", null);

        var moved = after(called, told(2, FIRST, scheduled(FIRST, "2017-06-08T14:00:00Z")));

        assertThat(moved.open()).extracting(OpenFollowUp::step).containsExactly("what-next");
        var reviewed = complete(moved, "what-next", new NewFollowUp(CALL, null, TODAY, null));
        var missedAgain = after(reviewed, told(2, SECOND, missed(SECOND)));
        assertThat(complete(missedAgain, "by-hand", null).open()).hasSize(1);
    }

    @Test
    void anAgreedMeetingWakesNobody() {
        var resting = moved(opened(held(FIRST, keen())), new Move(NURTURE, null, null, TODAY.plusMonths(6)));

        var attached = after(resting, told(1, SECOND, scheduled(SECOND, "2017-06-01T14:00:00Z")));

        assertThat(attached.stage()).isEqualTo(NURTURE);
        assertThat(attached.open()).extracting(OpenFollowUp::kind).contains(WAKE_UP, HOLD_MEETING);
    }

    // ---- rule 5: follow-ups

    @Test
    void eachPromiseOfOursIsAnItemAndEachOfTheirsIsACallToAskForIt() {
        var theirs = new StepFacts(SEND_DOCUMENTS, LocalDate.parse("2017-05-26"), Side.THEIRS, null);
        var byJan = new StepFacts(FollowUpKind.INTRODUCE_MEMBER, LocalDate.parse("2017-06-03"), Side.OURS, JAN);

        var partnership = opened(held(FIRST, record(2, 2, null, SEND_PROFILE, SEND_PROFILE, theirs, byJan)));

        assertThat(partnership.open())
                .filteredOn(followUp -> followUp.origin() == RECORD)
                .extracting(OpenFollowUp::kind, OpenFollowUp::dueOn, OpenFollowUp::owner)
                .containsExactly(
                        tuple(SEND_DOCUMENTS, SEND_PROFILE.dueOn(), MARIA),
                        tuple(SEND_DOCUMENTS, SEND_PROFILE.dueOn(), MARIA),
                        tuple(CALL, LocalDate.parse("2017-05-29"), MARIA),
                        tuple(FollowUpKind.INTRODUCE_MEMBER, LocalDate.parse("2017-06-03"), JAN));
    }

    @Test
    void aNextStepThatRepeatsAPromiseIsOneItem() {
        var partnership = opened(held(FIRST, record(2, 2, SEND_PROFILE, SEND_PROFILE)));

        assertThat(partnership.open())
                .filteredOn(followUp -> followUp.origin() == RECORD)
                .hasSize(1);
    }

    // ---- scheduling

    @Test
    void anAgreedMeetingOpensALeadWithTheMeetingToBeHeldOnItsDay() {
        var change = rules.on(null, told(1, FIRST, scheduled(FIRST, "2017-06-02T01:00:00Z")))
                .orElseThrow();

        assertThat(change.event())
                .isEqualTo(new LeadOpened(
                        PAIR,
                        OURS,
                        BOSTON,
                        MEETING_AGREED,
                        JAN,
                        MISSION.missionId(),
                        FIRST,
                        null,
                        List.of(new PlannedFollowUp(
                                id(FIRST, "hold-meeting"),
                                HOLD_MEETING,
                                PLAYBOOK,
                                LocalDate.parse("2017-06-01"),
                                JAN,
                                FIRST)),
                        List.of(),
                        null,
                        NOON));
    }

    @Test
    void anAgreedMeetingMovesATargetedPartnershipOnly() {
        var targeted = after(opened(held(FIRST, keen())), told(2, FIRST, voided(FIRST)));
        var met = opened(held(FIRST, polite()));
        var agreed = told(1, SECOND, scheduled(SECOND, "2017-06-01T14:00:00Z"));

        assertThat(after(targeted, agreed).stage()).isEqualTo(MEETING_AGREED);
        assertThat(after(met, agreed).stage()).isEqualTo(MET);
    }

    @Test
    void anotherTimeForTheMeetingIsAnotherDateForTheSameFollowUp() {
        var agreed = after(null, told(1, FIRST, scheduled(FIRST, "2017-06-01T14:00:00Z")));

        var change = rules.on(agreed, told(2, FIRST, scheduled(FIRST, "2017-06-08T14:00:00Z")))
                .orElseThrow();

        assertThat(change.partnership().open())
                .extracting(OpenFollowUp::kind, OpenFollowUp::dueOn)
                .containsExactly(tuple(HOLD_MEETING, LocalDate.parse("2017-06-08")));
        assertThat(change.event().scheduled())
                .extracting(PlannedFollowUp::followUpId)
                .containsExactly(id(FIRST, "hold-meeting"));
        assertThat(change.event().withdrawn()).isEmpty();
    }

    @Test
    void aMeetingThatWasAgreedIsHeld() {
        var agreed = after(null, told(1, FIRST, scheduled(FIRST, "2017-05-16T14:00:00Z")));

        var change = rules.on(agreed, told(2, FIRST, held(FIRST, keen()))).orElseThrow();

        assertThat(change.event().withdrawn()).containsExactly(id(FIRST, "hold-meeting"));
        assertThat(change.event().move()).isEqualTo(new StageMove(MEETING_AGREED, INTEREST_CONFIRMED, 0, null, null));
        assertThat(change.partnership().owner()).isEqualTo(JAN);
    }

    // ---- rule 8: no-show

    @Test
    void aMissedMeetingOpensNoLead() {
        assertThat(rules.on(null, told(1, FIRST, missed(FIRST)))).isEmpty();
    }

    @Test
    void aMissedMeetingMovesNothingAndAsksForANewSlot() {
        var agreed = after(null, told(1, FIRST, scheduled(FIRST, "2017-05-16T14:00:00Z")));

        var change = rules.on(agreed, told(2, FIRST, missed(FIRST))).orElseThrow();

        assertThat(change.event())
                .isEqualTo(new MeetingDetached(
                        PAIR,
                        FIRST,
                        null,
                        List.of(new PlannedFollowUp(
                                id(FIRST, "offer-new-slot"),
                                OFFER_NEW_SLOT,
                                PLAYBOOK,
                                LocalDate.parse("2017-05-19"),
                                JAN,
                                FIRST)),
                        List.of(id(FIRST, "hold-meeting")),
                        NOON));
        assertThat(change.partnership().stage()).isEqualTo(MEETING_AGREED);
        assertThat(change.partnership().history().getLast().because()).isEqualTo(StageChange.Because.MEETING_MISSED);
    }

    @Test
    void aNewSlotIsNoLongerOfferedOnceThereIsOne() {
        var missed = after(
                after(null, told(1, FIRST, scheduled(FIRST, "2017-05-16T14:00:00Z"))), told(2, FIRST, missed(FIRST)));

        var agreed = after(missed, told(1, SECOND, scheduled(SECOND, "2017-06-01T14:00:00Z")));

        assertThat(agreed.open()).extracting(OpenFollowUp::kind).containsExactly(HOLD_MEETING);
    }

    // ---- rule 13: amend or void

    @Test
    void anAmendmentChangesOnlyWhatItChangedInTheRecord() {
        var partnership = opened(held(FIRST, record(1, 1, CALL_THEM, SEND_PROFILE)));
        var sent = partnership
                .complete(
                        id(FIRST, "promise-SEND_DOCUMENTS-OURS-1"),
                        new Completion(null, null),
                        byManager(),
                        PLANNER,
                        NOON)
                .partnership();
        var member = new StepFacts(FollowUpKind.INTRODUCE_MEMBER, LocalDate.parse("2017-06-01"), Side.OURS, null);

        var change = rules.on(sent, told(2, FIRST, amended(FIRST, record(1, 1, null, SEND_PROFILE, member))))
                .orElseThrow();

        assertThat(change.event())
                .isEqualTo(new MeetingAttached(
                        PAIR,
                        FIRST,
                        record(1, 1, null, SEND_PROFILE, member),
                        null,
                        List.of(new PlannedFollowUp(
                                id(FIRST, "promise-INTRODUCE_MEMBER-OURS-1"),
                                FollowUpKind.INTRODUCE_MEMBER,
                                RECORD,
                                member.dueOn(),
                                MARIA,
                                FIRST)),
                        List.of(id(FIRST, "next-step")),
                        NOON.plusSeconds(60)));
        assertThat(change.partnership().history().getLast().because()).isEqualTo(StageChange.Because.MEETING_AMENDED);
    }

    @Test
    void aMeetingThatWasHeldOnAnotherDayCountsFromThere() {
        var partnership = opened(held(FIRST, polite()));

        var change = rules.on(partnership, told(2, FIRST, amended(FIRST, polite(), TUESDAY.plusDays(2))))
                .orElseThrow();

        assertThat(change.event().scheduled())
                .extracting(PlannedFollowUp::followUpId, PlannedFollowUp::dueOn)
                .contains(tuple(id(FIRST, "thank-you"), LocalDate.parse("2017-05-22")));
        assertThat(change.partnership().open()).hasSameSizeAs(partnership.open());
        assertThat(change.event().withdrawn()).isEmpty();
    }

    @Test
    void whatAPersonPutOffOrGaveAwayIsLeftAlone() {
        var partnership = opened(held(FIRST, record(1, 1, CALL_THEM, SEND_PROFILE)));
        var snoozed = partnership
                .snooze(id(FIRST, "next-step"), LocalDate.parse("2017-07-03"), byManager(), PLANNER, NOON)
                .partnership();
        var given = snoozed.reassign(id(FIRST, "thank-you"), JAN, byManager(), PLANNER, NOON)
                .partnership();

        var voided = after(given, told(2, FIRST, voided(FIRST)));

        assertThat(voided.open())
                .extracting(OpenFollowUp::step, OpenFollowUp::dueOn, OpenFollowUp::owner)
                .containsExactly(
                        tuple("thank-you", LocalDate.parse("2017-05-19"), JAN),
                        tuple("next-step", LocalDate.parse("2017-07-03"), MARIA));
    }

    @Test
    void anAmendmentMovesForwardAndTakesBackOnlyItsOwnMove() {
        var met = opened(held(FIRST, polite()));
        var risen = after(met, told(2, FIRST, amended(FIRST, keen())));
        var fallen = after(risen, told(3, FIRST, amended(FIRST, polite())));

        assertThat(risen.stage()).isEqualTo(INTEREST_CONFIRMED);
        assertThat(fallen.stage()).isEqualTo(MET);
    }

    @Test
    void anAmendmentTakesNothingBackThatAnotherMeetingShows() {
        var both = after(opened(held(FIRST, keen())), told(1, SECOND, held(SECOND, keen())));

        assertThat(after(both, told(2, FIRST, amended(FIRST, polite()))).stage())
                .isEqualTo(INTEREST_CONFIRMED);
    }

    @Test
    void anAmendmentTakesNothingBackThatAPersonDecided() {
        var scoping = moved(opened(held(FIRST, keen())), new Move(SCOPING, null, null, null));

        assertThat(after(scoping, told(2, FIRST, amended(FIRST, polite()))).stage())
                .isEqualTo(SCOPING);
        assertThat(after(scoping, told(2, FIRST, voided(FIRST))).stage()).isEqualTo(SCOPING);
    }

    @Test
    void anAmendmentReopensNothingThatAPersonClosed() {
        var closed = moved(opened(held(FIRST, polite())), new Move(CLOSED_NO_FIT, "no fit", null, null));

        var amended = after(closed, told(2, FIRST, amended(FIRST, keen())));

        assertThat(amended.stage()).isEqualTo(CLOSED_NO_FIT);
        assertThat(amended.interestOurs())
                .hasValueSatisfying(interest -> assertThat(interest.level()).isEqualTo(3));
    }

    @Test
    void aVoidedOnlyMeetingLeavesATargetedPartnershipATraceAndAReview() {
        var change = rules.on(opened(held(FIRST, keen())), told(2, FIRST, voided(FIRST)))
                .orElseThrow();

        assertThat(change.partnership().stage()).isEqualTo(TARGETED);
        assertThat(change.partnership().open())
                .extracting(OpenFollowUp::kind, OpenFollowUp::dueOn)
                .containsExactly(tuple(REVIEW, LocalDate.parse("2017-05-25")));
        assertThat(change.event().withdrawn()).hasSize(7);
        assertThat(change.event().move()).isEqualTo(new StageMove(INTEREST_CONFIRMED, TARGETED, 7, null, null));
        assertThat(change.partnership().history().getLast().because()).isEqualTo(StageChange.Because.MEETING_VOIDED);
    }

    @Test
    void whatIsOwedToThePartnershipPassesToTheMeetingThatIsLeft() {
        var both = after(opened(held(FIRST, keen())), told(1, SECOND, held(SECOND, polite())));

        var left = after(both, told(2, FIRST, voided(FIRST)));

        assertThat(left.stage()).isEqualTo(MET);
        assertThat(left.open())
                .extracting(OpenFollowUp::step, OpenFollowUp::meetingId)
                .containsExactly(
                        tuple("thank-you", SECOND),
                        tuple("action-call", SECOND),
                        tuple("second-contact", SECOND),
                        tuple("review-30", SECOND),
                        tuple("review-90", SECOND),
                        tuple("outcome-survey", SECOND));
    }

    @Test
    void voidingWhatReopenedAPartnershipClosesNothing() {
        var closed = moved(opened(held(FIRST, keen())), new Move(CLOSED_NO_FIT, "no fit", null, null));
        var reopened = after(closed, told(1, SECOND, held(SECOND, keen())));

        var voided = after(reopened, told(2, SECOND, voided(SECOND)));

        assertThat(voided.stage()).isEqualTo(TARGETED);
        assertThat(voided.open()).extracting(OpenFollowUp::kind).containsExactly(REVIEW);
    }

    @Test
    void voidingWhatWokeAPartnershipPutsItToRestAgain() {
        var wakeUpOn = TODAY.plusMonths(6);
        var resting = moved(opened(held(FIRST, keen())), new Move(NURTURE, null, null, wakeUpOn));
        var woken = after(resting, told(1, SECOND, held(SECOND, keen())));

        var voided = after(woken, told(2, SECOND, voided(SECOND)));

        assertThat(voided.stage()).isEqualTo(NURTURE);
        assertThat(voided.open())
                .extracting(OpenFollowUp::kind, OpenFollowUp::dueOn)
                .contains(tuple(WAKE_UP, wakeUpOn));
    }

    @Test
    void onlyWhatThePlaybookMovedFallsBackToTargetedStepByStep() {
        var both = after(opened(held(FIRST, polite())), told(1, SECOND, held(SECOND, keen())));

        var one = after(both, told(2, SECOND, voided(SECOND)));
        var none = after(one, told(2, FIRST, voided(FIRST)));

        assertThat(one.stage()).isEqualTo(MET);
        assertThat(none.stage()).isEqualTo(TARGETED);
    }

    @Test
    void anAmendmentOfAMeetingThatNeverArrivedIsTakenInLikeTheMeeting() {
        assertThat(after(null, told(2, FIRST, amended(FIRST, keen()))).stage()).isEqualTo(INTEREST_CONFIRMED);
    }

    // ---- what does not concern a partnership

    @Test
    void voidingWhatNobodyKnowsChangesNothing() {
        assertThat(rules.on(null, told(1, FIRST, voided(FIRST)))).isEmpty();
        assertThat(rules.on(opened(held(FIRST, polite())), told(1, SECOND, voided(SECOND))))
                .isEmpty();
    }

    @Test
    void aMissionChangesNoPartnership() {
        var planned = new MissionPlanned(
                MISSION.missionId(),
                null,
                "USA 2017",
                MissionType.OUTGOING,
                TUESDAY,
                TUESDAY,
                WASHINGTON,
                LEAD,
                List.of(),
                List.of(),
                NOON);

        assertThat(rules.on(null, told(1, FIRST, planned))).isEmpty();
    }

    @Test
    void anEventThatNamesAnotherWorkspacesPartnershipIsRefused() {
        var foreign = new EventEnvelope<MeetingEvent>(
                EventId.derivedFrom("foreign"),
                WorkspaceId.of("krakow"),
                FIRST.value(),
                new Position(1, 1),
                PAIR.toString(),
                Cause.begins(new UUID(0, 1)),
                held(FIRST, keen()));

        assertThatExceptionOfType(NotThePairsPartnership.class).isThrownBy(() -> rules.on(null, foreign));
    }

    // ---- words

    Partnership opened(MeetingEvent held) {
        return after(null, told(1, FIRST, held));
    }

    Partnership after(@Nullable Partnership partnership, EventEnvelope<MeetingEvent> told) {
        return rules.on(partnership, told)
                .map(PartnershipChange::partnership)
                .or(() -> Optional.ofNullable(partnership))
                .orElseThrow();
    }

    static Partnership moved(Partnership partnership, Move move) {
        return partnership
                .move(move, by(AccountId.of("boss"), Role.MANAGER), PLANNER, NOON)
                .partnership();
    }

    static Partnership complete(Partnership partnership, String step, @Nullable NewFollowUp next) {
        var onward = next == null ? null : new Completion.Onward.Next(next);
        return partnership
                .complete(
                        openOne(partnership, step).followUpId(),
                        new Completion(null, onward),
                        byManager(),
                        PLANNER,
                        NOON)
                .partnership();
    }

    static OpenFollowUp openOne(Partnership partnership, String step) {
        return partnership.open().stream()
                .filter(followUp -> followUp.step().equals(step))
                .findFirst()
                .orElseThrow();
    }

    static PlannedFollowUp asked(MeetingId meeting, String step, FollowUpKind kind, String dueOn) {
        return new PlannedFollowUp(id(meeting, step), kind, PLAYBOOK, LocalDate.parse(dueOn), MARIA, meeting);
    }

    static FollowUpId id(MeetingId meeting, String step) {
        return FollowUpId.derivedFrom(PAIR.toString(), meeting.toString(), step);
    }
}
