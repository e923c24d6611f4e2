package eu.bilateral.meeting;

import eu.bilateral.kernel.command.Instruction;
import eu.bilateral.kernel.command.Kept;
import eu.bilateral.kernel.event.MeetingEvent;
import eu.bilateral.kernel.id.MeetingId;
import eu.bilateral.kernel.id.WorkspaceId;
import eu.bilateral.meeting.InMemoryStates.Told;
import eu.bilateral.meeting.domain.meeting.Meeting;
import eu.bilateral.meeting.domain.meeting.MeetingChange;
import eu.bilateral.meeting.domain.meeting.MeetingRefusal.MeetingAlreadyLogged;
import eu.bilateral.meeting.domain.meeting.MeetingRefusal.UnknownMeeting;
import eu.bilateral.meeting.domain.meeting.Meetings;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** Meetings in memory; keeps to the same contract as those in MongoDB. */
public final class InMemoryMeetings implements Meetings {

    private static final Comparator<Place> UPWARDS =
            Comparator.comparing(Place::date).thenComparing(place -> place.id().toString());

    private final InMemoryStates<MeetingId, Meeting> states = new InMemoryStates<>();

    /** All that was told, in order. */
    public List<MeetingEvent> told() {
        return states.told();
    }

    @Override
    public Optional<Kept<Meeting>> find(WorkspaceId workspace, MeetingId id) {
        return states.find(workspace, id);
    }

    @Override
    public Map<MeetingId, Meeting> named(WorkspaceId workspace, Collection<MeetingId> ids) {
        var named = new HashMap<MeetingId, Meeting>();
        ids.forEach(id -> find(workspace, id).ifPresent(kept -> named.put(id, kept.state())));
        return named;
    }

    @Override
    public Kept<Meeting> add(Instruction by, MeetingId id, Supplier<MeetingChange> decision) {
        return states.add(by, id, () -> told(decision.get())).orElseThrow(() -> new MeetingAlreadyLogged(id));
    }

    @Override
    public Kept<Meeting> change(Instruction by, MeetingId id, Function<Meeting, MeetingChange> decision) {
        return states.change(by, id, meeting -> told(decision.apply(meeting)))
                .orElseThrow(() -> new UnknownMeeting(id));
    }

    @Override
    public List<Kept<Meeting>> list(WorkspaceId workspace, Search search) {
        var after = search.after();
        return states.all(workspace)
                .filter(kept -> search.missionId() == null
                        || search.missionId().equals(kept.state().occasion().missionId()))
                .filter(kept -> search.partner() == null
                        || search.partner().equals(kept.state().occasion().partner()))
                .filter(kept -> after == null || UPWARDS.compare(Place.of(kept.state()), after) < 0)
                .sorted(Comparator.comparing((Kept<Meeting> kept) -> Place.of(kept.state()), UPWARDS.reversed()))
                .limit(search.atMost())
                .toList();
    }

    private static Told<Meeting> told(MeetingChange change) {
        return new Told<>(change.meeting(), change.event(), change.isAllInState());
    }
}
