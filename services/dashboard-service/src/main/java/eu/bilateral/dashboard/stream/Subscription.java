package eu.bilateral.dashboard.stream;

import eu.bilateral.kernel.id.WorkspaceId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** One client's place in the live stream: what it may and wants to see, and what waits to be written to it. */
final class Subscription {

    private static final int AT_ONCE = 256;

    private final WorkspaceId workspace;
    private final StreamFilter filter;
    private final int capacity;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final ArrayDeque<Ring.Passed> waiting = new ArrayDeque<>();
    private boolean ended;
    private boolean overrun;
    private boolean probed;

    Subscription(WorkspaceId workspace, StreamFilter filter, int capacity) {
        this.workspace = workspace;
        this.filter = filter;
        this.capacity = capacity;
    }

    /** Rights first, wishes second; asked for each single event. */
    boolean takes(LiveEvent event) {
        return event.workspace().equals(workspace) && filter.wants(event);
    }

    /**
     * Has it wait to be written. False, and the subscription ends, where too much waits already: it must not be served on
     * with a hole, so its connection is closed, and the client resumes by the last id that it has seen.
     */
    boolean offer(Ring.Passed passed) {
        if (!takes(passed.event())) {
            return true;
        }
        lock.lock();
        try {
            if (waiting.size() >= capacity) {
                ended = true;
                overrun = true;
            } else {
                waiting.addLast(passed);
            }
            changed.signal();
            return !ended;
        } finally {
            lock.unlock();
        }
    }

    /** Ends it from outside. */
    void end() {
        lock.lock();
        try {
            ended = true;
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Has whoever serves it write something, although nothing happens. */
    void probe() {
        lock.lock();
        try {
            probed = true;
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    boolean isEnded() {
        lock.lock();
        try {
            return ended;
        } finally {
            lock.unlock();
        }
    }

    /** Whether it ended because its client was slower than the events. */
    boolean isOverrun() {
        lock.lock();
        try {
            return overrun;
        } finally {
            lock.unlock();
        }
    }

    boolean isIdle() {
        lock.lock();
        try {
            return waiting.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    /** What waits, waiting up to so long for the first; empty where nothing came, it ended, or it is probed. */
    List<Ring.Passed> take(long nanos) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = Math.min(nanos, TimeUnit.HOURS.toNanos(1));
            while (waiting.isEmpty() && !ended && !probed && left > 0) {
                left = changed.awaitNanos(left);
            }
            probed = false;
            var taken = new ArrayList<Ring.Passed>(Math.min(waiting.size(), AT_ONCE));
            while (taken.size() < AT_ONCE && !waiting.isEmpty() && !ended) {
                taken.add(waiting.removeFirst());
            }
            return taken;
        } finally {
            lock.unlock();
        }
    }
}
