package eu.bilateral.dashboard.testing;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what comes true in its own time, until a deadline. */
public final class Awaiting {

    private static final Duration DEADLINE = Duration.ofSeconds(30);

    private Awaiting() {}

    /** Returns once the condition holds; fails the test when it still does not after half a minute. */
    public static void until(BooleanSupplier condition) {
        long end = System.nanoTime() + DEADLINE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("It did not come true within " + DEADLINE);
            }
            LockSupport.parkNanos(20_000_000);
        }
    }
}
