package eu.bilateral.dashboard.projection;

import eu.bilateral.kernel.delivery.Outcome;
import eu.bilateral.kernel.delivery.Reaction;
import eu.bilateral.kernel.event.EventEnvelope;
import eu.bilateral.kernel.event.FollowUpEvent;
import eu.bilateral.kernel.event.FollowUpEvent.FollowUpAdded;
import eu.bilateral.kernel.event.FollowUpEvent.FollowUpCompleted;
import eu.bilateral.kernel.event.FollowUpEvent.FollowUpReassigned;
import eu.bilateral.kernel.event.FollowUpEvent.FollowUpSnoozed;
import eu.bilateral.kernel.event.FollowUpEvent.LeadOpened;
import eu.bilateral.kernel.event.FollowUpEvent.MeetingAttached;
import eu.bilateral.kernel.event.FollowUpEvent.MeetingDetached;
import eu.bilateral.kernel.event.FollowUpEvent.OwnerChanged;
import eu.bilateral.kernel.event.FollowUpEvent.StageMoved;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How a card of the board answers to what happens to its partnership. */
public final class CardReaction implements Reaction<FollowUpEvent, CardDocument> {

    private final ZoneId zone;

    /** {@code zone} tells on which date something happened, for the days in a stage. */
    public CardReaction(ZoneId zone) {
        this.zone = zone;
    }

    @Override
    public Optional<String> touches(EventEnvelope<FollowUpEvent> heard) {
        return Optional.of(heard.event().partnershipId().toString());
    }

    @Override
    public Outcome<CardDocument> react(@Nullable CardDocument current, EventEnvelope<FollowUpEvent> heard) {
        var event = heard.event();
        var move = event.move();
        var card = switch (event) {
            case LeadOpened opened ->
                CardDocument.from(
                        opened,
                        day(opened.stageSince(), event),
                        heard.position().sequence());
            case MeetingAttached attached -> known(current, heard).met(attached.meetingId(), attached.record());
            case MeetingDetached detached -> known(current, heard).unmet(detached.meetingId());
            case StageMoved moved -> known(current, heard);
            case FollowUpAdded added -> known(current, heard);
            case FollowUpCompleted completed -> known(current, heard).without(List.of(completed.followUpId()));
            case FollowUpSnoozed snoozed ->
                known(current, heard)
                        .changing(List.of(snoozed.followUpId()), followUp -> followUp.withDueOn(snoozed.dueOn()));
            case FollowUpReassigned reassigned ->
                known(current, heard)
                        .changing(List.of(reassigned.followUpId()), followUp -> followUp.withOwner(reassigned.owner()));
            case OwnerChanged changed ->
                known(current, heard)
                        .withOwner(changed.owner())
                        .changing(changed.followUps(), followUp -> followUp.withOwner(changed.owner()));
        };
        return Outcome.changed(card.without(event.withdrawn())
                .scheduling(event.scheduled())
                .moved(move, day(move == null ? null : move.since(), event))
                .at(heard.position().sequence()));
    }

    private LocalDate day(@Nullable Instant since, FollowUpEvent event) {
        return LocalDate.ofInstant(since == null ? event.occurredAt() : since, zone);
    }

    /** The events of one partnership come in order, so its first one is here unless somebody discarded it. */
    private static CardDocument known(@Nullable CardDocument current, EventEnvelope<FollowUpEvent> heard) {
        if (current == null) {
            throw new IllegalStateException("There is no card of the partnership %s: its opening was never heard"
                    .formatted(heard.event().partnershipId()));
        }
        return current;
    }
}
