package eu.bilateral.standalone.endtoend.driver;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/** What has not happened yet but will within a moment, or has failed. */
public final class Soon {

    private static final Duration AT_MOST = Duration.ofSeconds(30);

    private Soon() {}

    /** Something that can be looked at again. */
    public interface Look<T> {
        /** What is seen at this moment. */
        T now() throws IOException, InterruptedException;
    }

    /** The first look that is as wished; fails with the last one after half a minute. */
    public static <T> T until(Look<T> look, Predicate<T> asWished) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + AT_MOST.toNanos();
        var seen = look.now();
        while (!asWished.test(seen)) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("Not within " + AT_MOST + "; the last look saw " + seen);
            }
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
            seen = look.now();
        }
        return seen;
    }
}
