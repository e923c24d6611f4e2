package eu.bilateral.followup.domain.partnership;

import static eu.bilateral.kernel.event.FollowUpKind.ACTION_CALL;
import static eu.bilateral.kernel.event.FollowUpKind.CALL;
import static eu.bilateral.kernel.event.FollowUpKind.MEET;
import static eu.bilateral.kernel.event.FollowUpKind.SECOND_CONTACT;

import eu.bilateral.followup.domain.partnership.Completion.Onward;
import eu.bilateral.followup.domain.partnership.PartnershipRefusal.AlreadyAtStage;
import eu.bilateral.followup.domain.partnership.PartnershipRefusal.AlreadyOwnedBy;
import eu.bilateral.followup.domain.partnership.PartnershipRefusal.DateNotAhead;
import eu.bilateral.followup.domain.partnership.PartnershipRefusal.DateTooFar;
import eu.bilateral.followup.domain.partnership.PartnershipRefusal.Dated;
import eu.bilateral.followup.domain.partnership.PartnershipRefusal.EvidenceMissing;
import eu.bilateral.followup.domain.partnership.PartnershipRefusal.FollowUpAlreadyClosed;
import eu.bilateral.followup.domain.partnership.PartnershipRefusal.NextStepRequired;
import eu.bilateral.followup.domain.partnership.PartnershipRefusal.OnlyReading;
import eu.bilateral.followup.domain.partnership.PartnershipRefusal.OwnedBySomebodyElse;
import eu.bilateral.followup.domain.partnership.PartnershipRefusal.PartnershipClosed;
import eu.bilateral.followup.domain.partnership.PartnershipRefusal.ReasonMissing;
import eu.bilateral.followup.domain.partnership.PartnershipRefusal.UnknownFollowUp;
import eu.bilateral.followup.domain.partnership.PartnershipRefusal.WakeUpDateMissing;
import eu.bilateral.followup.domain.partnership.PartnershipRefusal.WakeUpDateUnused;
import eu.bilateral.followup.domain.playbook.Planner;
import eu.bilateral.kernel.command.Instruction;
import eu.bilateral.kernel.command.Role;
import eu.bilateral.kernel.event.CooperationArea;
import eu.bilateral.kernel.event.FollowUpEvent.FollowUpAdded;
import eu.bilateral.kernel.event.FollowUpEvent.FollowUpCompleted;
import eu.bilateral.kernel.event.FollowUpEvent.FollowUpReassigned;
import eu.bilateral.kernel.event.FollowUpEvent.FollowUpSnoozed;
import eu.bilateral.kernel.event.FollowUpEvent.OwnerChanged;
import eu.bilateral.kernel.event.FollowUpEvent.StageMoved;
import eu.bilateral.kernel.event.FollowUpKind;
import eu.bilateral.kernel.event.FollowUpOrigin;
import eu.bilateral.kernel.event.Interest;
import eu.bilateral.kernel.event.Stage;
import eu.bilateral.kernel.id.AccountId;
import eu.bilateral.kernel.id.FollowUpId;
import eu.bilateral.kernel.id.MeetingId;
import eu.bilateral.kernel.id.MissionId;
import eu.bilateral.kernel.id.OrganisationId;
import eu.bilateral.kernel.id.PartnershipId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The long-lived pair of one of our organisations and a partner, with its stage and all that is to be done about it. While
 * it is open there is always a dated next step: no such record can be made without one, and a closed one has none.
 *
 * @param owner who answers for it
 * @param missionId on which it began; absent where that was on none
 * @param history each change of stage and each trace, the oldest first; never empty
 * @param meetings all that were ever attached, in the order in which they were heard of
 * @param open what is to be done, in the order in which it came on the list
 * @param closed what was done or withdrawn
 */
