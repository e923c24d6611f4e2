package eu.bilateral.kernel.event;

import com.fasterxml.jackson.annotation.JsonTypeName;
import eu.bilateral.kernel.id.AccountId;
import eu.bilateral.kernel.id.FollowUpId;
import eu.bilateral.kernel.id.MeetingId;
import eu.bilateral.kernel.id.MissionId;
import eu.bilateral.kernel.id.OrganisationId;
import eu.bilateral.kernel.id.PartnershipId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the follow-up service tells the world. The {@link JsonTypeName}s are the wire format and outlive any rename. */
public sealed interface FollowUpEvent extends DomainEvent {

    /** The partnership it is about; also the record key. */
    PartnershipId partnershipId();

    /** The follow-ups that it puts on the list. */
    default List<PlannedFollowUp> scheduled() {
        return List.of();
    }

    /** The open follow-ups that it takes off the list undone. */
    default List<FollowUpId> withdrawn() {
        return List.of();
    }

    /** The change of stage that it brings, if any. */
    default @Nullable StageMove move() {
        return null;
    }

    /**
     * A pair has an open partnership: by a meeting that was logged or agreed; reopening a closed one comes as a move.
     *
     * @param stageSince when it entered its stage: with the meeting, however much later that was recorded; absent where it
     *     was when the event occurred
     */
    @JsonTypeName("lead-opened")
    record LeadOpened(
            PartnershipId partnershipId,
            OrganisationId ours,
            OrganisationId partner,
            Stage stage,
            AccountId owner,
            @Nullable MissionId missionId,
            MeetingId meetingId,
            @Nullable RecordFacts record,
            List<PlannedFollowUp> scheduled,
            List<FollowUpId> withdrawn,
            @Nullable Instant stageSince,
            Instant occurredAt)
            implements FollowUpEvent {

        public LeadOpened {
            scheduled = List.copyOf(scheduled);
            withdrawn = List.copyOf(withdrawn);
        }

        /** One whose stage begins when the event occurs. */
        public LeadOpened(
                PartnershipId partnershipId,
                OrganisationId ours,
                OrganisationId partner,
                Stage stage,
                AccountId owner,
                @Nullable MissionId missionId,
                MeetingId meetingId,
                @Nullable RecordFacts record,
                List<PlannedFollowUp> scheduled,
                List<FollowUpId> withdrawn,
                Instant occurredAt) {
            this(
                    partnershipId,
                    ours,
                    partner,
                    stage,
                    owner,
                    missionId,
                    meetingId,
                    record,
                    scheduled,
                    withdrawn,
                    null,
                    occurredAt);
        }
    }

    /** A further or amended meeting was taken into an open partnership; {@code record} is absent for one not held yet. */
    @JsonTypeName("meeting-attached")
    record MeetingAttached(
            PartnershipId partnershipId,
            MeetingId meetingId,
            @Nullable RecordFacts record,
            @Nullable StageMove move,
            List<PlannedFollowUp> scheduled,
            List<FollowUpId> withdrawn,
            Instant occurredAt)
            implements FollowUpEvent {

        public MeetingAttached {
            scheduled = List.copyOf(scheduled);
            withdrawn = List.copyOf(withdrawn);
        }
    }

    /** A meeting no longer counts for the partnership, or one side did not come to it. */
    @JsonTypeName("meeting-detached")
    record MeetingDetached(
            PartnershipId partnershipId,
            MeetingId meetingId,
            @Nullable StageMove move,
            List<PlannedFollowUp> scheduled,
            List<FollowUpId> withdrawn,
            Instant occurredAt)
            implements FollowUpEvent {

        public MeetingDetached {
            scheduled = List.copyOf(scheduled);
            withdrawn = List.copyOf(withdrawn);
        }
    }

    /** A person moved the partnership. */
    @JsonTypeName("stage-moved")
    record StageMoved(
            PartnershipId partnershipId,
            StageMove move,
            List<PlannedFollowUp> scheduled,
            List<FollowUpId> withdrawn,
            Instant occurredAt)
            implements FollowUpEvent {

        public StageMoved {
            scheduled = List.copyOf(scheduled);
            withdrawn = List.copyOf(withdrawn);
        }
    }

    /** A person put a follow-up on the list. */
    @JsonTypeName("follow-up-added")
    record FollowUpAdded(PartnershipId partnershipId, PlannedFollowUp followUp, Instant occurredAt)
            implements FollowUpEvent {

        @Override
        public List<PlannedFollowUp> scheduled() {
            return List.of(followUp);
        }
    }

    /** A follow-up is done; with it the next step, if one was demanded, and the move that it brought about, if any. */
    @JsonTypeName("follow-up-completed")
    record FollowUpCompleted(
            PartnershipId partnershipId,
            FollowUpId followUpId,
            AccountId completedBy,
            @Nullable StageMove move,
            List<PlannedFollowUp> scheduled,
            List<FollowUpId> withdrawn,
            Instant occurredAt)
            implements FollowUpEvent {

        public FollowUpCompleted {
            scheduled = List.copyOf(scheduled);
            withdrawn = List.copyOf(withdrawn);
        }
    }

    /** A follow-up is due later. */
    @JsonTypeName("follow-up-snoozed")
    record FollowUpSnoozed(PartnershipId partnershipId, FollowUpId followUpId, LocalDate dueOn, Instant occurredAt)
            implements FollowUpEvent {}

    /** A follow-up has another owner. */
    @JsonTypeName("follow-up-reassigned")
    record FollowUpReassigned(PartnershipId partnershipId, FollowUpId followUpId, AccountId owner, Instant occurredAt)
            implements FollowUpEvent {}

    /** A partnership has another owner; so have the follow-ups that were the old one's. */
    @JsonTypeName("owner-changed")
    record OwnerChanged(PartnershipId partnershipId, AccountId owner, List<FollowUpId> followUps, Instant occurredAt)
            implements FollowUpEvent {

        public OwnerChanged {
            followUps = List.copyOf(followUps);
        }
    }
}
