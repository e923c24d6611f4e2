package eu.bilateral.meeting.web;

import eu.bilateral.kernel.command.Kept;
import eu.bilateral.kernel.event.CooperationArea;
import eu.bilateral.kernel.event.FollowUpKind;
import eu.bilateral.kernel.event.MeetingKind;
import eu.bilateral.kernel.event.MeetingStatus;
import eu.bilateral.kernel.event.Side;
import eu.bilateral.kernel.id.AccountId;
import eu.bilateral.kernel.id.MeetingId;
import eu.bilateral.kernel.id.MissionId;
import eu.bilateral.kernel.id.OrganisationId;
import eu.bilateral.kernel.id.PartnershipId;
import eu.bilateral.kernel.id.PersonId;
import eu.bilateral.meeting.domain.meeting.Meeting;
import eu.bilateral.meeting.domain.meeting.Meeting.Counting;
import eu.bilateral.meeting.domain.meeting.Meeting.Held;
import eu.bilateral.meeting.domain.meeting.Meeting.Missed;
import eu.bilateral.meeting.domain.meeting.Meeting.Scheduled;
import eu.bilateral.meeting.domain.meeting.Meeting.Voided;
import eu.bilateral.meeting.domain.meeting.MeetingRecord;
import eu.bilateral.meeting.domain.meeting.Step;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A meeting as clients see it.
 *
 * @param date the day for which it stands on the calendar, at its place
 * @param heldOn the day on which it took place; only on one that was held and counts
 * @param record what came of it; a void one still shows what was recorded
 */
record MeetingView(
        MeetingId meetingId,
        PartnershipId partnershipId,
        OrganisationId ours,
        OrganisationId partner,
        @Nullable MissionId missionId,
        MeetingKind kind,
        MeetingStatus status,
        LocalDate date,
        @Nullable LocalDate heldOn,
        @Nullable Instant startsAt,
        ZoneId zone,
        AccountId owner,
        @Nullable AccountId metBy,
        @Nullable RecordView record,
        @Nullable Instant voidedAt,
        long version) {

    static MeetingView from(Kept<Meeting> kept) {
        var meeting = kept.state();
        return switch (meeting) {
            case Voided voided -> of(kept, MeetingStatus.CANCELLED, voided.was(), null, voided.voidedAt());
            case Held held -> of(kept, MeetingStatus.HELD, held, held.heldOn(), null);
            case Scheduled scheduled -> of(kept, MeetingStatus.SCHEDULED, scheduled, null, null);
            case Missed missed ->
                of(
                        kept,
                        missed.absent() == Side.OURS ? MeetingStatus.NO_SHOW_OURS : MeetingStatus.NO_SHOW_THEIRS,
                        missed,
                        null,
                        null);
        };
    }

    private static MeetingView of(
            Kept<Meeting> kept,
            MeetingStatus status,
            Counting shown,
            @Nullable LocalDate heldOn,
            @Nullable Instant voidedAt) {
        var occasion = shown.occasion();
        var held = shown instanceof Held one ? one : null;
        return new MeetingView(
                occasion.id(),
                occasion.partnershipId(),
                occasion.ours(),
                occasion.partner(),
                occasion.missionId(),
                occasion.kind(),
                status,
                shown.date(),
                heldOn,
                startsAt(shown),
                occasion.zone(),
                occasion.owner(),
                held == null ? null : held.metBy(),
                held == null ? null : RecordView.from(held.record()),
                voidedAt,
                kept.version());
    }

    private static @Nullable Instant startsAt(Counting meeting) {
        return switch (meeting) {
            case Scheduled scheduled -> scheduled.startsAt();
            case Held held -> held.startsAt();
            case Missed missed -> missed.startsAt();
        };
    }

    /** The record of a meeting, in the form in which it is sent. */
    record RecordView(
            int interestOurs,
            int interestTheirs,
            List<CooperationArea> areas,
            List<StepView> promises,
            @Nullable StepView nextStep,
            List<String> members,
            List<PersonId> participants,
            @Nullable String language,
            @Nullable String note) {

        static RecordView from(MeetingRecord record) {
            return new RecordView(
                    record.interestOurs().level(),
                    record.interestTheirs().level(),
                    record.areas(),
                    record.promises().stream().map(StepView::from).toList(),
                    record.nextStep() == null ? null : StepView.from(record.nextStep()),
                    record.members(),
                    record.participants(),
                    record.language(),
                    record.note());
        }
    }

    /** A promise or the next step. */
    record StepView(
            FollowUpKind kind,
            @Nullable String text,
            LocalDate dueOn,
            Side by,
            @Nullable AccountId owner) {

        static StepView from(Step step) {
            return new StepView(step.kind(), step.text(), step.dueOn(), step.by(), step.owner());
        }
    }
}
