package eu.bilateral.dashboard.persistence;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import eu.bilateral.dashboard.projection.Timeline;
import eu.bilateral.dashboard.projection.TimelineEntry;
import eu.bilateral.kernel.delivery.EventFormat;
import eu.bilateral.kernel.id.EventId;
import eu.bilateral.kernel.id.PartnershipId;
import eu.bilateral.kernel.id.WorkspaceId;
import org.springframework.stereotype.Component;

/** Timelines, latest events first out of the store and turned round, so that a long one loses its beginning. */
@Component
class MongoTimeline implements Timeline {

    private final MongoReadModels models;
    private final EventFormat format;

    MongoTimeline(MongoReadModels models, EventFormat format) {
        this.models = models;
        this.format = format;
    }

    @Override
    public Told of(WorkspaceId workspace, PartnershipId partnershipId) {
        // One more than is told, which tells whether there are earlier ones.
        var latest = models.current()
                .timeline()
                .list(
                        workspace,
                        Filters.eq("state.partnershipId", partnershipId.toString()),
                        Sorts.descending("state.at", "state.hop", "state.sequence"),
                        MOST_ENTRIES + 1);
        var entries = latest.stream()
                .limit(MOST_ENTRIES)
                .map(stored -> {
                    var kept = stored.kept().state();
                    return new TimelineEntry(
                            EventId.of(stored.id()),
                            kept.at(),
                            kept.type(),
                            kept.hop() == 0,
                            format.fromJson(kept.type(), kept.data()));
                })
                .toList();
        return new Told(entries.reversed(), latest.size() > MOST_ENTRIES);
    }
}
