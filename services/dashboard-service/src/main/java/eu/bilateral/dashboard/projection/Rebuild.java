package eu.bilateral.dashboard.projection;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Building the read models anew from the topics while the present ones go on serving. */
public interface Rebuild {

    /** Begins, and returns at once; {@link #progress} tells how far it is. */
    Begun begin();

    /** Which generation serves, and how far the next one is, if one is being built. */
    Progress progress();

    /** How many events the serving read models have still to take in. */
    long lag();

    /** Whether building began. */
    enum Begun {
        BEGUN,
        /** One is being built, or the one before it not cleared away, yet. */
        RUNS_ALREADY,
        /** Events wait in this service's quarantine: the new generation would miss what is replayed meanwhile. */
        QUARANTINE_NOT_EMPTY
    }

    /**
     * How far it is; {@code building} and what belongs to it are absent while nothing is being built.
     *
     * @param taken how many events the new generation has taken in, of {@code all}
     * @param lastFailure why the last attempt was given up, if it was
     */
    record Progress(
            int serving,
            @Nullable Integer building,
            @Nullable Instant startedAt,
            @Nullable Long taken,
            @Nullable Long all,
            @Nullable Instant servingSince,
            @Nullable String lastFailure) {}
}
