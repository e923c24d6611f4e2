package eu.bilateral.followup.domain.partnership;

import static eu.bilateral.kernel.event.FollowUpOrigin.PLAYBOOK;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import eu.bilateral.followup.domain.partnership.StageChange.Because;
import eu.bilateral.followup.domain.playbook.Planner;
import eu.bilateral.kernel.event.FollowUpKind;
import eu.bilateral.kernel.event.PlannedFollowUp;
import eu.bilateral.kernel.event.Stage;
import eu.bilateral.kernel.event.StageMove;
import eu.bilateral.kernel.id.AccountId;
import eu.bilateral.kernel.id.EventId;
import eu.bilateral.kernel.id.FollowUpId;
import eu.bilateral.kernel.id.MeetingId;
import eu.bilateral.kernel.id.MissionId;
import eu.bilateral.kernel.id.OrganisationId;
import eu.bilateral.kernel.id.PartnershipId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A partnership while one decision is taken about it. What the decision's event has to tell is read off as the difference
 * between before and after, so that the two cannot disagree.
 */
final class Draft {

    static final String HOLD_MEETING = "hold-meeting";
    static final String OFFER_NEW_SLOT = "offer-new-slot";
    static final String WHAT_NEXT = "what-next";
    static final String WAKE_UP = "wake-up";
    static final String BY_HAND = "by-hand";

    private final @Nullable Partnership before;
    private final PartnershipId partnershipId;
    private final OrganisationId ours;
    private final OrganisationId partner;
    private final @Nullable MissionId missionId;
    private final Planner planner;
    private final Instant now;
    private final List<StageChange> history;
    private final Map<MeetingId, AttachedMeeting> meetings = new LinkedHashMap<>();
    private final Map<FollowUpId, OpenFollowUp> open = new LinkedHashMap<>();
    private final Map<FollowUpId, ClosedFollowUp> closed = new LinkedHashMap<>();
    private AccountId owner;
    private Stage stage;

    private Draft(
            @Nullable Partnership before,
            PartnershipId partnershipId,
            OrganisationId ours,
            OrganisationId partner,
            @Nullable MissionId missionId,
            AccountId owner,
            Stage stage,
            List<StageChange> history,
            Planner planner,
            Instant now) {
        this.before = before;
        this.partnershipId = partnershipId;
        this.ours = ours;
        this.partner = partner;
        this.missionId = missionId;
        this.owner = owner;
        this.stage = stage;
        this.history = new ArrayList<>(history);
        this.planner = planner;
        this.now = now;
    }

    static Draft opening(
            PartnershipId partnershipId,
            OrganisationId ours,
            OrganisationId partner,
            @Nullable MissionId missionId,
            AccountId owner,
            Planner planner,
            Instant now) {
        return new Draft(null, partnershipId, ours, partner, missionId, owner, Stage.TARGETED, List.of(), planner, now);
    }

    static Draft of(Partnership before, Planner planner, Instant now) {
        var draft = new Draft(
                before,
                before.partnershipId(),
                before.ours(),
                before.partner(),
                before.missionId(),
                before.owner(),
                before.stage(),
                before.history(),
                planner,
                now);
        before.meetings().forEach(meeting -> draft.meetings.put(meeting.meetingId(), meeting));
        before.open().forEach(followUp -> draft.open.put(followUp.followUpId(), followUp));
        before.closed().forEach(followUp -> draft.closed.put(followUp.followUpId(), followUp));
        return draft;
    }

    // ---- what there is

    PartnershipId partnershipId() {
        return partnershipId;
    }

    Planner planner() {
        return planner;
    }

    Instant now() {
        return now;
    }

    AccountId owner() {
        return owner;
    }

    Stage stage() {
        return stage;
    }

    boolean isNew() {
        return before == null;
    }

    @Nullable
    AttachedMeeting meeting(MeetingId id) {
        return meetings.get(id);
    }

    int historyLength() {
        return history.size();
    }

    Optional<OpenFollowUp> open(FollowUpId id) {
        return Optional.ofNullable(open.get(id));
    }

    boolean isKnown(FollowUpId id) {
        return open.containsKey(id) || closed.containsKey(id);
    }

