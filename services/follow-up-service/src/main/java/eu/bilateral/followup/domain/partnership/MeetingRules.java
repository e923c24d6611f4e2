package eu.bilateral.followup.domain.partnership;

import static eu.bilateral.followup.domain.partnership.AttachedMeeting.Standing.AGREED;
import static eu.bilateral.followup.domain.partnership.AttachedMeeting.Standing.HELD;
import static eu.bilateral.followup.domain.partnership.AttachedMeeting.Standing.MISSED;
import static eu.bilateral.followup.domain.partnership.AttachedMeeting.Standing.VOIDED;
import static eu.bilateral.kernel.event.FollowUpOrigin.RECORD;

import eu.bilateral.followup.domain.partnership.PartnershipRefusal.NotThePairsPartnership;
import eu.bilateral.followup.domain.partnership.StageChange.Because;
import eu.bilateral.followup.domain.playbook.Planner;
import eu.bilateral.followup.domain.playbook.Step;
import eu.bilateral.kernel.event.EventEnvelope;
import eu.bilateral.kernel.event.FollowUpEvent.LeadOpened;
import eu.bilateral.kernel.event.FollowUpEvent.MeetingAttached;
import eu.bilateral.kernel.event.FollowUpEvent.MeetingDetached;
import eu.bilateral.kernel.event.FollowUpKind;
import eu.bilateral.kernel.event.MeetingEvent;
import eu.bilateral.kernel.event.MeetingEvent.MeetingAmended;
import eu.bilateral.kernel.event.MeetingEvent.MeetingHeld;
import eu.bilateral.kernel.event.MeetingEvent.MeetingMissed;
import eu.bilateral.kernel.event.MeetingEvent.MeetingScheduled;
import eu.bilateral.kernel.event.MeetingEvent.MeetingVoided;
import eu.bilateral.kernel.event.MeetingEvent.MissionChanged;
import eu.bilateral.kernel.event.MeetingEvent.MissionPlanned;
import eu.bilateral.kernel.event.MeetingEvent.ProgrammeItemAdded;
import eu.bilateral.kernel.event.MissionFacts;
import eu.bilateral.kernel.event.Position;
import eu.bilateral.kernel.event.RecordFacts;
import eu.bilateral.kernel.event.Side;
import eu.bilateral.kernel.event.Stage;
import eu.bilateral.kernel.event.StepFacts;
import eu.bilateral.kernel.id.AccountId;
import eu.bilateral.kernel.id.EventId;
import eu.bilateral.kernel.id.FollowUpId;
import eu.bilateral.kernel.id.MeetingId;
import eu.bilateral.kernel.id.MissionId;
import eu.bilateral.kernel.id.OrganisationId;
import eu.bilateral.kernel.id.PartnershipId;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a meeting makes of the partnership of its pair: the playbook's rules 1, 2, 4, 5, 8 and 13. Pure: the same partnership
 * and the same event always give the same change, and the same meeting at the same version gives none a second time.
 *
 * <p>Which follow-ups a held meeting asks for:
 *
 * <ul>
 *   <li>the playbook's steps, counted from the day of the meeting. A step that belongs to the meeting (the thanks) comes
 *       with each; one that belongs to the partnership (calls, reviews, the survey) only when none of the same step is
 *       open, so that three meetings of a pair do not ask for three reviews. When the meeting that brought it is voided,
 *       it passes to the latest meeting that is left.
 *   <li>each promise of our side, on its day, to be kept; each promise of theirs, on the first working day after its day,
 *       as a call to ask for it; the next step likewise, unless it repeats a promise.
 * </ul>
 *
 * <p>Their ids derive from partnership, meeting and step, so an amended meeting speaks of the same follow-ups. An amendment
 * changes only what it changed in the record: what somebody withdrew, did, put off or reassigned meanwhile stays so.
 */
public final class MeetingRules {

    private final Planner planner;

