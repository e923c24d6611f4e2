package eu.bilateral.dashboard.projection;

import eu.bilateral.kernel.id.PartnershipId;
import eu.bilateral.kernel.id.WorkspaceId;
import java.util.List;

/** All that happened to a partnership, its meetings and its follow-ups, from the first contact to now. */
public interface Timeline {

    /** More entries than this are never told at once; the latest are. */
    int MOST_ENTRIES = 500;

    /** What is told of it; nothing where the workspace has no such partnership. */
    Told of(WorkspaceId workspace, PartnershipId partnershipId);

    /** The latest events in the order in which they happened; {@code earlier} where others came before them. */
    record Told(List<TimelineEntry> entries, boolean earlier) {

        public Told {
            entries = List.copyOf(entries);
        }
    }
}
