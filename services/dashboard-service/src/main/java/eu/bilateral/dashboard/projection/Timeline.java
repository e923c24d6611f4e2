package eu.bilateral.dashboard.projection;

import eu.bilateral.kernel.id.PartnershipId;
import eu.bilateral.kernel.id.WorkspaceId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All that happened to a partnership, its meetings and its follow-ups, from the first contact to now. */
public interface Timeline {

    /** More entries than this are never told at once. */
    int MOST_ENTRIES = 500;

    /** The latest of it; nothing where the workspace has no such partnership. */
    default Told of(WorkspaceId workspace, PartnershipId partnershipId) {
        return of(workspace, partnershipId, null);
    }

    /**
     * What came right before the place that {@link Told#earlier()} named, or the latest where no place is given; {@link
     * eu.bilateral.kernel.web.MalformedRequest} where the text is no such place.
     */
    Told of(WorkspaceId workspace, PartnershipId partnershipId, @Nullable String before);

    /**
     * Events in the order in which they happened.
     *
     * @param earlier the place before which there are others; absent where these begin with the first
     */
    record Told(List<TimelineEntry> entries, @Nullable String earlier) {

        public Told {
            entries = List.copyOf(entries);
        }
    }
}
