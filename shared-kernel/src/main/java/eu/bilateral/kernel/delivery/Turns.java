package eu.bilateral.kernel.delivery;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Lets those who change the same document in this process do so one after the other: of all who have read it only one can
 * write, and the others would have read, decided and written in vain. A courtesy that nothing depends on: the guard of each
 * write decides, here and between processes, and whoever has waited too long goes on without a turn.
 */
final class Turns {

    /** Two documents rarely share one; who shares one waits a little for nothing. */
    private static final int STRIPES = 256;

    private final Duration patience;
    private final List<ReentrantLock> stripes =
            Stream.generate(() -> new ReentrantLock(true)).limit(STRIPES).toList();

    /** {@code patience} is how long anybody waits: longer than changes take, shorter than askers wait. */
    Turns(Duration patience) {
        this.patience = patience;
    }

    /** Does the work when it is its turn for that document; what it throws passes through. */
    <T> T take(String id, Supplier<T> work) {
        var stripe = stripes.get(Math.floorMod(id.hashCode(), STRIPES));
        boolean held = await(stripe);
        try {
            return work.get();
        } finally {
            if (held) {
                stripe.unlock();
            }
        }
    }

    private boolean await(ReentrantLock stripe) {
        try {
            return stripe.tryLock(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
