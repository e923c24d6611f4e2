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
import eu.bilateral.kernel.id.MissionId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How the reports' missions answer to what happens to missions and their programme. */
public final class MissionReaction implements Reaction<MeetingEvent, MissionDocument> {

    @Override
    public Optional<String> touches(EventEnvelope<MeetingEvent> heard) {
        return mission(heard.event()).map(MissionId::toString);
    }

    private static Optional<MissionId> mission(MeetingEvent event) {
        return switch (event) {
            case MissionPlanned planned -> Optional.of(planned.missionId());
            case MissionChanged changed -> Optional.of(changed.missionId());
            case ProgrammeItemAdded added -> Optional.of(added.missionId());
            case MeetingScheduled scheduled -> Optional.empty();
            case MeetingHeld held -> Optional.empty();
            case MeetingAmended amended -> Optional.empty();
            case MeetingVoided voided -> Optional.empty();
            case MeetingMissed missed -> Optional.empty();
        };
    }

    @Override
    public Outcome<MissionDocument> react(@Nullable MissionDocument current, EventEnvelope<MeetingEvent> heard) {
        return switch (heard.event()) {
            case MissionPlanned planned ->
                Outcome.changed(new MissionDocument(
                        planned.missionId(),
                        new MissionDocument.Facts(
                                planned.ref(),
                                planned.name(),
                                planned.type(),
                                planned.startsOn(),
                                planned.endsOn(),
                                planned.zone(),
                                planned.delegation()),
                        programme(current)));
            case MissionChanged changed ->
                Outcome.changed(new MissionDocument(
                        changed.missionId(),
                        new MissionDocument.Facts(
                                changed.ref(),
                                changed.name(),
                                changed.type(),
                                changed.startsOn(),
                                changed.endsOn(),
                                changed.zone(),
                                changed.delegation()),
                        programme(current)));
            case ProgrammeItemAdded added ->
                Outcome.changed(new MissionDocument(
                        added.missionId(), current == null ? null : current.facts(), with(programme(current), added)));
            case MeetingScheduled scheduled -> Outcome.unchanged();
            case MeetingHeld held -> Outcome.unchanged();
            case MeetingAmended amended -> Outcome.unchanged();
            case MeetingVoided voided -> Outcome.unchanged();
            case MeetingMissed missed -> Outcome.unchanged();
        };
    }

    private static List<MissionDocument.Item> programme(@Nullable MissionDocument current) {
        return current == null ? List.of() : current.programme();
    }

    private static List<MissionDocument.Item> with(List<MissionDocument.Item> programme, ProgrammeItemAdded added) {
        var all = new ArrayList<>(programme);
        all.removeIf(item -> item.programmeItemId().equals(added.programmeItemId()));
        all.add(new MissionDocument.Item(
                added.programmeItemId(), added.kind(), added.date(), added.city(), added.host()));
        return all;
    }
}
