package eu.bilateral.meeting.persistence;

import eu.bilateral.kernel.event.CooperationArea;
import eu.bilateral.kernel.event.FollowUpKind;
import eu.bilateral.kernel.event.Interest;
import eu.bilateral.kernel.event.MeetingKind;
import eu.bilateral.kernel.event.Side;
import eu.bilateral.kernel.id.AccountId;
import eu.bilateral.kernel.id.MeetingId;
import eu.bilateral.kernel.id.MissionId;
import eu.bilateral.kernel.id.OrganisationId;
import eu.bilateral.kernel.id.PartnershipId;
import eu.bilateral.kernel.id.PersonId;
import eu.bilateral.meeting.domain.meeting.Meeting;
import eu.bilateral.meeting.domain.meeting.Meeting.Held;
import eu.bilateral.meeting.domain.meeting.Meeting.Missed;
import eu.bilateral.meeting.domain.meeting.Meeting.Scheduled;
import eu.bilateral.meeting.domain.meeting.Meeting.Voided;
import eu.bilateral.meeting.domain.meeting.MeetingRecord;
import eu.bilateral.meeting.domain.meeting.Occasion;
import eu.bilateral.meeting.domain.meeting.Step;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A meeting as it is stored; its id is the document's. What is there tells its state: a record that it was held, an absent
 * side that it was missed, neither that it is planned; and beside either, the instant in which it was voided.
 *
 * @param date the day for which it stands on the calendar; what lists are ordered by
 */
record MeetingDocument(
        PartnershipId partnershipId,
        OrganisationId ours,
        OrganisationId partner,
        MeetingKind kind,
        @Nullable MissionId missionId,
        ZoneId zone,
        AccountId owner,
        LocalDate date,
        @Nullable Instant startsAt,
        @Nullable RecordDocument record,
        @Nullable AccountId metBy,
        @Nullable Side absent,
        @Nullable Instant voidedAt) {

    static MeetingDocument from(Meeting meeting) {
        return switch (meeting) {
            case Scheduled scheduled -> of(scheduled, scheduled.startsAt(), null, null, null, null);
            case Held held -> of(held, held.startsAt(), RecordDocument.from(held.record()), held.metBy(), null, null);
            case Missed missed -> of(missed, missed.startsAt(), null, null, missed.absent(), null);
            case Voided voided -> from(voided.was()).withVoidedAt(voided.voidedAt());
        };
    }

    Meeting toMeeting(MeetingId id) {
        var counting = toCounting(new Occasion(id, partnershipId, ours, partner, kind, missionId, zone, owner));
        return voidedAt == null ? counting : new Voided(counting, voidedAt);
    }

    private Meeting.Counting toCounting(Occasion occasion) {
        if (record != null) {
            return new Held(occasion, date, startsAt, record.toRecord(), metBy);
        }
        if (absent != null) {
            return new Missed(occasion, date, startsAt, absent);
        }
        return new Scheduled(occasion, Objects.requireNonNull(startsAt, "A planned meeting has a time"));
    }

    private MeetingDocument withVoidedAt(Instant instant) {
        return new MeetingDocument(
                partnershipId,
                ours,
                partner,
                kind,
                missionId,
                zone,
                owner,
                date,
                startsAt,
                record,
                metBy,
                absent,
                instant);
    }

    private static MeetingDocument of(
            Meeting meeting,
            @Nullable Instant startsAt,
            @Nullable RecordDocument record,
            @Nullable AccountId metBy,
            @Nullable Side absent,
            @Nullable Instant voidedAt) {
        var occasion = meeting.occasion();
        return new MeetingDocument(
                occasion.partnershipId(),
                occasion.ours(),
                occasion.partner(),
                occasion.kind(),
                occasion.missionId(),
                occasion.zone(),
                occasion.owner(),
                meeting.date(),
                startsAt,
                record,
                metBy,
                absent,
                voidedAt);
    }

    /** The record of a held meeting as it is stored. */
    record RecordDocument(
            Interest interestOurs,
            Interest interestTheirs,
            List<CooperationArea> areas,
            List<StepDocument> promises,
            @Nullable StepDocument nextStep,
            List<String> members,
            List<PersonId> participants,
            @Nullable String language,
            @Nullable String note) {

        static RecordDocument from(MeetingRecord record) {
            return new RecordDocument(
                    record.interestOurs(),
                    record.interestTheirs(),
                    record.areas(),
                    record.promises().stream().map(StepDocument::from).toList(),
                    record.nextStep() == null ? null : StepDocument.from(record.nextStep()),
                    record.members(),
                    record.participants(),
                    record.language(),
                    record.note());
        }

        MeetingRecord toRecord() {
            return new MeetingRecord(
                    interestOurs,
                    interestTheirs,
                    areas,
                    promises.stream().map(StepDocument::toStep).toList(),
                    nextStep == null ? null : nextStep.toStep(),
                    members,
                    participants,
                    language,
                    note);
        }
    }

    /** A promise or next step as it is stored. */
    record StepDocument(
            FollowUpKind kind,
            @Nullable String text,
            LocalDate dueOn,
            Side by,
            @Nullable AccountId owner) {

        static StepDocument from(Step step) {
            return new StepDocument(step.kind(), step.text(), step.dueOn(), step.by(), step.owner());
        }

        Step toStep() {
            return new Step(kind, text, dueOn, by, owner);
        }
    }
}
