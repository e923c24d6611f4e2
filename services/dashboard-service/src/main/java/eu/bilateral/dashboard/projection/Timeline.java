package eu.bilateral.dashboard.projection;

import eu.bilateral.kernel.id.PartnershipId;
import eu.bilateral.kernel.id.WorkspaceId;
import java.util.List;

/** All that happened to a partnership, its meetings and its follow-ups, from the first contact to now. */
public interface Timeline {

    /** More entries than this are never told at once; the latest are. */
    int MOST_ENTRIES = 500;

    /** The events in the order in which they happened; empty where the workspace has no such partnership. */
    List<TimelineEntry> of(WorkspaceId workspace, PartnershipId partnershipId);
}
