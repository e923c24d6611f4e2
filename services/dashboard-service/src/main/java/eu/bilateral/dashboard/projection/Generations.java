package eu.bilateral.dashboard.projection;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The one note, shared by all instances of the service, about which generation serves and which is being built. */
public interface Generations {

    /** The note as it is now; where nobody has written one, the first generation serves. */
    Plan plan();

    /** Begins the next generation; false, and nothing is changed, where one is being built already. */
    boolean begin(Instant now);

    /** Has the generation that is being built serve from now on; false where somebody was quicker. */
    boolean switchTo(int generation, Instant now);

    /** Gives up the generation that is being built, and says why. */
    void abandon(int generation, String why, Instant now);

    /** The old generation is gone. */
    void forget(int old);

    /** Whether events wait in this service's quarantine, in any workspace: then a copy would not be complete. */
    boolean somethingWaits();

    /**
     * Who serves, who comes, who goes.
     *
     * @param old the one that served before or was given up, while it still exists
     * @param oldSince when it was switched away from or given up; absent where nothing ever was
     */
    record Plan(
            int serving,
            @Nullable Integer building,
            @Nullable Instant startedAt,
            @Nullable Integer old,
            @Nullable Instant oldSince,
            @Nullable Instant switchedAt,
            @Nullable String lastFailure) {}
}
