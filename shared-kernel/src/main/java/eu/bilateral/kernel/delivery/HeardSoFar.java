package eu.bilateral.kernel.delivery;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a consumer group heard on one topic since the service started, by whichever of its listeners. */
final class HeardSoFar {

    final Counter handled;
    final Counter gaps;
    final Counter forks;
    private final Clock clock;
    private final Instant began;
    private volatile @Nullable Last last;

    /**
     * What was heard last.
     *
     * @param at when it was handled
     * @param happenedAt the event's own time; absent where none could be read yet
     */
    record Last(Instant at, @Nullable Instant happenedAt) {}

    HeardSoFar(String topic, String group, MeterRegistry metrics, Clock clock) {
        this.handled = metrics.counter("bilateral.events.handled", "topic", topic, "group", group);
        this.gaps = metrics.counter("bilateral.events.gaps", "topic", topic, "group", group);
        this.forks = metrics.counter("bilateral.events.forks", "topic", topic, "group", group);
        this.clock = clock;
        this.began = clock.instant();
    }

    /** Something was handled just now; {@code happenedAt} is absent where nothing of it could be read. */
    void now(@Nullable Instant happenedAt) {
        var before = last;
        last = new Last(clock.instant(), happenedAt != null ? happenedAt : before == null ? null : before.happenedAt());
    }

    @Nullable
    Last last() {
        return last;
    }

    /** For how long nothing was heard: since the start where nothing was heard at all. */
    Duration silence() {
        var heard = last;
        return Duration.between(heard == null ? began : heard.at(), clock.instant());
    }
}
