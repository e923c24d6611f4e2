package eu.bilateral.kernel.delivery;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Lets those who change the same document in this process do so one after the other: of all who have read it only one can
 * write, and the others would have read, decided and written in vain. A courtesy that nothing depends on: the guard of each
 * write decides, here and between processes, and whoever has waited too long goes on without a turn.
 */
final class ChangeTurns {

    /** Two documents may share one, and then wait for each other for nothing; it seldom happens with so many. */
    private static final int STRIPES = 1_024;

    private final Duration patience;
    private final List<ReentrantLock> stripes =
            Stream.generate(() -> new ReentrantLock(true)).limit(STRIPES).toList();

    /** {@code patience} is how long anybody waits: longer than changes take, shorter than askers wait. */
    ChangeTurns(Duration patience) {
        this.patience = patience;
    }

    /**
     * Does the work when it is its turn for that document; what it throws passes through. The work is given what
     * {@code beforeWaiting} has noted, which is asked only where somebody else is at it; else nothing.
     */
    <N, T> T take(String id, Supplier<N> beforeWaiting, Function<@Nullable N, T> work) {
        var stripe = stripes.get(Math.floorMod(id.hashCode(), STRIPES));
        N noted = null;
        boolean hasTurn = isFreeWithin(stripe, Duration.ZERO);
        if (!hasTurn) {
            noted = beforeWaiting.get();
            hasTurn = isFreeWithin(stripe, patience);
        }
        try {
            return work.apply(noted);
        } finally {
            if (hasTurn) {
                stripe.unlock();
            }
        }
    }

    /** With a time, also with none: without one those who wait would be passed. */
    private static boolean isFreeWithin(ReentrantLock stripe, Duration time) {
        try {
            return stripe.tryLock(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