    boolean hasOpen(Predicate<OpenFollowUp> wanted) {
        return open.values().stream().anyMatch(wanted);
    }

    /** The meetings that took place, the latest last; of one day the one that was heard of later. */
    List<AttachedMeeting> heldMeetings() {
        return Partnership.held(meetings.values());
    }

    // ---- what the decision does

    void attach(AttachedMeeting meeting) {
        meetings.put(meeting.meetingId(), meeting);
    }

    void giveTo(AccountId other) {
        open.replaceAll((id, followUp) -> followUp.owner().equals(owner) ? followUp.withOwner(other, false) : followUp);
        owner = other;
    }

    /** Puts it on the list; in the place of an untouched one of the same id; not again when it was done. */
    void schedule(OpenFollowUp wanted) {
        var present = open.get(wanted.followUpId());
        if (isDone(wanted.followUpId())) {
            return;
        }
        if (present == null || present.isUntouched()) {
            closed.remove(wanted.followUpId());
            open.put(wanted.followUpId(), wanted);
        }
    }

    void replace(OpenFollowUp followUp) {
        open.put(followUp.followUpId(), followUp);
    }

    /** Takes off the list what is no longer to be done; returns it. */
    @CanIgnoreReturnValue
    List<OpenFollowUp> withdraw(Predicate<OpenFollowUp> which) {
        var gone = open.values().stream().filter(which).toList();
        gone.forEach(followUp -> end(followUp.withdrawn(now)));
        return gone;
    }

    void end(ClosedFollowUp ended) {
        open.remove(ended.followUpId());
        closed.put(ended.followUpId(), ended);
    }

    /** Enters into the history what a meeting made of the stage just now, be it a move or a trace. */
    void enterByPlaybook(Stage to, Because because, MeetingId meeting, EventId causedBy) {
        enterByPlaybook(to, because, meeting, causedBy, now);
    }

    /**
     * Enters into the history what a meeting of that time made of the stage: it happened then, however much later it is
     * recorded, but not before what the history tells already, and not in the future.
     */
    void enterByPlaybook(Stage to, Because because, MeetingId meeting, EventId causedBy, Instant when) {
        var notAhead = when.isAfter(now) ? now : when;
        var at = history.isEmpty() || !notAhead.isBefore(history.getLast().at())
                ? notAhead
                : history.getLast().at();
        enter(new StageChange(
                cameFrom(), to, at, daysInStage(at), because, null, meeting, null, causedBy, null, null, null));
    }

    void enterByContact(Stage to, FollowUpId completed) {
        enter(new StageChange(
                cameFrom(),
                to,
                now,
                daysInStage(now),
                Because.SECOND_CONTACT,
                null,
                null,
                completed,
                null,
                null,
                null,
                null));
    }

    void enterByPerson(Move move, AccountId person, @Nullable FollowUpId completed) {
        enter(new StageChange(
                cameFrom(),
                move.to(),
                now,
                daysInStage(now),
                Because.PERSON,
                person,
                null,
                completed,
                null,
                move.reason(),
                move.evidence(),
                move.wakeUpOn()));
    }

    /** Puts on the list what wakes up a partnership at rest; {@code purpose} tells one such reminder from the next. */
    void remindOn(LocalDate wakeUpOn, String purpose) {
        schedule(playbookItem(
                FollowUpId.derivedFrom(partnershipId.toString(), WAKE_UP, purpose),
                FollowUpKind.WAKE_UP,
                WAKE_UP,
                wakeUpOn,
                owner,
                null));
    }

    /** Where nothing would remind anybody of an open partnership, somebody has to say soon how it goes on. */
    void keepInSight() {
        if (!stage.isClosed() && open.isEmpty()) {
            schedule(playbookItem(freshReview(), FollowUpKind.REVIEW, WHAT_NEXT, planner.reviewDue(now), owner, null));
        }
    }

    /** Derived, so that the same decision names the same review; but one that was done is not asked for again. */
    private FollowUpId freshReview() {
        int number = history.size();
        FollowUpId id;
        do {
            id = FollowUpId.derivedFrom(partnershipId.toString(), WHAT_NEXT, Integer.toString(number++));
        } while (isDone(id));
        return id;
    }

