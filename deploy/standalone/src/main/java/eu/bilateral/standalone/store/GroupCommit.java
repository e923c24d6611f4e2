package eu.bilateral.standalone.store;

import java.util.ArrayList;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes changes durable, as many with one commit as wait for one. While nobody writes nothing is committed; while many
 * write, each commit serves all whose changes were in memory when it began. Between the commits it gives the room of
 * outdated pages back, so that the file follows the live data instead of the history.
 */
final class GroupCommit implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(GroupCommit.class);

    /** Below this a file is not worth tidying. */
    private static final long SMALL_FILE = 16L << 20;
    /** How much one tidying step rewrites; it holds up the writers for some ten milliseconds. */
    private static final int STEP = 2 << 20;
    /** Tidy while less than this share of the file is live. */
    private static final int FILL_RATE = 50;
    /** A step every so many commits keeps up with any speed of writing. */
    private static final int TIDY_EVERY = 64;

    private final MVStore store;
    private final boolean syncing;
    private final Consumer<Throwable> onFailure;
    private final BlockingQueue<Change> waiting = new LinkedBlockingQueue<>();
    private final Change stop = new Change();
    private final Thread committer;
    private final AtomicLong commits = new AtomicLong();
    private long tidiedAt;

    /**
     * @param syncing whether a commit also outlives a power cut, not only the end of the process
     * @param onFailure told once when the file takes no more; from then on no change is ever confirmed
     */
    GroupCommit(MVStore store, boolean syncing, Consumer<Throwable> onFailure) {
        this.store = store;
        this.syncing = syncing;
        this.onFailure = onFailure;
        this.committer = Thread.ofPlatform().name("store-commit").daemon().start(this::commitWhatWaits);
    }

    /** The change is complete in memory; {@link Change#durable()} tells when it is on disk. */
    void take(Change change) {
        waiting.add(change);
    }

    /** How many commits there were; fewer than the changes when some shared one. */
    long commits() {
        return commits.get();
    }

    private void commitWhatWaits() {
        var batch = new ArrayList<Change>();
        try {
            while (true) {
                batch.add(waiting.take());
                waiting.drainTo(batch);
                boolean last = batch.remove(stop);
                store.commit();
                if (syncing) {
                    store.sync();
                }
                commits.incrementAndGet();
                batch.forEach(Change::becameDurable);
                batch.clear();
                if (last) {
                    return;
                }
                tidy();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (MVStoreException | IllegalStateException broken) {
            LOG.error("The document store takes no more changes: {}", broken.getMessage());
            batch.forEach(change -> change.failed(broken));
            waiting.forEach(change -> change.failed(broken));
            onFailure.accept(broken);
        }
    }

    private void tidy() {
        var file = store.getFileStore();
        if (file == null || file.size() < SMALL_FILE || commits.get() - tidiedAt < TIDY_EVERY) {
            return;
        }
        tidiedAt = commits.get();
        if (file.getFillRate() < FILL_RATE || file.getChunksFillRate() < FILL_RATE) {
            store.compact(FILL_RATE, STEP);
        }
    }

    /** Commits what still waits, then ends. */
    @Override
    public void close() throws InterruptedException {
        waiting.add(stop);
        committer.join();
    }
}
