package eu.bilateral.dashboard.persistence;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.Indexes;
import eu.bilateral.dashboard.projection.CardDocument;
import eu.bilateral.dashboard.projection.CardReaction;
import eu.bilateral.dashboard.projection.MeetingDocument;
import eu.bilateral.dashboard.projection.MeetingReaction;
import eu.bilateral.dashboard.projection.MissionDocument;
import eu.bilateral.dashboard.projection.MissionReaction;
import eu.bilateral.dashboard.projection.OrganisationDocument;
import eu.bilateral.dashboard.projection.OrganisationReaction;
import eu.bilateral.dashboard.projection.TimelineDocument;
import eu.bilateral.dashboard.projection.TimelineReaction;
import eu.bilateral.kernel.delivery.AggregateStore;
import eu.bilateral.kernel.delivery.EventFormat;
import eu.bilateral.kernel.delivery.Listeners;
import eu.bilateral.kernel.delivery.Stores;
import eu.bilateral.kernel.event.ContactEvent;
import eu.bilateral.kernel.event.DomainEvent;
import eu.bilateral.kernel.event.FollowUpEvent;
import eu.bilateral.kernel.event.MeetingEvent;
import eu.bilateral.kernel.event.Topic;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.bson.Document;

/** One generation of the read models: the first in plainly named collections, later ones with their number behind. */
record Generation(
        int number,
        MongoDatabase database,
        AggregateStore<CardDocument, DomainEvent> cards,
        AggregateStore<MeetingDocument, DomainEvent> meetings,
        AggregateStore<MissionDocument, DomainEvent> missions,
        AggregateStore<OrganisationDocument, DomainEvent> organisations,
        AggregateStore<TimelineDocument, DomainEvent> timeline) {

    static final String CARDS = "cards";
    static final String MEETINGS = "meetings";
    static final String MISSIONS = "missions";
    static final String ORGANISATIONS = "organisations";
    static final String TIMELINE = "timeline";

    /** One index for each shape of question; all begin with the workspace, as every question does. */
    static final Map<String, List<IndexModel>> INDEXES = Map.of(
            CARDS,
            List.of(
                    index("workspace", "state.stage", "state.nextDueOn", "_id"),
                    index("workspace", "state.owner", "state.stage", "state.nextDueOn"),
                    index("workspace", "state.missionId", "state.stage"),
                    index("workspace", "state.partner"),
                    index("workspace", "state.ours"),
                    index("workspace", "state.followUps.owner", "state.followUps.dueOn"),
                    index("workspace", "state.followUps.dueOn")),
            MEETINGS,
            List.of(index("workspace", "state.missionId", "state.status")),
            MISSIONS,
            List.of(index("workspace", "state.facts.startsOn")),
            ORGANISATIONS,
            List.of(index("workspace", "state.archived", "state.folded")),
            TIMELINE,
            List.of(index("workspace", "state.partnershipId", "state.at", "state.hop", "state.sequence", "_id")));

    private static IndexModel index(String... fields) {
        return new IndexModel(Indexes.ascending(fields));
    }

    static Generation open(int number, Stores stores, MongoDatabase database) {
        return new Generation(
                number,
                database,
                open(CARDS, number, CardDocument.class, stores),
                open(MEETINGS, number, MeetingDocument.class, stores),
                open(MISSIONS, number, MissionDocument.class, stores),
                open(ORGANISATIONS, number, OrganisationDocument.class, stores),
                open(TIMELINE, number, TimelineDocument.class, stores));
    }

    private static <S> AggregateStore<S, DomainEvent> open(String kind, int number, Class<S> state, Stores stores) {
        var indexes = INDEXES.getOrDefault(kind, List.of()).toArray(IndexModel[]::new);
        return stores.openReadModel(collection(kind, number), state, indexes);
    }

    static String collection(String kind, int number) {
        return number == 1 ? kind : kind + "-g" + number;
    }

    /** The raw documents of one kind, for questions that count or unwind. */
    MongoCollection<Document> documents(String kind) {
        return database.getCollection(collection(kind, number));
    }

    /** Who keeps it up to date; with {@code serving} the quarantine replays through them. */
    Map<Topic, BatchListenerOf> listeners(Listeners listeners, EventFormat format, ZoneId zone) {
        return Map.of(
                Topic.CONTACT_EVENTS,
                new BatchListenerOf(listeners
                        .to(Topic.CONTACT_EVENTS, ContactEvent.class)
                        .with(organisations, new OrganisationReaction())),
                Topic.MEETING_EVENTS,
                new BatchListenerOf(listeners
                        .to(Topic.MEETING_EVENTS, MeetingEvent.class)
                        .with(meetings, new MeetingReaction())
                        .with(missions, new MissionReaction())
                        .with(timeline, new TimelineReaction<>(format))),
                Topic.FOLLOW_UP_EVENTS,
                new BatchListenerOf(listeners
                        .to(Topic.FOLLOW_UP_EVENTS, FollowUpEvent.class)
                        .with(cards, new CardReaction(zone))
                        .with(timeline, new TimelineReaction<>(format))));
    }

    /** A listener still to be made, either beside the service's own one or as it. */
    record BatchListenerOf(Listeners.Building<?> building) {}

    void drop() {
        INDEXES.keySet().forEach(kind -> documents(kind).drop());
    }
}