    private boolean isDone(FollowUpId id) {
        var past = closed.get(id);
        return past != null && past.end() == ClosedFollowUp.End.DONE;
    }

    OpenFollowUp playbookItem(
            FollowUpId id,
            FollowUpKind kind,
            String step,
            LocalDate dueOn,
            AccountId doer,
            @Nullable MeetingId meeting) {
        return new OpenFollowUp(id, kind, PLAYBOOK, step, dueOn, doer, meeting, false, null, now);
    }

    private void enter(StageChange change) {
        history.add(change);
        stage = change.to();
    }

    private @Nullable Stage cameFrom() {
        return history.isEmpty() ? null : stage;
    }

    private long daysInStage(Instant until) {
        return Partnership.stageSince(history)
                .map(since -> planner.daysBetween(since, until))
                .orElse(0L);
    }

    // ---- the stage

    /**
     * What the meetings make of the stage since somebody last decided (rules 4 and 13): at least what the decision left,
     * at most what the meetings show that have come or risen since. A partnership at rest is woken by a held meeting only
     * and goes on where it was; a closed one that a meeting reopened begins anew and is never closed again by a rule.
     */
    Stage stageByPlaybook() {
        int decided = Partnership.lastDecision(history);
        var highest = meetings.values().stream()
                .filter(meeting -> meeting.risenAfter() > decided)
                .map(AttachedMeeting::shows)
                .reduce(Stage.TARGETED, Draft::later);
        if (decided < 0) {
            return highest;
        }
        var chosen = history.get(decided).to();
        if (chosen.isClosed()) {
            return highest;
        }
        if (chosen != Stage.NURTURE) {
            return later(chosen, highest);
        }
        boolean woken =
                meetings.values().stream().anyMatch(meeting -> meeting.isHeld() && meeting.risenAfter() > decided);
        return woken ? later(Partnership.reachedBefore(history, decided), highest) : Stage.NURTURE;
    }

    /** When a partnership that is put to rest again was to wake up. */
    Optional<LocalDate> chosenWakeUp() {
        int decided = Partnership.lastDecision(history);
        return decided < 0
                ? Optional.empty()
                : Optional.ofNullable(history.get(decided).wakeUpOn());
    }

    private static Stage later(Stage one, Stage other) {
        return one.isBefore(other) ? other : one;
    }

    // ---- what came out

    Partnership partnership() {
        return new Partnership(
                partnershipId,
                ours,
                partner,
                stage,
                owner,
                missionId,
                history,
                List.copyOf(meetings.values()),
                List.copyOf(open.values()),
                List.copyOf(closed.values()));
    }

    /** What is on the list now and was not before, or was there with another date, owner or kind. */
    List<PlannedFollowUp> scheduled() {
        var known = new LinkedHashMap<FollowUpId, PlannedFollowUp>();
        openBefore().forEach(followUp -> known.put(followUp.followUpId(), followUp.toPlanned()));
        return open.values().stream()
                .map(OpenFollowUp::toPlanned)
                .filter(planned -> !planned.equals(known.get(planned.followUpId())))
                .toList();
    }

    /** What was on the list before and was taken off undone. */
    List<FollowUpId> withdrawn() {
        return openBefore().stream()
                .map(OpenFollowUp::followUpId)
                .filter(id -> !open.containsKey(id))
                .filter(id -> Objects.requireNonNull(closed.get(id)).end() == ClosedFollowUp.End.WITHDRAWN)
                .toList();
    }

    /** The change of stage; absent where there is none, and for the entry that opened the partnership. */
    @Nullable
    StageMove move() {
        if (before == null || before.stage() == stage) {
            return null;
        }
        var last = history.getLast();
        return new StageMove(before.stage(), stage, last.daysInStage(), last.movedBy(), last.wakeUpOn(), since(last));
    }

    /** Since when the partnership that is opened is in its stage; absent where that is now. */
    @Nullable
    Instant openedSince() {
        return since(history.getFirst());
    }

    private @Nullable Instant since(StageChange change) {
        return change.at().equals(now) ? null : change.at();
    }

    private Collection<OpenFollowUp> openBefore() {
        return before == null ? List.of() : before.open();
    }
}
