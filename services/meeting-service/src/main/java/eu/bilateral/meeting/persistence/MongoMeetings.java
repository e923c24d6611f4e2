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
import eu.bilateral.kernel.delivery.AggregateStore.Stored;
import eu.bilateral.kernel.delivery.Stores;
import eu.bilateral.kernel.delivery.Told;
import eu.bilateral.kernel.event.MeetingEvent;
import eu.bilateral.kernel.id.MeetingId;
import eu.bilateral.kernel.id.WorkspaceId;
import eu.bilateral.meeting.domain.meeting.Meeting;
import eu.bilateral.meeting.domain.meeting.MeetingChange;
import eu.bilateral.meeting.domain.meeting.MeetingRefusal.MeetingAlreadyLogged;
import eu.bilateral.meeting.domain.meeting.MeetingRefusal.UnknownMeeting;
import eu.bilateral.meeting.domain.meeting.Meetings;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.springframework.stereotype.Repository;

/** Meetings in MongoDB, one document each, with its outbox. */
@Repository
class MongoMeetings implements Meetings {

    static final String COLLECTION = "meetings";

    /** Serve {@link #list}: the equalities first, then the order of the list. */
    static final List<IndexModel> INDEXES = List.of(
            index("by-date", "workspace", "state.date", "_id"),
            index("by-mission", "workspace", "state.missionId", "state.date", "_id"),
            index("by-partner", "workspace", "state.partner", "state.date", "_id"));

    static final Bson LATEST_FIRST = Sorts.descending("state.date", "_id");

    private static final Bson ANY_ORDER = new Document();

    private final AggregateStore<MeetingDocument, MeetingEvent> store;

    MongoMeetings(Stores stores) {
        store = stores.open(COLLECTION, MeetingDocument.class, INDEXES.toArray(IndexModel[]::new));
    }

    @Override
    public Optional<Kept<Meeting>> find(WorkspaceId workspace, MeetingId id) {
        return store.find(workspace, id.toString()).map(stored -> meeting(id, stored));
    }

    @Override
    public Map<MeetingId, Meeting> named(WorkspaceId workspace, Collection<MeetingId> ids) {
        if (ids.isEmpty()) {
            return Map.of();
        }
        var wanted = ids.stream().map(MeetingId::toString).distinct().toList();
        return store.list(workspace, Filters.in("_id", wanted), ANY_ORDER, wanted.size()).stream()
                .map(MongoMeetings::meeting)
                .collect(Collectors.toMap(kept -> kept.state().id(), Kept::state));
    }

    @Override
    public Kept<Meeting> add(Instruction by, MeetingId id, Supplier<MeetingChange> decision) {
        try {
            return meeting(id, store.add(by, id.toString(), () -> told(decision.get())));
        } catch (AlreadyThere taken) {
            throw new MeetingAlreadyLogged(id);
        }
    }

    @Override
    public Kept<Meeting> change(Instruction by, MeetingId id, Function<Meeting, MeetingChange> decision) {
        return store.change(by, id.toString(), stored -> told(decision.apply(stored.toMeeting(id))))
                .map(stored -> meeting(id, stored))
                .orElseThrow(() -> new UnknownMeeting(id));
    }

    @Override
    public List<Kept<Meeting>> list(WorkspaceId workspace, Search search) {
        return store.list(workspace, filter(search), LATEST_FIRST, search.atMost()).stream()
                .map(MongoMeetings::meeting)
                .toList();
    }

    static Bson filter(Search search) {
        var filters = new ArrayList<Bson>();
        if (search.missionId() != null) {
            filters.add(Filters.eq("state.missionId", search.missionId().toString()));
        }
        if (search.partner() != null) {
            filters.add(Filters.eq("state.partner", search.partner().toString()));
        }
        var after = search.after();
        if (after != null) {
            filters.add(
                    Behind.of("state.date", after.date().toString(), after.id().toString()));
        }
        return filters.isEmpty() ? Filters.empty() : Filters.and(filters);
    }

    private static IndexModel index(String name, String... keys) {
        return new IndexModel(Indexes.ascending(keys), new IndexOptions().name(name));
    }

    private static Told<MeetingDocument, MeetingEvent> told(MeetingChange change) {
        var state = MeetingDocument.from(change.meeting());
        return change.isAllInState() ? Told.ofState(state, change.event()) : new Told<>(state, change.event());
    }

    private static Kept<Meeting> meeting(Stored<MeetingDocument> stored) {
        return meeting(MeetingId.of(stored.id()), stored.kept());
    }

    private static Kept<Meeting> meeting(MeetingId id, Kept<MeetingDocument> stored) {
        return stored.map(document -> document.toMeeting(id));
    }
}
