package eu.bilateral.dashboard.stream;

import java.time.Instant;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * How long a client may listen.
 *
 * @param until the end of its token or session; absent where it has none
 * @param stillHolds asked with each heartbeat: the account may have gone or changed while it listened
 */
public record Permit(@Nullable Instant until, BooleanSupplier stillHolds) {

    /** One that ends then, whatever happens to the account meanwhile. */
    public static Permit until(Instant end) {
        return new Permit(end, () -> true);
    }
}