public record Partnership(
        PartnershipId partnershipId,
        OrganisationId ours,
        OrganisationId partner,
        Stage stage,
        AccountId owner,
        @Nullable MissionId missionId,
        List<StageChange> history,
        List<AttachedMeeting> meetings,
        List<OpenFollowUp> open,
        List<ClosedFollowUp> closed) {

    /** Nothing is put off for longer than a year. */
    private static final int LONGEST_SNOOZE_IN_YEARS = 1;

    /** A date farther away than this is a slip of the pen. */
    private static final int FARTHEST_DATE_IN_YEARS = 5;

    private static final Set<FollowUpKind> CONTACTS = Set.of(ACTION_CALL, CALL, SECOND_CONTACT, MEET);

    public Partnership {
        history = List.copyOf(history);
        meetings = List.copyOf(meetings);
        open = List.copyOf(open);
        closed = List.copyOf(closed);
        if (stage.isClosed() != open.isEmpty()) {
            throw new IllegalStateException(
                    "An open partnership has a dated next step and a closed one has none; %s is at %s with %d"
                            .formatted(partnershipId, stage, open.size()));
        }
    }

    // ---- what is known

    /** What is known of that meeting; absent where it was never attached. */
    public Optional<AttachedMeeting> meeting(MeetingId id) {
        return meetings.stream()
                .filter(meeting -> meeting.meetingId().equals(id))
                .findFirst();
    }

    /** Since when it has been in its stage. */
    public Instant stageSince() {
        return stageSince(history).orElseThrow();
    }

    /** In what the two can work together: all areas of all meetings that were held, each once. */
    public List<CooperationArea> areas() {
        return held(meetings).stream()
                .flatMap(meeting -> Objects.requireNonNull(meeting.record()).areas().stream())
                .distinct()
                .toList();
    }

    /** How keen we were when we last met; absent before the first meeting. */
    public Optional<Interest> interestOurs() {
        return latestHeld()
                .map(meeting -> Objects.requireNonNull(meeting.record()).ours());
    }

    /** How keen they were when we last met; absent before the first meeting. */
    public Optional<Interest> interestTheirs() {
        return latestHeld()
                .map(meeting -> Objects.requireNonNull(meeting.record()).theirs());
    }

    private Optional<AttachedMeeting> latestHeld() {
        var held = held(meetings);
        return held.isEmpty() ? Optional.empty() : Optional.of(held.getLast());
    }

    static List<AttachedMeeting> held(Collection<AttachedMeeting> meetings) {
        return meetings.stream()
                .filter(meeting -> meeting.isHeld() && meeting.record() != null)
                .sorted(Comparator.comparing(AttachedMeeting::date))
                .toList();
    }

    static Optional<Instant> stageSince(List<StageChange> history) {
        return history.reversed().stream()
                .filter(StageChange::isMove)
                .findFirst()
                .map(StageChange::at);
    }

    /** The index of the last entry by which somebody decided; -1 where only the playbook has moved it. */
    static int lastDecision(List<StageChange> history) {
        for (int index = history.size() - 1; index >= 0; index--) {
            if (history.get(index).because().isDecision()) {
                return index;
            }
        }
        return -1;
    }

    /** The stage of the pipeline at which it was before that entry, since it was last opened. */
    static Stage reachedBefore(List<StageChange> history, int index) {
        for (int earlier = index - 1; earlier >= 0; earlier--) {
            var stage = history.get(earlier).to();
            if (stage.isOnPipeline()) {
                return stage;
            }
            if (stage.isClosed()) {
                return Stage.TARGETED;
            }
        }
        return Stage.TARGETED;
    }

    // ---- what people do

    /**
     * Moves it because a person says so. Backwards, closing and reopening take a reason; skipping a stage, an agreement and
     * a joint activity take evidence; resting takes a date to wake up. Closing ends all that was to be done; resting ends
     * what only the playbook asked for; whoever wakes or reopens it and leaves nothing to do is asked soon what comes next.
     * Refusals: {@link AlreadyAtStage}, {@link ReasonMissing}, {@link EvidenceMissing}, {@link WakeUpDateMissing},
     * {@link WakeUpDateUnused}, {@link DateNotAhead}, {@link DateTooFar}, {@link OwnedBySomebodyElse}, {@link OnlyReading}.
     */
    public PartnershipChange move(Move move, Instruction by, Planner planner, Instant now) {
        checkMayWork(by);
        if (move.to() == stage) {
            throw new AlreadyAtStage(stage);
        }
        checkAllowed(move);
        var draft = Draft.of(this, planner, now);
        carryOut(draft, move, by, null);
        draft.keepInSight();
        return new PartnershipChange(
                draft.partnership(),
                new StageMoved(
                        partnershipId,
                        Objects.requireNonNull(draft.move()),
                        draft.scheduled(),
                        draft.withdrawn(),
                        now));
    }

    /**
     * Gives it to somebody else, together with the follow-ups that were the old owner's. Refusals: {@link AlreadyOwnedBy},
     * {@link OwnedBySomebodyElse}, {@link OnlyReading}.
     */
    public PartnershipChange changeOwner(AccountId to, Instruction by, Planner planner, Instant now) {
        checkMayWork(by);
        if (to.equals(owner)) {
            throw new AlreadyOwnedBy(owner);
        }
        var draft = Draft.of(this, planner, now);
        draft.giveTo(to);
        var handedOver = open.stream()
                .filter(followUp -> followUp.owner().equals(owner))
                .map(OpenFollowUp::followUpId)
                .toList();
        return new PartnershipChange(draft.partnership(), new OwnerChanged(partnershipId, to, handedOver, now));
    }

    /**
     * Puts a follow-up on the list. Refusals: {@link PartnershipClosed}, {@link DateNotAhead}, {@link DateTooFar},
     * {@link OwnedBySomebodyElse}, {@link OnlyReading}.
     */
    public PartnershipChange add(NewFollowUp wanted, Instruction by, Planner planner, Instant now) {
        checkMayWork(by);
        if (stage.isClosed()) {
            throw new PartnershipClosed(stage);
        }
        var draft = Draft.of(this, planner, now);
        var added = byHand(wanted, by, planner, now);
        draft.replace(added);
        return new PartnershipChange(draft.partnership(), new FollowUpAdded(partnershipId, added.toPlanned(), now));
    }

    /** The id of the follow-up that this instruction puts on the list: the same instruction names the same one. */
    public static FollowUpId addedBy(PartnershipId partnership, Instruction by) {
        return FollowUpId.derivedFrom(
                partnership.toString(), by.command().value().toString(), Draft.BY_HAND);
    }

    /**
     * Completes a follow-up. A completed call or meeting counts as the second contact and moves a partnership from
     * {@code INTEREST_CONFIRMED} to {@code SCOPING}. Whoever completes the last one says how the partnership goes on.
     * Refusals: {@link NextStepRequired}, {@link UnknownFollowUp}, {@link FollowUpAlreadyClosed}, those of {@link #move} and
     * {@link #add} for the way onward, {@link OwnedBySomebodyElse}, {@link OnlyReading}.
     */
    public PartnershipChange complete(
            FollowUpId id, Completion completion, Instruction by, Planner planner, Instant now) {
        var done = openOne(id);
        checkMayWork(done, by);
        var draft = Draft.of(this, planner, now);
        draft.end(done.done(now, by.account(), completion.outcome()));
        switch (completion.onward()) {
            case null -> countAsContact(draft, done);
            case Onward.Next next -> {
                draft.replace(byHand(next.followUp(), by, planner, now));
                countAsContact(draft, done);
            }
            case Onward.Nurture nurture -> {
                checkMayWork(by);
                carryOut(draft, new Move(Stage.NURTURE, nurture.reason(), null, nurture.wakeUpOn()), by, id);
            }
            case Onward.Close close -> {
                checkMayWork(by);
                var closing = new Move(close.to(), close.reason(), null, null);
                checkAllowed(closing);
                carryOut(draft, closing, by, id);
            }
        }
        if (!draft.stage().isClosed() && !draft.hasOpen(followUp -> true)) {
            throw new NextStepRequired();
        }
        return new PartnershipChange(
                draft.partnership(),
                new FollowUpCompleted(
                        partnershipId, id, by.account(), draft.move(), draft.scheduled(), draft.withdrawn(), now));
    }

    /**
     * Puts a follow-up off to a later day, at most a year from now. Refusals: {@link DateNotAhead}, {@link DateTooFar},
     * {@link UnknownFollowUp}, {@link FollowUpAlreadyClosed}, {@link OwnedBySomebodyElse}, {@link OnlyReading}.
     */
    public PartnershipChange snooze(FollowUpId id, LocalDate until, Instruction by, Planner planner, Instant now) {
        var put = openOne(id);
        checkMayWork(put, by);
        var today = planner.today(now);
        var earliest = put.dueOn().isBefore(today) ? today : put.dueOn().plusDays(1);
        checkBetween(Dated.FOLLOW_UP, earliest, until, today.plusYears(LONGEST_SNOOZE_IN_YEARS));
        var draft = Draft.of(this, planner, now);
        draft.replace(put.withDueOn(until));
        return new PartnershipChange(draft.partnership(), new FollowUpSnoozed(partnershipId, id, until, now));
    }

    /**
     * Gives a follow-up to somebody else. Refusals: {@link AlreadyOwnedBy}, {@link UnknownFollowUp},
     * {@link FollowUpAlreadyClosed}, {@link OwnedBySomebodyElse}, {@link OnlyReading}.
     */
    public PartnershipChange reassign(FollowUpId id, AccountId to, Instruction by, Planner planner, Instant now) {
        var given = openOne(id);
        checkMayWork(given, by);
        if (given.owner().equals(to)) {
            throw new AlreadyOwnedBy(to);
        }
        var draft = Draft.of(this, planner, now);
        draft.replace(given.withOwner(to, true));
        return new PartnershipChange(draft.partnership(), new FollowUpReassigned(partnershipId, id, to, now));
    }

    // ---- the rules behind it

    private void checkAllowed(Move move) {
        var to = move.to();
        if (to == Stage.NURTURE) {
            if (stage.isClosed() && !move.hasReason()) {
                throw new ReasonMissing(stage, to);
            }
            return;
        }
        if (move.wakeUpOn() != null) {
            throw new WakeUpDateUnused(to);
        }
        // Whoever rests or is closed is measured by where it was before.
        var from = stage.isOnPipeline() ? stage : reachedBefore(history, lastDecision(history));
        boolean needsReason = to.isClosed() || stage.isClosed() || to.isBefore(from);
        if (needsReason && !move.hasReason()) {
            throw new ReasonMissing(stage, to);
        }
        boolean skips = to.isOnPipeline() && to.ordinal() > from.ordinal() + 1;
        // Going back from a later stage needs no new signature: the evidence is in the history.
        boolean claims = from.isBefore(to) && (to == Stage.AGREEMENT_SIGNED || to == Stage.COOPERATING);
        if ((skips || claims) && !move.hasEvidence()) {
            throw new EvidenceMissing(from, to);
        }
    }

    private void carryOut(Draft draft, Move move, Instruction by, @Nullable FollowUpId completed) {
        var wakeUpOn = move.wakeUpOn();
        var planner = draft.planner();
        var now = draft.now();
        if (move.to() == Stage.NURTURE) {
            if (wakeUpOn == null) {
                throw new WakeUpDateMissing();
            }
            checkAhead(Dated.WAKING_UP, wakeUpOn, planner, now);
        }
        draft.enterByPerson(move, by.account(), completed);
        if (move.to().isClosed()) {
            draft.withdraw(followUp -> true);
        } else if (wakeUpOn != null) {
            draft.withdraw(followUp -> followUp.step().equals(Draft.WAKE_UP)
                    || (followUp.isUntouched() && followUp.origin() == FollowUpOrigin.PLAYBOOK));
            draft.remindOn(wakeUpOn, by.command().value().toString());
        } else {
            draft.withdraw(followUp -> followUp.step().equals(Draft.WAKE_UP));
        }
    }

    private static void countAsContact(Draft draft, OpenFollowUp done) {
        if (draft.stage() == Stage.INTEREST_CONFIRMED && CONTACTS.contains(done.kind())) {
            draft.enterByContact(Stage.SCOPING, done.followUpId());
        }
    }

    private OpenFollowUp byHand(NewFollowUp wanted, Instruction by, Planner planner, Instant now) {
        checkAhead(Dated.FOLLOW_UP, wanted.dueOn(), planner, now);
        var doer = wanted.owner();
        return new OpenFollowUp(
                addedBy(partnershipId, by),
                wanted.kind(),
                FollowUpOrigin.PERSON,
                Draft.BY_HAND,
                wanted.dueOn(),
                doer == null ? owner : doer,
                null,
                false,
                wanted.text(),
                now);
    }

    private static void checkAhead(Dated what, LocalDate date, Planner planner, Instant now) {
        var today = planner.today(now);
        checkBetween(what, today, date, today.plusYears(FARTHEST_DATE_IN_YEARS));
    }

    private static void checkBetween(Dated what, LocalDate earliest, LocalDate date, LocalDate latest) {
        if (date.isBefore(earliest)) {
            throw new DateNotAhead(what, date, earliest);
        }
        if (date.isAfter(latest)) {
            throw new DateTooFar(what, date, latest);
        }
    }

    private OpenFollowUp openOne(FollowUpId id) {
        for (var ended : closed) {
            if (ended.followUpId().equals(id)) {
                throw new FollowUpAlreadyClosed(ended);
            }
        }
        return open.stream()
                .filter(followUp -> followUp.followUpId().equals(id))
                .findFirst()
                .orElseThrow(() -> new UnknownFollowUp(id));
    }

    private void checkMayWork(Instruction by) {
        switch (by.role()) {
            case VIEWER -> throw new OnlyReading();
            case DEVELOPER -> {
                if (!by.account().equals(owner)) {
                    throw new OwnedBySomebodyElse(owner);
                }
            }
            case MANAGER -> {}
        }
    }

    /** Whoever owns a follow-up works it, and so does who owns the partnership. */
    private void checkMayWork(OpenFollowUp followUp, Instruction by) {
        if (by.role() != Role.DEVELOPER || !by.account().equals(followUp.owner())) {
            checkMayWork(by);
        }
    }
}