    public MeetingRules(Planner planner) {
        this.planner = planner;
    }

    /**
     * The change that the event brings; absent where it brings none. Refused as {@link NotThePairsPartnership} when the
     * event names a partnership that is not its pair's in its workspace.
     */
    public Optional<PartnershipChange> on(@Nullable Partnership current, EventEnvelope<MeetingEvent> heard) {
        return switch (heard.event()) {
            case MeetingScheduled scheduled -> {
                checkPair(heard, scheduled.partnershipId(), scheduled.ours(), scheduled.partner());
                yield onScheduled(current, scheduled, heard);
            }
            case MeetingHeld held -> onTaken(current, Taken.from(held), heard);
            case MeetingAmended amended -> onTaken(current, Taken.from(amended), heard);
            case MeetingVoided voided -> {
                checkPair(heard, voided.partnershipId(), voided.ours(), voided.partner());
                yield onVoided(current, voided, heard);
            }
            case MeetingMissed missed -> {
                checkPair(heard, missed.partnershipId(), missed.ours(), missed.partner());
                yield onMissed(current, missed, heard);
            }
            case MissionPlanned planned -> Optional.empty();
            case MissionChanged changed -> Optional.empty();
            case ProgrammeItemAdded added -> Optional.empty();
        };
    }

    // ---- a meeting is agreed

    private Optional<PartnershipChange> onScheduled(
            @Nullable Partnership current, MeetingScheduled agreed, EventEnvelope<MeetingEvent> heard) {
        var known = current == null ? null : current.meeting(agreed.meetingId()).orElse(null);
        if (isOld(known, heard.position()) || (known != null && known.standing() == HELD)) {
            return Optional.empty();
        }
        var now = agreed.occurredAt();
        var mission = agreed.mission();
        var draft = current == null
                ? Draft.opening(
                        agreed.partnershipId(),
                        agreed.ours(),
                        agreed.partner(),
                        idOf(mission),
                        agreed.owner(),
                        planner,
                        now)
                : Draft.of(current, planner, now);
        var day = LocalDate.ofInstant(agreed.startsAt(), agreed.zone());
        boolean isMoved = known != null && known.standing() == AGREED;
        draft.attach(new AttachedMeeting(
                agreed.meetingId(),
                AGREED,
                heard.position(),
                idOf(mission),
                travelDaysOf(mission),
                day,
                null,
                Stage.MEETING_AGREED,
                known != null && isMoved ? known.risenAfter() : draft.historyLength()));
        if (draft.stage().isClosed() && isMoved) {
            // Somebody closed it after the meeting was agreed; that the meeting has another time is no reason to reopen
            // it.
            return Optional.of(attached(draft, agreed.meetingId(), null, now));
        }
        withdrawWhatAMeetingAnswers(draft);
        draft.schedule(draft.playbookItem(
                followUpId(draft.partnershipId(), agreed.meetingId(), Draft.HOLD_MEETING),
                FollowUpKind.HOLD_MEETING,
                Draft.HOLD_MEETING,
                day,
                agreed.owner(),
                agreed.meetingId()));
        settleStage(draft, Because.MEETING_AGREED, agreed.meetingId(), heard.eventId(), now);
        return Optional.of(
                draft.isNew()
                        ? opened(draft, idOf(mission), agreed.meetingId(), null, now)
                        : attached(draft, agreed.meetingId(), null, now));
    }

    // ---- a meeting took place, or is recorded anew

