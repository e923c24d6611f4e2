package eu.bilateral.dashboard.projection;

import eu.bilateral.kernel.event.CooperationArea;
import eu.bilateral.kernel.event.FollowUpEvent.LeadOpened;
import eu.bilateral.kernel.event.FollowUpKind;
import eu.bilateral.kernel.event.FollowUpOrigin;
import eu.bilateral.kernel.event.Interest;
import eu.bilateral.kernel.event.PlannedFollowUp;
import eu.bilateral.kernel.event.RecordFacts;
import eu.bilateral.kernel.event.Stage;
import eu.bilateral.kernel.event.StageMove;
import eu.bilateral.kernel.id.AccountId;
import eu.bilateral.kernel.id.FollowUpId;
import eu.bilateral.kernel.id.MeetingId;
import eu.bilateral.kernel.id.MissionId;
import eu.bilateral.kernel.id.OrganisationId;
import eu.bilateral.kernel.id.PartnershipId;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A partnership as the board keeps it. It names the two organisations by id only, so that it neither waits for their names
 * nor goes stale with them.
 *
 * @param records what each held meeting said, in the order in which the meetings came in; the last one speaks for now
 * @param nextDueOn when the first of the open follow-ups is due; what the board sorts by
 * @param position the sequence of the last event taken in
 */
public record CardDocument(
        PartnershipId partnershipId,
        OrganisationId ours,
        OrganisationId partner,
        Stage stage,
        LocalDate stageSince,
        AccountId owner,
        @Nullable MissionId missionId,
        List<MetRecord> records,
        List<CooperationArea> areas,
        List<OpenFollowUp> followUps,
        @Nullable LocalDate nextDueOn,
        long position) {

    private static final Comparator<OpenFollowUp> EARLIEST_FIRST = Comparator.comparing(OpenFollowUp::dueOn)
            .thenComparing(open -> open.followUpId().toString());

    public CardDocument {
        records = List.copyOf(records);
        areas = List.copyOf(areas);
        followUps = List.copyOf(followUps);
    }

    /** What the record of one meeting said. */
    public record MetRecord(MeetingId meetingId, Interest ours, Interest theirs, List<CooperationArea> areas) {

        public MetRecord {
            areas = List.copyOf(areas);
        }
    }

    /** A follow-up that is not done yet. */
    public record OpenFollowUp(
            FollowUpId followUpId,
            FollowUpKind kind,
            FollowUpOrigin origin,
            LocalDate dueOn,
            AccountId owner,
            @Nullable MeetingId meetingId) {

        static OpenFollowUp from(PlannedFollowUp planned) {
            return new OpenFollowUp(
                    planned.followUpId(),
                    planned.kind(),
                    planned.origin(),
                    planned.dueOn(),
                    planned.owner(),
                    planned.meetingId());
        }

        /** As it was told when it was planned, with what changed since. */
        public PlannedFollowUp asPlanned() {
            return new PlannedFollowUp(followUpId, kind, origin, dueOn, owner, meetingId);
        }

        OpenFollowUp withDueOn(LocalDate later) {
            return new OpenFollowUp(followUpId, kind, origin, later, owner, meetingId);
        }

        OpenFollowUp withOwner(AccountId another) {
            return new OpenFollowUp(followUpId, kind, origin, dueOn, another, meetingId);
        }
    }

    static CardDocument from(LeadOpened opened, LocalDate on, long position) {
        var blank = new CardDocument(
                opened.partnershipId(),
                opened.ours(),
                opened.partner(),
                opened.stage(),
                on,
                opened.owner(),
                opened.missionId(),
                List.of(),
                List.of(),
                List.of(),
                null,
                position);
        return blank.met(opened.meetingId(), opened.record());
    }

    /** The last held meeting's record; absent before the first. */
    public @Nullable MetRecord lastRecord() {
        return records.isEmpty() ? null : records.getLast();
    }

    /** The open follow-up that is due first; absent where there is none. */
    public @Nullable OpenFollowUp nextStep() {
        return followUps.isEmpty() ? null : followUps.getFirst();
    }

    CardDocument at(long sequence) {
        return with(stage, stageSince, owner, records, followUps, sequence);
    }

    CardDocument moved(@Nullable StageMove move, LocalDate on) {
        return move == null ? this : with(move.to(), on, owner, records, followUps, position);
    }

    CardDocument withOwner(AccountId another) {
        return with(stage, stageSince, another, records, followUps, position);
    }

    CardDocument met(MeetingId meetingId, @Nullable RecordFacts facts) {
        if (facts == null) {
            return this;
        }
        var said = new MetRecord(meetingId, facts.ours(), facts.theirs(), facts.areas());
        var all = new ArrayList<>(records);
        all.replaceAll(one -> one.meetingId().equals(meetingId) ? said : one);
        if (!all.contains(said)) {
            all.add(said);
        }
        return with(stage, stageSince, owner, all, followUps, position);
    }

    CardDocument unmet(MeetingId meetingId) {
        var left = records.stream()
                .filter(one -> !one.meetingId().equals(meetingId))
                .toList();
        return with(stage, stageSince, owner, left, followUps, position);
    }

    CardDocument scheduling(List<PlannedFollowUp> planned) {
        if (planned.isEmpty()) {
            return this;
        }
        var without = without(planned.stream().map(PlannedFollowUp::followUpId).toList());
        var all = new ArrayList<>(without.followUps);
        planned.forEach(one -> all.add(OpenFollowUp.from(one)));
        return withFollowUps(all);
    }

    CardDocument without(Collection<FollowUpId> gone) {
        return gone.isEmpty()
                ? this
                : withFollowUps(followUps.stream()
                        .filter(open -> !gone.contains(open.followUpId()))
                        .toList());
    }

    CardDocument changing(Collection<FollowUpId> which, UnaryOperator<OpenFollowUp> change) {
        return withFollowUps(followUps.stream()
                .map(open -> which.contains(open.followUpId()) ? change.apply(open) : open)
                .toList());
    }

    private CardDocument withFollowUps(List<OpenFollowUp> open) {
        return with(stage, stageSince, owner, records, open, position);
    }

    private CardDocument with(
            Stage nowIn, LocalDate since, AccountId of, List<MetRecord> met, List<OpenFollowUp> open, long sequence) {
        var inOrder = open.stream().sorted(EARLIEST_FIRST).toList();
        return new CardDocument(
                partnershipId,
                ours,
                partner,
                nowIn,
                since,
                of,
                missionId,
                met,
                met.stream()
                        .flatMap(one -> one.areas().stream())
                        .distinct()
                        .sorted()
                        .toList(),
                inOrder,
                inOrder.isEmpty() ? null : inOrder.getFirst().dueOn(),
                sequence);
    }
}
