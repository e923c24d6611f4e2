package eu.bilateral.dashboard.persistence;

import com.mongodb.client.model.Sorts;
import eu.bilateral.dashboard.projection.Timeline;
import eu.bilateral.dashboard.projection.TimelineDocument;
import eu.bilateral.dashboard.projection.TimelineEntry;
import eu.bilateral.kernel.delivery.AggregateStore.Stored;
import eu.bilateral.kernel.delivery.EventFormat;
import eu.bilateral.kernel.id.EventId;
import eu.bilateral.kernel.id.PartnershipId;
import eu.bilateral.kernel.id.WorkspaceId;
import eu.bilateral.kernel.web.Cursor;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Timelines, latest events first out of the store and turned round, so that a long one begins with its end. */
@Component
class MongoTimeline implements Timeline {

    /** What tells the events of a partnership apart in time; the id last, for those that happened at once. */
    private static final List<String> ORDER = List.of("state.at", "state.hop", "state.sequence", "_id");

    private static final Cursor CURSOR = new Cursor("timeline", ORDER.size());

    private final MongoReadModels models;
    private final EventFormat format;

    MongoTimeline(MongoReadModels models, EventFormat format) {
        this.models = models;
        this.format = format;
    }

    @Override
    public Told of(WorkspaceId workspace, PartnershipId partnershipId, @Nullable String before) {
        var filter = new Document("state.partnershipId", partnershipId.toString());
        if (before != null) {
            filter.putAll(CURSOR.read(before, MongoTimeline::earlierThan));
        }
        // One more than is told, which tells whether there are earlier ones.
        var latest = models.current().timeline().list(workspace, filter, Sorts.descending(ORDER), MOST_ENTRIES + 1);
        var told = latest.subList(0, Math.min(MOST_ENTRIES, latest.size())).reversed();
        return new Told(
                told.stream().map(this::entry).toList(), latest.size() > MOST_ENTRIES ? place(told.getFirst()) : null);
    }

    private TimelineEntry entry(Stored<TimelineDocument> stored) {
        var kept = stored.kept().state();
        return new TimelineEntry(
                EventId.of(stored.id()),
                kept.at(),
                kept.type(),
                kept.hop() == 0,
                format.fromJson(kept.type(), kept.data()));
    }

    private static String place(Stored<TimelineDocument> stored) {
        var kept = stored.kept().state();
        return CURSOR.after(
                kept.at().toString(), Integer.toString(kept.hop()), Long.toString(kept.sequence()), stored.id());
    }

    /** What lies before a place of four parts, in {@link #ORDER}. */
    private static Document earlierThan(List<String> place) {
        // As a date, which refuses a time that no document can have.
        var at = Date.from(Instant.parse(place.get(0)));
        var values = List.of(at, Integer.parseInt(place.get(1)), Long.parseLong(place.get(2)), place.get(3));
        var ways = new ArrayList<Bson>();
        for (int field = 0; field < ORDER.size(); field++) {
            var way = new Document();
            for (int same = 0; same < field; same++) {
                way.append(ORDER.get(same), values.get(same));
            }
            ways.add(way.append(ORDER.get(field), new Document("$lt", values.get(field))));
        }
        // The time too, which the ways say in other words: by it an index finds them.
        return new Document("state.at", new Document("$lte", at)).append("$or", ways);
    }
}