    private Optional<PartnershipChange> onTaken(
            @Nullable Partnership current, Taken taken, EventEnvelope<MeetingEvent> heard) {
        checkPair(heard, taken.partnershipId(), taken.ours(), taken.partner());
        var known = current == null ? null : current.meeting(taken.meetingId()).orElse(null);
        if (isOld(known, heard.position())) {
            return Optional.empty();
        }
        var now = taken.occurredAt();
        var draft = current == null
                ? Draft.opening(
                        taken.partnershipId(),
                        taken.ours(),
                        taken.partner(),
                        idOf(taken.mission()),
                        taken.ownerOr(planner.playbook().fallbackOwner()),
                        planner,
                        now)
                : Draft.of(current, planner, now);
        // An amendment of a meeting that never arrived tells all that there is to know of it.
        if (known == null || !known.isHeld()) {
            takeIn(draft, taken, known, heard);
        } else {
            amend(draft, taken, known, heard);
        }
        return Optional.of(
                draft.isNew()
                        ? opened(draft, idOf(taken.mission()), taken.meetingId(), taken.record(), now)
                        : attached(draft, taken.meetingId(), taken.record(), now));
    }

    private void takeIn(Draft draft, Taken taken, @Nullable AttachedMeeting known, EventEnvelope<MeetingEvent> heard) {
        var meeting = attachedFrom(taken, heard.position(), draft.historyLength());
        draft.attach(meeting);
        if (known != null) {
            // Whoever was to hold it, or to offer another slot for it, need not any more, put off or not.
            draft.withdraw(followUp -> isAboutTheSlotOf(taken.meetingId(), followUp));
        }
        withdrawWhatAMeetingAnswers(draft);
        asksFor(draft, meeting).forEach(wanted -> {
            if (!hasTwin(draft, wanted)) {
                draft.schedule(wanted);
            }
        });
        settleStage(draft, Because.MEETING_HELD, taken.meetingId(), heard.eventId(), taken.takenPlaceAt());
    }

    private void amend(Draft draft, Taken taken, AttachedMeeting known, EventEnvelope<MeetingEvent> heard) {
        // A record that says more is a new fact, but nobody met anew: it wakes no partnership that somebody put to
        // rest.
        boolean rises =
                known.shows().isBefore(AttachedMeeting.shownBy(taken.record())) && draft.stage() != Stage.NURTURE;
        var meeting = attachedFrom(taken, heard.position(), rises ? draft.historyLength() : known.risenAfter());
        var askedBefore = new LinkedHashMap<FollowUpId, OpenFollowUp>();
        asksFor(draft, known).forEach(asked -> askedBefore.put(asked.followUpId(), asked));
        draft.attach(meeting);
        if (!draft.stage().isClosed()) {
            var asksNow = new LinkedHashMap<FollowUpId, OpenFollowUp>();
            asksFor(draft, meeting).forEach(asked -> asksNow.put(asked.followUpId(), asked));
            draft.withdraw(followUp -> followUp.isUntouched()
                    && askedBefore.containsKey(followUp.followUpId())
                    && !asksNow.containsKey(followUp.followUpId()));
            asksNow.forEach((id, asked) -> {
                boolean isNew = !askedBefore.containsKey(id);
                boolean isOtherNow = !asked.equals(askedBefore.get(id));
                if (isNew || (isOtherNow && draft.open(id).isPresent())) {
                    draft.schedule(asked);
                }
            });
            settleStage(draft, Because.MEETING_AMENDED, taken.meetingId(), heard.eventId(), draft.now());
        } else {
            draft.enterByPlaybook(draft.stage(), Because.MEETING_AMENDED, taken.meetingId(), heard.eventId());
        }
    }

    private static AttachedMeeting attachedFrom(Taken taken, Position revision, int risenAfter) {
        return new AttachedMeeting(
                taken.meetingId(),
                HELD,
                revision,
                idOf(taken.mission()),
                travelDaysOf(taken.mission()),
                taken.heldOn(),
                taken.record(),
                AttachedMeeting.shownBy(taken.record()),
                risenAfter);
    }

    // ---- a meeting does not count

