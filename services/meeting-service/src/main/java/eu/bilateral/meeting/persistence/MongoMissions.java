package eu.bilateral.meeting.persistence;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import eu.bilateral.kernel.command.Instruction;
import eu.bilateral.kernel.command.Kept;
import eu.bilateral.kernel.delivery.AggregateStore;
import eu.bilateral.kernel.delivery.AggregateStore.AlreadyThere;
import eu.bilateral.kernel.delivery.Stores;
import eu.bilateral.kernel.delivery.Told;
import eu.bilateral.kernel.event.MeetingEvent;
import eu.bilateral.kernel.id.MissionId;
import eu.bilateral.kernel.id.WorkspaceId;
import eu.bilateral.meeting.domain.mission.Mission;
import eu.bilateral.meeting.domain.mission.MissionChange;
import eu.bilateral.meeting.domain.mission.MissionRefusal.MissionAlreadyPlanned;
import eu.bilateral.meeting.domain.mission.MissionRefusal.UnknownMission;
import eu.bilateral.meeting.domain.mission.Missions;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** Missions in MongoDB, one document each with its programme and its outbox. */
@Repository
class MongoMissions implements Missions {

    static final String COLLECTION = "missions";

    /** Serves {@link #list}. */
    static final IndexModel BY_START = new IndexModel(
            Indexes.ascending("workspace", "state.startsOn", "_id"), new IndexOptions().name("by-start"));

    static final Bson LATEST_FIRST = Sorts.descending("state.startsOn", "_id");

    private final AggregateStore<MissionDocument, MeetingEvent> store;

    MongoMissions(Stores stores) {
        store = stores.open(COLLECTION, MissionDocument.class, BY_START);
    }

    @Override
    public Optional<Kept<Mission>> find(WorkspaceId workspace, MissionId id) {
        return store.find(workspace, id.toString()).map(stored -> mission(id, stored));
    }

    @Override
    public Kept<Mission> add(Instruction by, MissionId id, Supplier<MissionChange> decision) {
        try {
            return mission(id, store.add(by, id.toString(), () -> told(decision.get())));
        } catch (AlreadyThere taken) {
            throw new MissionAlreadyPlanned(id);
        }
    }

    @Override
    public Kept<Mission> change(Instruction by, MissionId id, Function<Mission, MissionChange> decision) {
        return store.change(by, id.toString(), stored -> told(decision.apply(stored.toMission(id))))
                .map(stored -> mission(id, stored))
                .orElseThrow(() -> new UnknownMission(id));
    }

    @Override
    public List<Kept<Mission>> list(WorkspaceId workspace, @Nullable Place after, int atMost) {
        return store.list(workspace, filter(after), LATEST_FIRST, atMost).stream()
                .map(stored -> mission(MissionId.of(stored.id()), stored.kept()))
                .toList();
    }

    static Bson filter(@Nullable Place after) {
        return after == null
                ? Filters.empty()
                : Behind.of(
                        "state.startsOn",
                        after.startsOn().toString(),
                        after.id().toString());
    }

    private static Told<MissionDocument, MeetingEvent> told(MissionChange change) {
        return Told.ofState(MissionDocument.from(change.mission()), change.event());
    }

    private static Kept<Mission> mission(MissionId id, Kept<MissionDocument> stored) {
        return stored.map(document -> document.toMission(id));
    }
}
