package eu.bilateral.dashboard.projection;

import eu.bilateral.kernel.delivery.Outcome;
import eu.bilateral.kernel.delivery.Reaction;
import eu.bilateral.kernel.event.EventEnvelope;
import eu.bilateral.kernel.event.MeetingEvent;
import eu.bilateral.kernel.event.MeetingEvent.MeetingAmended;
import eu.bilateral.kernel.event.MeetingEvent.MeetingHeld;
import eu.bilateral.kernel.event.MeetingEvent.MeetingMissed;
import eu.bilateral.kernel.event.MeetingEvent.MeetingScheduled;
import eu.bilateral.kernel.event.MeetingEvent.MeetingVoided;
import eu.bilateral.kernel.event.MeetingEvent.MissionChanged;
import eu.bilateral.kernel.event.MeetingEvent.MissionPlanned;
import eu.bilateral.kernel.event.MeetingEvent.ProgrammeItemAdded;
import eu.bilateral.kernel.event.MeetingStatus;
import eu.bilateral.kernel.event.Side;
import eu.bilateral.kernel.id.MeetingId;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How the reports' meetings answer to what happens to meetings; what happens to missions is none of theirs. */
public final class MeetingReaction implements Reaction<MeetingEvent, MeetingDocument> {

    @Override
    public Optional<String> touches(EventEnvelope<MeetingEvent> heard) {
        return meeting(heard.event()).map(MeetingId::toString);
    }

    private static Optional<MeetingId> meeting(MeetingEvent event) {
        return switch (event) {
            case MeetingScheduled scheduled -> Optional.of(scheduled.meetingId());
            case MeetingHeld held -> Optional.of(held.meetingId());
            case MeetingAmended amended -> Optional.of(amended.meetingId());
            case MeetingVoided voided -> Optional.of(voided.meetingId());
            case MeetingMissed missed -> Optional.of(missed.meetingId());
            case MissionPlanned planned -> Optional.empty();
            case MissionChanged changed -> Optional.empty();
            case ProgrammeItemAdded added -> Optional.empty();
        };
    }

    @Override
    public Outcome<MeetingDocument> react(@Nullable MeetingDocument current, EventEnvelope<MeetingEvent> heard) {
        return switch (heard.event()) {
            case MeetingScheduled planned ->
                Outcome.changed(new MeetingDocument(
                        planned.meetingId(),
                        planned.partnershipId(),
                        planned.ours(),
                        planned.partner(),
                        planned.kind(),
                        MeetingStatus.SCHEDULED,
                        MeetingDocument.missionOf(planned.mission()),
                        LocalDate.ofInstant(planned.startsAt(), planned.zone())));
            case MeetingHeld held ->
                Outcome.changed(new MeetingDocument(
                        held.meetingId(),
                        held.partnershipId(),
                        held.ours(),
                        held.partner(),
                        held.kind(),
                        MeetingStatus.HELD,
                        MeetingDocument.missionOf(held.mission()),
                        held.heldOn()));
            case MeetingAmended amended ->
                Outcome.changed(new MeetingDocument(
                        amended.meetingId(),
                        amended.partnershipId(),
                        amended.ours(),
                        amended.partner(),
                        amended.kind(),
                        MeetingStatus.HELD,
                        MeetingDocument.missionOf(amended.mission()),
                        amended.heldOn()));
            case MeetingMissed missed ->
                Outcome.changed(new MeetingDocument(
                        missed.meetingId(),
                        missed.partnershipId(),
                        missed.ours(),
                        missed.partner(),
                        missed.kind(),
                        missed.absent() == Side.OURS ? MeetingStatus.NO_SHOW_OURS : MeetingStatus.NO_SHOW_THEIRS,
                        MeetingDocument.missionOf(missed.mission()),
                        missed.missedOn()));
            case MeetingVoided voided ->
                // One that was never heard of does not count anyway.
                current == null ? Outcome.unchanged() : Outcome.changed(current.with(MeetingStatus.CANCELLED));
            case MissionPlanned planned -> Outcome.unchanged();
            case MissionChanged changed -> Outcome.unchanged();
            case ProgrammeItemAdded added -> Outcome.unchanged();
        };
    }
}