    private Optional<PartnershipChange> onVoided(
            @Nullable Partnership current, MeetingVoided voided, EventEnvelope<MeetingEvent> heard) {
        var known = current == null ? null : current.meeting(voided.meetingId()).orElse(null);
        if (current == null || known == null || known.standing() == VOIDED || isOld(known, heard.position())) {
            return Optional.empty();
        }
        var now = voided.occurredAt();
        var draft = Draft.of(current, planner, now);
        draft.attach(known.voided(heard.position()));
        var gone = draft.withdraw(followUp -> isAboutTheSlotOf(voided.meetingId(), followUp)
                || (followUp.isUntouched() && voided.meetingId().equals(followUp.meetingId())));
        passOn(draft, gone);
        settleStage(draft, Because.MEETING_VOIDED, voided.meetingId(), heard.eventId(), now);
        return Optional.of(detached(draft, voided.meetingId(), now));
    }

    /** What belongs to the partnership and came with the voided meeting is owed by the latest one that is left. */
    private void passOn(Draft draft, List<OpenFollowUp> gone) {
        var left = draft.heldMeetings();
        if (left.isEmpty() || draft.stage().isClosed()) {
            return;
        }
        asksFor(draft, left.getLast()).stream()
                .filter(asked -> isOfPartnership(asked.step()))
                .filter(asked ->
                        gone.stream().anyMatch(withdrawn -> withdrawn.step().equals(asked.step())))
                .filter(asked -> !draft.isKnown(asked.followUpId()))
                .forEach(draft::schedule);
    }

    // ---- a meeting was missed

    private Optional<PartnershipChange> onMissed(
            @Nullable Partnership current, MeetingMissed missed, EventEnvelope<MeetingEvent> heard) {
        var known = current == null ? null : current.meeting(missed.meetingId()).orElse(null);
        if (current == null || isOld(known, heard.position())) {
            return Optional.empty();
        }
        var now = missed.occurredAt();
        var draft = Draft.of(current, planner, now);
        draft.attach(new AttachedMeeting(
                missed.meetingId(),
                MISSED,
                heard.position(),
                idOf(missed.mission()),
                travelDaysOf(missed.mission()),
                missed.missedOn(),
                null,
                // It stays agreed that the two want to meet: a no-show moves nothing.
                known != null && known.standing() == AGREED ? Stage.MEETING_AGREED : Stage.TARGETED,
                known == null ? draft.historyLength() : known.risenAfter()));
        draft.withdraw(followUp -> isAboutTheSlotOf(missed.meetingId(), followUp));
        if (!draft.stage().isClosed()) {
            draft.schedule(draft.playbookItem(
                    followUpId(draft.partnershipId(), missed.meetingId(), Draft.OFFER_NEW_SLOT),
                    FollowUpKind.OFFER_NEW_SLOT,
                    Draft.OFFER_NEW_SLOT,
                    planner.inWorkingDays(
                            planner.playbook().newSlotAfter(), missed.missedOn(), travelDaysOf(missed.mission())),
                    missed.owner(),
                    missed.meetingId()));
        }
        draft.enterByPlaybook(draft.stage(), Because.MEETING_MISSED, missed.meetingId(), heard.eventId());
        draft.keepInSight();
        return Optional.of(detached(draft, missed.meetingId(), now));
    }

    // ---- the stage

    private static void settleStage(Draft draft, Because because, MeetingId meeting, EventId causedBy, Instant when) {
        boolean leaveAlone =
                draft.stage().isClosed() && (because == Because.MEETING_VOIDED || because == Because.MEETING_AMENDED);
        var was = draft.stage();
        var is = leaveAlone ? was : draft.stageByPlaybook();
        boolean leavesTrace = because == Because.MEETING_AMENDED || because == Because.MEETING_VOIDED;
        if (!leavesTrace && is.isBefore(was)) {
            is = was; // A meeting that is agreed or held moves nothing backwards, whatever else has lost its weight.
        }
        if (is != was || draft.isNew() || leavesTrace) {
            draft.enterByPlaybook(is, because, meeting, causedBy, when);
        }
        if (was == Stage.NURTURE && is != Stage.NURTURE) {
            draft.withdraw(followUp -> followUp.step().equals(Draft.WAKE_UP));
        }
        if (was != Stage.NURTURE && is == Stage.NURTURE) {
            draft.chosenWakeUp()
                    .ifPresent(wakeUpOn -> draft.remindOn(wakeUpOn, Integer.toString(draft.historyLength())));
        }
        draft.keepInSight();
    }

