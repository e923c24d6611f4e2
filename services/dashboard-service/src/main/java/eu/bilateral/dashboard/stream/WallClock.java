package eu.bilateral.dashboard.stream;

import java.time.Instant;

/** What time it really is. The domain may live in another year; the lifetime of a token never does. */
@FunctionalInterface
public interface WallClock {

    /** Now. */
    Instant instant();
}
