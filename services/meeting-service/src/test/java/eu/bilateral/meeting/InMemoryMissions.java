package eu.bilateral.meeting;

import eu.bilateral.kernel.command.CommandRefusal.OutboxFull;
import eu.bilateral.kernel.command.Instruction;
import eu.bilateral.kernel.command.Kept;
import eu.bilateral.kernel.event.MeetingEvent;
import eu.bilateral.kernel.id.MissionId;
import eu.bilateral.kernel.id.WorkspaceId;
import eu.bilateral.meeting.InMemoryStates.Told;
import eu.bilateral.meeting.domain.mission.Mission;
import eu.bilateral.meeting.domain.mission.MissionChange;
import eu.bilateral.meeting.domain.mission.MissionRefusal.MissionAlreadyPlanned;
import eu.bilateral.meeting.domain.mission.MissionRefusal.UnknownMission;
import eu.bilateral.meeting.domain.mission.Missions;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Missions in memory; keeps to the same contract as those in MongoDB. */
public final class InMemoryMissions implements Missions {

    private static final Comparator<Place> UPWARDS = Comparator.comparing(Place::startsOn)
            .thenComparing(place -> place.id().toString());

    private final InMemoryStates<MissionId, Mission> states = new InMemoryStates<>();
    private int fullFor;

    /** All that was told, in order. */
    public List<MeetingEvent> told() {
        return states.told();
    }

    /** The next so many changes find the outbox full. */
    public void areFullFor(int changes) {
        fullFor = changes;
    }

    @Override
    public Optional<Kept<Mission>> find(WorkspaceId workspace, MissionId id) {
        return states.find(workspace, id);
    }

    @Override
    public Kept<Mission> add(Instruction by, MissionId id, Supplier<MissionChange> decision) {
        return states.add(by, id, () -> told(decision.get())).orElseThrow(() -> new MissionAlreadyPlanned(id));
    }

    @Override
    public Kept<Mission> change(Instruction by, MissionId id, Function<Mission, MissionChange> decision) {
        if (fullFor > 0) {
            fullFor--;
            throw new OutboxFull();
        }
        return states.change(by, id, mission -> told(decision.apply(mission)))
                .orElseThrow(() -> new UnknownMission(id));
    }

    @Override
    public List<Kept<Mission>> list(WorkspaceId workspace, @Nullable Place after, int atMost) {
        return states.all(workspace)
                .filter(kept -> after == null || UPWARDS.compare(Place.of(kept.state()), after) < 0)
                .sorted(Comparator.comparing((Kept<Mission> kept) -> Place.of(kept.state()), UPWARDS.reversed()))
                .limit(atMost)
                .toList();
    }

    private static Told<Mission> told(MissionChange change) {
        return new Told<>(change.mission(), change.event(), true);
    }
}