    // ---- the follow-ups

    /** All that this meeting asks for by itself, whatever else is on the list. */
    private List<OpenFollowUp> asksFor(Draft draft, AttachedMeeting meeting) {
        var record = meeting.record();
        if (record == null) {
            return List.of();
        }
        var wanted = new ArrayList<OpenFollowUp>();
        for (var step : planner.playbook().steps()) {
            wanted.add(draft.playbookItem(
                    followUpId(draft.partnershipId(), meeting.meetingId(), step.name()),
                    step.kind(),
                    step.name(),
                    planner.due(step, meeting.date(), meeting.travelDays()),
                    draft.owner(),
                    meeting.meetingId()));
        }
        // Counted by kind and side: a promise that gets another date or owner is still the same promise.
        var counts = new EnumMap<FollowUpKind, Map<Side, Integer>>(FollowUpKind.class);
        for (var promise : record.promises()) {
            int count = counts.computeIfAbsent(promise.kind(), kind -> new EnumMap<>(Side.class))
                    .merge(promise.by(), 1, Integer::sum);
            var name = "promise-%s-%s-%d".formatted(promise.kind(), promise.by(), count);
            wanted.add(fromRecord(draft, meeting, name, promise));
        }
        var nextStep = record.nextStep();
        if (nextStep != null && !record.promises().contains(nextStep)) {
            wanted.add(fromRecord(draft, meeting, "next-step", nextStep));
        }
        return wanted;
    }

    private OpenFollowUp fromRecord(Draft draft, AttachedMeeting meeting, String name, StepFacts promised) {
        boolean isOurs = promised.by() == Side.OURS;
        var owner = promised.owner();
        return new OpenFollowUp(
                followUpId(draft.partnershipId(), meeting.meetingId(), name),
                isOurs ? promised.kind() : FollowUpKind.CALL,
                RECORD,
                name,
                isOurs ? promised.dueOn() : planner.inWorkingDays(1, promised.dueOn(), meeting.travelDays()),
                owner == null ? draft.owner() : owner,
                meeting.meetingId(),
                false,
                null,
                draft.now());
    }

    private boolean hasTwin(Draft draft, OpenFollowUp wanted) {
        return isOfPartnership(wanted.step())
                && draft.hasOpen(present -> present.step().equals(wanted.step())
                        && !present.followUpId().equals(wanted.followUpId()));
    }

    private boolean isOfPartnership(String stepName) {
        return planner.playbook().steps().stream()
                .anyMatch(step -> step.name().equals(stepName) && step.scope() == Step.Scope.PARTNERSHIP);
    }

    /** A meeting answers what was asked because there was none: how to go on, and when to meet after a no-show. */
    private static void withdrawWhatAMeetingAnswers(Draft draft) {
        draft.withdraw(followUp -> followUp.isUntouched()
                && (followUp.step().equals(Draft.WHAT_NEXT) || followUp.step().equals(Draft.OFFER_NEW_SLOT)));
    }

    private static boolean isAboutTheSlotOf(MeetingId meeting, OpenFollowUp followUp) {
        return meeting.equals(followUp.meetingId())
                && (followUp.step().equals(Draft.HOLD_MEETING)
                        || followUp.step().equals(Draft.OFFER_NEW_SLOT));
    }

    private static FollowUpId followUpId(PartnershipId partnership, MeetingId meeting, String step) {
        return FollowUpId.derivedFrom(partnership.toString(), meeting.toString(), step);
    }

    // ---- what is told

