package eu.bilateral.followup.web;

import eu.bilateral.followup.domain.partnership.AttachedMeeting;
import eu.bilateral.followup.domain.partnership.ClosedFollowUp;
import eu.bilateral.followup.domain.partnership.OpenFollowUp;
import eu.bilateral.followup.domain.partnership.Partnership;
import eu.bilateral.followup.domain.partnership.StageChange;
import eu.bilateral.kernel.command.Kept;
import eu.bilateral.kernel.event.CooperationArea;
import eu.bilateral.kernel.event.FollowUpKind;
import eu.bilateral.kernel.event.FollowUpOrigin;
import eu.bilateral.kernel.event.Interest;
import eu.bilateral.kernel.event.RecordFacts;
import eu.bilateral.kernel.event.Stage;
import eu.bilateral.kernel.id.AccountId;
import eu.bilateral.kernel.id.FollowUpId;
import eu.bilateral.kernel.id.MeetingId;
import eu.bilateral.kernel.id.MissionId;
import eu.bilateral.kernel.id.OrganisationId;
import eu.bilateral.kernel.id.PartnershipId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A partnership whole: where it stands, how it came there, what was said and what is to be done. */
record PartnershipView(
        PartnershipId partnershipId,
        OrganisationId ours,
        OrganisationId partner,
        Stage stage,
        Instant stageSince,
        AccountId owner,
        @Nullable MissionId missionId,
        @Nullable Interest interestOurs,
        @Nullable Interest interestTheirs,
        List<CooperationArea> areas,
        List<OpenView> followUps,
        List<ClosedView> closedFollowUps,
        List<MeetingView> meetings,
        List<HistoryView> history,
        long version) {

    /** The follow-ups by their dates, the history from its beginning. */
    static PartnershipView from(Kept<Partnership> kept) {
        var partnership = kept.state();
        return new PartnershipView(
                partnership.partnershipId(),
                partnership.ours(),
                partnership.partner(),
                partnership.stage(),
                partnership.stageSince(),
                partnership.owner(),
                partnership.missionId(),
                partnership.interestOurs().orElse(null),
                partnership.interestTheirs().orElse(null),
                partnership.areas(),
                partnership.open().stream()
                        .sorted(Comparator.comparing(OpenFollowUp::dueOn))
                        .map(OpenView::from)
                        .toList(),
                partnership.closed().stream().map(ClosedView::from).toList(),
                partnership.meetings().stream().map(MeetingView::from).toList(),
                partnership.history().stream().map(HistoryView::from).toList(),
                kept.version());
    }

    /** What is to be done; the wording of a promise is in the record of its meeting. */
    record OpenView(
            FollowUpId followUpId,
            FollowUpKind kind,
            FollowUpOrigin origin,
            LocalDate dueOn,
            AccountId owner,
            @Nullable MeetingId meetingId,
            @Nullable String text,
            Instant addedAt) {

        static OpenView from(OpenFollowUp followUp) {
            return new OpenView(
                    followUp.followUpId(),
                    followUp.kind(),
                    followUp.origin(),
                    followUp.dueOn(),
                    followUp.owner(),
                    followUp.meetingId(),
                    followUp.text(),
                    followUp.addedAt());
        }
    }

    /** What was done or is no longer to be done. */
    record ClosedView(
            FollowUpId followUpId,
            FollowUpKind kind,
            FollowUpOrigin origin,
            LocalDate dueOn,
            AccountId owner,
            @Nullable MeetingId meetingId,
            @Nullable String text,
            ClosedFollowUp.End end,
            Instant closedAt,
            @Nullable AccountId by,
            @Nullable String outcome) {

        static ClosedView from(ClosedFollowUp followUp) {
            return new ClosedView(
                    followUp.followUpId(),
                    followUp.kind(),
                    followUp.origin(),
                    followUp.dueOn(),
                    followUp.owner(),
                    followUp.meetingId(),
                    followUp.text(),
                    followUp.end(),
                    followUp.closedAt(),
                    followUp.by(),
                    followUp.outcome());
        }
    }

    /** A meeting of the pair, as far as the partnership knows it. */
    record MeetingView(
            MeetingId meetingId,
            AttachedMeeting.Standing standing,
            LocalDate date,
            @Nullable MissionId missionId,
            @Nullable RecordFacts record) {

        static MeetingView from(AttachedMeeting meeting) {
            return new MeetingView(
                    meeting.meetingId(), meeting.standing(), meeting.date(), meeting.missionId(), meeting.record());
        }
    }

    /** One entry of the history. */
    record HistoryView(
            @Nullable Stage from,
            Stage to,
            Instant at,
            long daysInStage,
            StageChange.Because because,
            @Nullable AccountId movedBy,
            @Nullable MeetingId meetingId,
            @Nullable FollowUpId followUpId,
            @Nullable String causedBy,
            @Nullable String reason,
            @Nullable String evidence,
            @Nullable LocalDate wakeUpOn) {

        static HistoryView from(StageChange change) {
            var causedBy = change.causedBy();
            return new HistoryView(
                    change.from(),
                    change.to(),
                    change.at(),
                    change.daysInStage(),
                    change.because(),
                    change.movedBy(),
                    change.meetingId(),
                    change.followUpId(),
                    causedBy == null ? null : causedBy.toString(),
                    change.reason(),
                    change.evidence(),
                    change.wakeUpOn());
        }
    }
}
