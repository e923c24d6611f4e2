package eu.bilateral.followup.domain.partnership;

import static eu.bilateral.followup.domain.partnership.Meetings2017.*;
import static eu.bilateral.kernel.command.Role.DEVELOPER;
import static eu.bilateral.kernel.command.Role.MANAGER;
import static eu.bilateral.kernel.command.Role.VIEWER;
import static eu.bilateral.kernel.event.FollowUpKind.ACTION_CALL;
import static eu.bilateral.kernel.event.FollowUpKind.CALL;
import static eu.bilateral.kernel.event.FollowUpKind.MEET;
import static eu.bilateral.kernel.event.FollowUpKind.OTHER;
import static eu.bilateral.kernel.event.FollowUpKind.REVIEW;
import static eu.bilateral.kernel.event.FollowUpKind.SEND_DOCUMENTS;
import static eu.bilateral.kernel.event.FollowUpKind.WAKE_UP;
import static eu.bilateral.kernel.event.FollowUpOrigin.PERSON;
import static eu.bilateral.kernel.event.Stage.AGREEMENT_SIGNED;
import static eu.bilateral.kernel.event.Stage.CLOSED_KNOWLEDGE;
import static eu.bilateral.kernel.event.Stage.CLOSED_NO_FIT;
import static eu.bilateral.kernel.event.Stage.COOPERATING;
import static eu.bilateral.kernel.event.Stage.INTEREST_CONFIRMED;
import static eu.bilateral.kernel.event.Stage.MET;
import static eu.bilateral.kernel.event.Stage.NURTURE;
import static eu.bilateral.kernel.event.Stage.SCOPING;
import static eu.bilateral.kernel.event.Stage.TARGETED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.groups.Tuple.tuple;

