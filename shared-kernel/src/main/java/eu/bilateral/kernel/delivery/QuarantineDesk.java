package eu.bilateral.kernel.delivery;

import eu.bilateral.kernel.event.Topic;
import eu.bilateral.kernel.id.AccountId;
import eu.bilateral.kernel.id.WorkspaceId;
import java.util.List;

/** Where people deal with the quarantine of this service: look, replay, discard. What only waited goes on by itself. */
public final class QuarantineDesk {

    /** More entries than this are never listed at once. */
    public static final int MOST_LISTED = 200;

    private final Quarantine quarantine;
    private final Listeners listeners;

    QuarantineDesk(Quarantine quarantine, Listeners listeners) {
        this.quarantine = quarantine;
        this.listeners = listeners;
    }

    /** The entries that the workspace may see, by topic, partition and offset, at most {@link #MOST_LISTED}. */
    public List<Quarantine.Entry> list(WorkspaceId workspace) {
        return quarantine.list(workspace, MOST_LISTED);
    }

    /** Tries that entry's key again, from its first entry on; false where there is no such entry for the workspace. */
    public boolean replay(WorkspaceId workspace, String id) {
        var entry = quarantine.find(workspace, id);
        entry.ifPresent(found -> replay(Topic.named(found.topic()), found.key()));
        return entry.isPresent();
    }

    /** Gives the entry up and lets go on what waited behind it; false where there is no such entry for the workspace. */
    public boolean discard(WorkspaceId workspace, AccountId by, String id) {
        var entry = quarantine.find(workspace, id);
        entry.ifPresent(found -> {
            quarantine.discard(found, by);
            replay(Topic.named(found.topic()), found.key());
        });
        return entry.isPresent();
    }

    private void replay(Topic topic, String key) {
        var listener = listeners.byTopic().get(topic);
        if (listener != null) {
            listener.replay(key);
        }
    }

    /** Lets go on whatever only waits behind entries that are gone by now. */
    void replayFreed() {
        listeners.byTopic().values().forEach(BatchListener::replayFreed);
    }
}