    private static PartnershipChange opened(
            Draft draft, @Nullable MissionId mission, MeetingId meeting, @Nullable RecordFacts record, Instant now) {
        var partnership = draft.partnership();
        return new PartnershipChange(
                partnership,
                new LeadOpened(
                        partnership.partnershipId(),
                        partnership.ours(),
                        partnership.partner(),
                        partnership.stage(),
                        partnership.owner(),
                        mission,
                        meeting,
                        record,
                        draft.scheduled(),
                        draft.withdrawn(),
                        draft.openedSince(),
                        now));
    }

    private static PartnershipChange attached(
            Draft draft, MeetingId meeting, @Nullable RecordFacts record, Instant now) {
        return new PartnershipChange(
                draft.partnership(),
                new MeetingAttached(
                        draft.partnershipId(),
                        meeting,
                        record,
                        draft.move(),
                        draft.scheduled(),
                        draft.withdrawn(),
                        now));
    }

    private static PartnershipChange detached(Draft draft, MeetingId meeting, Instant now) {
        return new PartnershipChange(
                draft.partnership(),
                new MeetingDetached(
                        draft.partnershipId(), meeting, draft.move(), draft.scheduled(), draft.withdrawn(), now));
    }

    // ---- what is heard

    private static boolean isOld(@Nullable AttachedMeeting known, Position heard) {
        return known != null && !heard.isAfter(known.revision());
    }

    /** The workspace of a document comes from its id: whoever speaks of another workspace's partnership is not heard. */
    private static void checkPair(
            EventEnvelope<MeetingEvent> heard, PartnershipId told, OrganisationId ours, OrganisationId partner) {
        var derived = PartnershipId.of(heard.workspace(), ours, partner);
        if (!derived.equals(told)) {
            throw new NotThePairsPartnership(told, derived);
        }
    }

    private static @Nullable MissionId idOf(@Nullable MissionFacts mission) {
        return mission == null ? null : mission.missionId();
    }

    private static List<LocalDate> travelDaysOf(@Nullable MissionFacts mission) {
        return mission == null ? List.of() : mission.travelDays();
    }

    /** What a held and an amended meeting have in common: every field as it now is. */
    private record Taken(
            MeetingId meetingId,
            PartnershipId partnershipId,
            OrganisationId ours,
            OrganisationId partner,
            @Nullable MissionFacts mission,
            LocalDate heldOn,
            @Nullable Instant startsAt,
            ZoneId zone,
            RecordFacts record,
            @Nullable AccountId metBy,
            Instant occurredAt) {

        static Taken from(MeetingHeld held) {
            return new Taken(
                    held.meetingId(),
                    held.partnershipId(),
                    held.ours(),
                    held.partner(),
                    held.mission(),
                    held.heldOn(),
                    held.startsAt(),
                    held.zone(),
                    held.record(),
                    held.metBy(),
                    held.occurredAt());
        }

        static Taken from(MeetingAmended amended) {
            return new Taken(
                    amended.meetingId(),
                    amended.partnershipId(),
                    amended.ours(),
                    amended.partner(),
                    amended.mission(),
                    amended.heldOn(),
                    amended.startsAt(),
                    amended.zone(),
                    amended.record(),
                    amended.metBy(),
                    amended.occurredAt());
        }

        /** When they met; noon at the place where only the day is known, so that it is that day for everybody near it. */
        Instant takenPlaceAt() {
            return startsAt == null ? heldOn.atTime(LocalTime.NOON).atZone(zone).toInstant() : startsAt;
        }

        /** The one who met, else the mission's lead, else the first of ours whom the record names. */
        AccountId ownerOr(AccountId fallback) {
            if (metBy != null) {
                return metBy;
            }
            if (mission != null) {
                return mission.lead();
            }
            return Stream.concat(record.promises().stream(), Stream.ofNullable(record.nextStep()))
                    .flatMap(step -> Stream.ofNullable(step.owner()))
                    .findFirst()
                    .orElse(fallback);
        }
    }
}