import eu.bilateral.followup.domain.partnership.Completion.Onward;
import eu.bilateral.followup.domain.partnership.PartnershipRefusal.AlreadyAtStage;
import eu.bilateral.followup.domain.partnership.PartnershipRefusal.AlreadyOwnedBy;
import eu.bilateral.followup.domain.partnership.PartnershipRefusal.DateNotAhead;
import eu.bilateral.followup.domain.partnership.PartnershipRefusal.DateTooFar;
import eu.bilateral.followup.domain.partnership.PartnershipRefusal.EvidenceMissing;
import eu.bilateral.followup.domain.partnership.PartnershipRefusal.FollowUpAlreadyClosed;
import eu.bilateral.followup.domain.partnership.PartnershipRefusal.NextStepRequired;
import eu.bilateral.followup.domain.partnership.PartnershipRefusal.OnlyReading;
import eu.bilateral.followup.domain.partnership.PartnershipRefusal.OwnedBySomebodyElse;
import eu.bilateral.followup.domain.partnership.PartnershipRefusal.PartnershipClosed;
import eu.bilateral.followup.domain.partnership.PartnershipRefusal.ReasonMissing;
import eu.bilateral.followup.domain.partnership.PartnershipRefusal.UnknownFollowUp;
import eu.bilateral.followup.domain.partnership.PartnershipRefusal.WakeUpDateMissing;
import eu.bilateral.kernel.event.FollowUpEvent.FollowUpAdded;
import eu.bilateral.kernel.event.FollowUpEvent.FollowUpCompleted;
import eu.bilateral.kernel.event.FollowUpEvent.FollowUpReassigned;
import eu.bilateral.kernel.event.FollowUpEvent.FollowUpSnoozed;
import eu.bilateral.kernel.event.FollowUpEvent.OwnerChanged;
import eu.bilateral.kernel.event.FollowUpEvent.StageMoved;
import eu.bilateral.kernel.event.FollowUpKind;
import eu.bilateral.kernel.event.PlannedFollowUp;
import eu.bilateral.kernel.event.Stage;
import eu.bilateral.kernel.event.StageMove;
import eu.bilateral.kernel.id.FollowUpId;
import eu.bilateral.kernel.id.MeetingId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PartnershipTest {

    static final MeetingId FIRST = MeetingId.derivedFrom("first");
    static final MeetingRules RULES = new MeetingRules(PLANNER);

    /** Maria's, at MET, with the playbook's six follow-ups. */
    static final Partnership JUST_MET =
            RULES.on(null, told(1, FIRST, held(FIRST, polite()))).orElseThrow().partnership();

    /** Maria's, at INTEREST_CONFIRMED, with the playbook's six follow-ups and a call that was agreed. */
    static final Partnership KEEN =
            RULES.on(null, told(1, FIRST, held(FIRST, keen()))).orElseThrow().partnership();

    // ---- moving

    @Test
    void aPersonMovesAPartnershipForward() {
        var change = KEEN.move(to(SCOPING), by(MARIA, DEVELOPER), PLANNER, NOON.plusSeconds(86_400));

        assertThat(change.event())
                .isEqualTo(new StageMoved(
                        PAIR,
                        new StageMove(INTEREST_CONFIRMED, SCOPING, 8, MARIA, null),
                        List.of(),
                        List.of(),
                        NOON.plusSeconds(86_400)));
        assertThat(change.partnership().stage()).isEqualTo(SCOPING);
        assertThat(change.partnership().open()).isEqualTo(KEEN.open());
    }

    @Test
    void theReasonStaysInTheHistoryAndNeverLeavesIt() {
        var change = KEEN.move(new Move(MET, "They called it off", null, null), byManager(), PLANNER, NOON);

        assertThat(change.partnership().history().getLast())
                .extracting(StageChange::from, StageChange::to, StageChange::reason)
                .containsExactly(INTEREST_CONFIRMED, MET, "They called it off");
        assertThat(change.event().toString()).doesNotContain("called");
    }

    @ParameterizedTest
    @EnumSource(names = {"TARGETED", "MEETING_AGREED", "MET", "CLOSED_KNOWLEDGE", "CLOSED_NO_FIT"})
    void goingBackAndClosingTakeAReason(Stage to) {
        refused(ReasonMissing.class, () -> KEEN.move(to(to), byManager(), PLANNER, NOON));
        refused(ReasonMissing.class, () -> KEEN.move(new Move(to, " ", null, null), byManager(), PLANNER, NOON));
        assertThat(move(KEEN, new Move(to, "because", null, null)).stage()).isEqualTo(to);
    }

    @ParameterizedTest
    @CsvSource({
        "MET,SCOPING",
        "MET,AGREEMENT_DRAFTED",
        "AGREEMENT_DRAFTED,AGREEMENT_SIGNED",
        "AGREEMENT_SIGNED,COOPERATING"
    })
    void skippingStagesAnAgreementAndAJointActivityTakeEvidence(Stage from, Stage to) {
        var partnership = from == MET ? JUST_MET : move(KEEN, new Move(from, null, "as told", null));

        refused(EvidenceMissing.class, () -> partnership.move(to(to), byManager(), PLANNER, NOON));
        assertThat(move(partnership, new Move(to, null, "LoI 2017/4", null)).stage())
                .isEqualTo(to);
    }

    @Test
    void aRefusalNamesItsRule() {
        var drafted = move(KEEN, new Move(Stage.AGREEMENT_DRAFTED, null, "draft", null));

        assertThatExceptionOfType(EvidenceMissing.class)
                .isThrownBy(() -> drafted.move(to(AGREEMENT_SIGNED), byManager(), PLANNER, NOON))
                .withMessage("A partnership moves to AGREEMENT_SIGNED only with a signed document."
                        + " Add its reference as evidence");
    }

    @Test
    void aPartnershipDoesNotMoveToWhereItIs() {
        refused(AlreadyAtStage.class, () -> KEEN.move(to(INTEREST_CONFIRMED), byManager(), PLANNER, NOON));
    }

    @Test
    void restingTakesADateToWakeUpAndEndsWhatOnlyThePlaybookAskedFor() {
        refused(WakeUpDateMissing.class, () -> KEEN.move(to(NURTURE), byManager(), PLANNER, NOON));
        refused(
                DateNotAhead.class,
                () -> KEEN.move(new Move(NURTURE, null, null, TODAY.minusDays(1)), byManager(), PLANNER, NOON));

        var resting = move(KEEN, new Move(NURTURE, null, null, TODAY.plusMonths(3)));

        assertThat(resting.open())
                .extracting(OpenFollowUp::kind, OpenFollowUp::dueOn)
                .containsExactly(tuple(CALL, CALL_THEM.dueOn()), tuple(WAKE_UP, TODAY.plusMonths(3)));
    }

    @Test
    void wakingUpIsMeasuredByWhereThePartnershipWas() {
        var resting = move(KEEN, new Move(NURTURE, null, null, TODAY.plusMonths(3)));

        refused(ReasonMissing.class, () -> resting.move(to(MET), byManager(), PLANNER, NOON));
        refused(EvidenceMissing.class, () -> resting.move(to(COOPERATING), byManager(), PLANNER, NOON));
        assertThat(move(resting, to(INTEREST_CONFIRMED)).open())
                .extracting(OpenFollowUp::kind)
                .containsExactly(CALL);
        assertThat(move(resting, to(SCOPING)).stage()).isEqualTo(SCOPING);
    }

    @Test
    void whoeverWakesAPartnershipWithNothingToDoIsAskedWhatComesNext() {
        var resting = move(JUST_MET, new Move(NURTURE, null, null, TODAY.plusMonths(3)));

        assertThat(move(resting, to(MET)).open())
                .extracting(OpenFollowUp::kind, OpenFollowUp::dueOn)
                .containsExactly(tuple(REVIEW, TODAY.plusDays(2)));
    }

    @Test
    void closingEndsAllThatWasToBeDone() {
        var change = KEEN.move(new Move(CLOSED_NO_FIT, "no fit", null, null), byManager(), PLANNER, NOON);

        assertThat(change.partnership().open()).isEmpty();
        assertThat(change.event().withdrawn())
                .containsExactlyElementsOf(
                        KEEN.open().stream().map(OpenFollowUp::followUpId).toList());
    }

    @Test
    void aClosedPartnershipIsReopenedOnlyWithAReason() {
        var closed = move(KEEN, new Move(CLOSED_NO_FIT, "no fit", null, null));

        refused(ReasonMissing.class, () -> closed.move(to(INTEREST_CONFIRMED), byManager(), PLANNER, NOON));
        refused(
                ReasonMissing.class,
                () -> closed.move(new Move(NURTURE, null, null, TODAY.plusDays(9)), byManager(), PLANNER, NOON));
        refused(
                EvidenceMissing.class,
                () -> closed.move(new Move(COOPERATING, "new call", null, null), byManager(), PLANNER, NOON));
        assertThat(move(closed, new Move(INTEREST_CONFIRMED, "new call", null, null))
                        .open())
                .extracting(OpenFollowUp::kind)
                .containsExactly(REVIEW);
    }

    // ---- completing

    @ParameterizedTest
    @EnumSource(names = {"ACTION_CALL", "CALL", "SECOND_CONTACT", "MEET"})
    void aCompletedContactIsTheSecondContact(FollowUpKind kind) {
        var contact = KEEN.add(new NewFollowUp(kind, null, TODAY, null), byManager(), PLANNER, NOON);
        var id = contact.event().scheduled().getFirst().followUpId();
        var instruction = by(MARIA, DEVELOPER);

        var change = contact.partnership()
                .complete(id, new Completion("They want a draft", null), instruction, PLANNER, NOON);

        assertThat(change.event())
                .isEqualTo(new FollowUpCompleted(
                        PAIR,
                        id,
                        MARIA,
                        new StageMove(INTEREST_CONFIRMED, SCOPING, 7, null, null),
                        List.of(),
                        List.of(),
                        NOON));
        assertThat(change.partnership().closed())
                .extracting(ClosedFollowUp::followUpId, ClosedFollowUp::by, ClosedFollowUp::outcome)
                .containsExactly(tuple(id, MARIA, "They want a draft"));
    }

    @Test
    void aContactBeforeInterestIsConfirmedMovesNothing() {
        var call = one(JUST_MET, ACTION_CALL);

        assertThat(complete(JUST_MET, call, null).stage()).isEqualTo(MET);
    }

    @Test
    void sendingDocumentsIsNoContact() {
        var added = KEEN.add(new NewFollowUp(SEND_DOCUMENTS, null, TODAY, null), byManager(), PLANNER, NOON)
                .partnership();

        assertThat(complete(added, one(added, SEND_DOCUMENTS), null).stage()).isEqualTo(INTEREST_CONFIRMED);
    }

    @Test
    void theLastOpenFollowUpDemandsTheNext() {
        var last = lastOne(JUST_MET);

        refused(
                NextStepRequired.class,
                () -> complete(last, last.open().getFirst().followUpId(), null));
    }

    @Test
    void theLastOpenFollowUpIsCompletedWithTheNext() {
        var last = lastOne(JUST_MET);
        var id = last.open().getFirst().followUpId();
        var instruction = byManager();
        var next = new NewFollowUp(MEET, "In Lublin", TODAY.plusDays(20), JAN);

        var change = last.complete(id, new Completion(null, new Onward.Next(next)), instruction, PLANNER, NOON);

        assertThat(change.event().scheduled())
                .containsExactly(new PlannedFollowUp(
                        Partnership.addedBy(PAIR, instruction), MEET, PERSON, TODAY.plusDays(20), JAN, null));
        assertThat(change.partnership().open()).extracting(OpenFollowUp::text).containsExactly("In Lublin");
    }

    @Test
    void theLastOpenFollowUpIsCompletedWithADateToWakeUp() {
        var last = lastOne(JUST_MET);
        var id = last.open().getFirst().followUpId();

        var resting = complete(last, id, new Onward.Nurture(TODAY.plusMonths(2), null));

        assertThat(resting.stage()).isEqualTo(NURTURE);
        assertThat(resting.open())
                .extracting(OpenFollowUp::kind, OpenFollowUp::dueOn)
                .containsExactly(tuple(WAKE_UP, TODAY.plusMonths(2)));
        assertThat(complete(
                                resting,
                                resting.open().getFirst().followUpId(),
                                new Onward.Nurture(TODAY.plusMonths(4), null))
                        .open())
                .as("resting longer")
                .extracting(OpenFollowUp::dueOn)
                .containsExactly(TODAY.plusMonths(4));
    }

    @Test
    void theLastOpenFollowUpIsCompletedByClosingWithAReason() {
        var last = lastOne(JUST_MET);
        var id = last.open().getFirst().followUpId();

        refused(ReasonMissing.class, () -> complete(last, id, new Onward.Close(CLOSED_KNOWLEDGE, "")));
        assertThat(complete(last, id, new Onward.Close(CLOSED_KNOWLEDGE, "we know now"))
                        .stage())
                .isEqualTo(CLOSED_KNOWLEDGE);
    }

    @Test
    void aFollowUpIsCompletedOnce() {
        var call = one(KEEN, ACTION_CALL);
        var called = complete(KEEN, call, null);

        refused(FollowUpAlreadyClosed.class, () -> complete(called, call, null));
        refused(UnknownFollowUp.class, () -> complete(called, FollowUpId.next(), null));
    }

    @Test
    void whatWasDoneIsNotAskedForAgain() {
        var thanked = complete(JUST_MET, step("thank-you"), null);

        var amended = RULES.on(thanked, told(2, FIRST, amended(FIRST, polite(), TUESDAY.plusDays(1))))
                .orElseThrow()
                .partnership();

        assertThat(amended.open()).extracting(OpenFollowUp::step).doesNotContain("thank-you");
    }

    // ---- adding, putting off, giving away

    @Test
    void aPersonAddsAFollowUp() {
        var instruction = by(MARIA, DEVELOPER);

        var change = KEEN.add(new NewFollowUp(OTHER, "Send a postcard", TODAY, null), instruction, PLANNER, NOON);

        assertThat(change.event())
                .isEqualTo(new FollowUpAdded(
                        PAIR,
                        new PlannedFollowUp(Partnership.addedBy(PAIR, instruction), OTHER, PERSON, TODAY, MARIA, null),
                        NOON));
    }

    @Test
    void aClosedPartnershipTakesNoFollowUp() {
        var closed = move(KEEN, new Move(CLOSED_NO_FIT, "no fit", null, null));

        refused(
                PartnershipClosed.class,
                () -> closed.add(new NewFollowUp(CALL, null, TODAY, null), byManager(), PLANNER, NOON));
    }

    @Test
    void aNewFollowUpLiesAhead() {
        refused(
                DateNotAhead.class,
                () -> KEEN.add(new NewFollowUp(CALL, null, TODAY.minusDays(1), null), byManager(), PLANNER, NOON));
        refused(
                DateTooFar.class,
                () -> KEEN.add(new NewFollowUp(CALL, null, TODAY.plusYears(6), null), byManager(), PLANNER, NOON));
    }

    @Test
    void aFollowUpIsPutOffToALaterDayWithinAYear() {
        var review = step("review-30");
        var due = KEEN.open().stream()
                .filter(followUp -> followUp.followUpId().equals(review))
                .findFirst()
                .orElseThrow()
                .dueOn();

        var change = KEEN.snooze(review, due.plusDays(1), byManager(), PLANNER, NOON);

        assertThat(change.event()).isEqualTo(new FollowUpSnoozed(PAIR, review, due.plusDays(1), NOON));
        refused(DateNotAhead.class, () -> KEEN.snooze(review, due, byManager(), PLANNER, NOON));
        refused(
                DateTooFar.class,
                () -> KEEN.snooze(review, TODAY.plusYears(1).plusDays(1), byManager(), PLANNER, NOON));
    }

    @Test
    void aLateFollowUpIsPutOffToTodayAtTheEarliest() {
        var thanks = step("thank-you");

        refused(DateNotAhead.class, () -> KEEN.snooze(thanks, TODAY.minusDays(1), byManager(), PLANNER, NOON));
        assertThat(KEEN.snooze(thanks, TODAY, byManager(), PLANNER, NOON)
                        .partnership()
                        .open())
                .filteredOn(OpenFollowUp::touched)
                .extracting(OpenFollowUp::dueOn)
                .containsExactly(TODAY);
    }

    @Test
    void aFollowUpIsGivenToSomebodyElse() {
        var call = one(KEEN, ACTION_CALL);

        var change = KEEN.reassign(call, JAN, byManager(), PLANNER, NOON);

        assertThat(change.event()).isEqualTo(new FollowUpReassigned(PAIR, call, JAN, NOON));
        refused(AlreadyOwnedBy.class, () -> change.partnership().reassign(call, JAN, byManager(), PLANNER, NOON));
    }

    @Test
    void aNewOwnerTakesOverWhatWasTheOldOnes() {
        var call = one(KEEN, ACTION_CALL);
        var shared = KEEN.reassign(call, JAN, byManager(), PLANNER, NOON).partnership();

        var change = shared.changeOwner(LEAD, byManager(), PLANNER, NOON);

        var others = shared.open().stream()
                .map(OpenFollowUp::followUpId)
                .filter(id -> !id.equals(call))
                .toList();
        assertThat(change.event()).isEqualTo(new OwnerChanged(PAIR, LEAD, others, NOON));
        assertThat(change.partnership().open())
                .filteredOn(followUp -> followUp.owner().equals(LEAD))
                .extracting(OpenFollowUp::followUpId)
                .isEqualTo(others);
        refused(AlreadyOwnedBy.class, () -> KEEN.changeOwner(MARIA, byManager(), PLANNER, NOON));
    }

    // ---- who may

    @Test
    void aDeveloperWorksOwnPartnershipsOnly() {
        var jan = by(JAN, DEVELOPER);
        var call = one(KEEN, ACTION_CALL);

        refused(OwnedBySomebodyElse.class, () -> KEEN.move(to(SCOPING), jan, PLANNER, NOON));
        refused(OwnedBySomebodyElse.class, () -> KEEN.changeOwner(JAN, jan, PLANNER, NOON));
        refused(
                OwnedBySomebodyElse.class,
                () -> KEEN.add(new NewFollowUp(CALL, null, TODAY, null), jan, PLANNER, NOON));
        refused(OwnedBySomebodyElse.class, () -> KEEN.snooze(call, TODAY.plusDays(9), jan, PLANNER, NOON));
        refused(OwnedBySomebodyElse.class, () -> KEEN.reassign(call, JAN, jan, PLANNER, NOON));
        refused(OwnedBySomebodyElse.class, () -> KEEN.complete(call, new Completion(null, null), jan, PLANNER, NOON));
    }

    @Test
    void aDeveloperWorksAnOwnFollowUpOfAnotherOnesPartnershipButDecidesNothingAboutIt() {
        var call = one(KEEN, ACTION_CALL);
        var shared = KEEN.reassign(call, JAN, byManager(), PLANNER, NOON).partnership();
        var jan = by(JAN, DEVELOPER);

        assertThat(shared.complete(call, new Completion(null, null), jan, PLANNER, NOON)
                        .partnership()
                        .stage())
                .isEqualTo(SCOPING);
        refused(
                OwnedBySomebodyElse.class,
                () -> shared.complete(
                        call, new Completion(null, new Onward.Close(CLOSED_NO_FIT, "no")), jan, PLANNER, NOON));
        refused(
                OwnedBySomebodyElse.class,
                () -> shared.complete(
                        call, new Completion(null, new Onward.Nurture(TODAY.plusDays(9), null)), jan, PLANNER, NOON));
    }

    @Test
    void aViewerChangesNothingNotEvenWhatBearsTheSameName() {
        var viewer = by(MARIA, VIEWER);
        var call = one(KEEN, ACTION_CALL);

        refused(OnlyReading.class, () -> KEEN.move(to(SCOPING), viewer, PLANNER, NOON));
        refused(OnlyReading.class, () -> KEEN.complete(call, new Completion(null, null), viewer, PLANNER, NOON));
        refused(OnlyReading.class, () -> KEEN.snooze(call, TODAY.plusDays(9), viewer, PLANNER, NOON));
    }

    @Test
    void aManagerWorksAll() {
        assertThat(KEEN.move(to(SCOPING), by(JAN, MANAGER), PLANNER, NOON)
                        .partnership()
                        .stage())
                .isEqualTo(SCOPING);
    }

    // ---- the invariant

    @Test
    void noOpenPartnershipCanBeMadeWithoutANextStep() {
        assertThatIllegalStateException()
                .isThrownBy(() -> new Partnership(
                        PAIR, OURS, BOSTON, TARGETED, MARIA, null, KEEN.history(), List.of(), List.of(), List.of()));
    }

    @Test
    void noClosedPartnershipCanBeMadeWithOne() {
        assertThatIllegalStateException()
                .isThrownBy(() -> new Partnership(
                        PAIR,
                        OURS,
                        BOSTON,
                        CLOSED_NO_FIT,
                        MARIA,
                        null,
                        KEEN.history(),
                        List.of(),
                        KEEN.open(),
                        List.of()));
    }

    @Test
    void interestIsThatOfTheLatestMeetingAndAreasAreThoseOfAll() {
        assertThat(KEEN.interestOurs())
                .hasValueSatisfying(interest -> assertThat(interest.level()).isEqualTo(3));
        assertThat(KEEN.interestTheirs())
                .hasValueSatisfying(interest -> assertThat(interest.level()).isEqualTo(2));
        assertThat(KEEN.areas()).isEqualTo(keen().areas());
    }

    // ---- words

    static Move to(Stage stage) {
        return new Move(stage, null, null, null);
    }

    static Partnership move(Partnership partnership, Move move) {
        return partnership.move(move, byManager(), PLANNER, NOON).partnership();
    }

    static Partnership complete(Partnership partnership, FollowUpId id, @Nullable Onward onward) {
        return partnership
                .complete(id, new Completion(null, onward), byManager(), PLANNER, NOON)
                .partnership();
    }

    static Partnership lastOne(Partnership partnership) {
        var rest = partnership;
        while (rest.open().size() > 1) {
            rest = complete(rest, rest.open().getFirst().followUpId(), null);
        }
        return rest;
    }

    static FollowUpId one(Partnership partnership, FollowUpKind kind) {
        return partnership.open().stream()
                .filter(followUp -> followUp.kind() == kind)
                .findFirst()
                .orElseThrow()
                .followUpId();
    }

    static FollowUpId step(String name) {
        return FollowUpId.derivedFrom(PAIR.toString(), FIRST.toString(), name);
    }

    static void refused(Class<? extends PartnershipRefusal> refusal, Decision decision) {
        assertThatExceptionOfType(refusal).isThrownBy(decision::take);
    }

    interface Decision {
        Object take();
    }
}
