package eu.bilateral.kernel.delivery;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices bindings that should hear and hear nothing: events wait for them, and for a while neither was one handled nor did
 * the binding's place in the topic move. Raises one alarm for each such silence, and says when it is over.
 */
final class SilentBindings {

    private static final Logger LOG = LoggerFactory.getLogger(SilentBindings.class);

    private final Duration after;
    private final Clock clock;
    private final Map<String, Attention> byName = new ConcurrentHashMap<>();

    /** What is known of a binding; {@code stillSince} is when it was last seen to hear, or to have nothing to hear. */
    private record Attention(Backlog backlog, Instant stillSince, boolean silent) {}

    SilentBindings(Duration after, Clock clock) {
        this.after = after;
        this.clock = clock;
    }

    /**
     * Takes notice of how far the binding is behind now; one caller at a time.
     *
     * @param handledAt when it last handled something here; absent until then
     */
    void look(String binding, Backlog backlog, @Nullable Instant handledAt) {
        var now = clock.instant();
        var before = byName.get(binding);
        var stillSince = stillSince(before, backlog, handledAt, now);
        boolean silent = stillSince.plus(after).isBefore(now);
        byName.put(binding, new Attention(backlog, stillSince, silent));
        if (before == null || silent == before.silent()) {
            return;
        }
        if (silent) {
            LOG.error(
                    "ALARM silent binding: {} has {} events to hear and has heard nothing for {} s",
                    binding,
                    backlog.unheard(),
                    seconds(stillSince, now));
        } else {
            LOG.warn(
                    "{} is heard again, after {} s of silence; {} events are still to hear",
                    binding,
                    seconds(before.stillSince(), now),
                    backlog.unheard());
        }
    }

    private static Instant stillSince(
            @Nullable Attention before, Backlog backlog, @Nullable Instant handledAt, Instant now) {
        if (before == null
                || backlog.unheard() == 0
                || backlog.heardUpTo() != before.backlog().heardUpTo()) {
            return now;
        }
        return handledAt != null && handledAt.isAfter(before.stillSince()) ? handledAt : before.stillSince();
    }

    private static long seconds(Instant from, Instant to) {
        return Duration.between(from, to).toSeconds();
    }

    /** Whether an alarm was raised for that binding and it has heard nothing since. */
    boolean isSilent(String binding) {
        var known = byName.get(binding);
        return known != null && known.silent();
    }

    /** Since when events wait for that binding and none is heard; absent where none waits. */
    @Nullable
    Instant waitingSince(String binding) {
        var known = byName.get(binding);
        return known == null || known.backlog().unheard() == 0 ? null : known.stillSince();
    }
}
