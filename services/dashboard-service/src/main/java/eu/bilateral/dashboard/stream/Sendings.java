package eu.bilateral.dashboard.stream;

import eu.bilateral.kernel.tracing.Traces;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.tracing.Span;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.springframework.stereotype.Component;

/** Watches live events leave for a client: the last step of each one's trace, and how long after it happened that was. */
@Component
final class Sendings {

    private static final Duration[] WITHIN = {
        Duration.ofMillis(10),
        Duration.ofMillis(25),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofMillis(2_500),
        Duration.ofSeconds(5),
        Duration.ofSeconds(10),
        Duration.ofSeconds(30),
        Duration.ofMinutes(1)
    };

    private final Clock clock;
    private final Traces traces;
    private final Timer latency;

    Sendings(MeterRegistry metrics, Clock clock, Traces traces) {
        this.clock = clock;
        this.traces = traces;
        this.latency = Timer.builder("bilateral.stream.latency")
                .description("From what happened until a client of the live stream was sent it")
                .serviceLevelObjectives(WITHIN)
                .register(metrics);
    }

    /** These are about to be sent; the caller closes it. */
    Sending begin(List<Ring.Passed> events) {
        return new Sending(events);
    }

    /** Some events on their way to one client. */
    final class Sending implements AutoCloseable {

        private final List<Ring.Passed> events;
        private final List<Span> spans;

        private Sending(List<Ring.Passed> events) {
            this.events = events;
            this.spans = events.stream()
                    .map(Ring.Passed::event)
                    .filter(event -> event.trace() != null)
                    .map(event -> traces.goOn(event.trace(), Span.Kind.PRODUCER, "stream " + event.type()))
                    .toList();
        }

        /** They are gone. */
        void sent() {
            var now = clock.instant();
            for (var passed : events) {
                // The event was timed by another machine's clock, which may be a little ahead.
                var took = Duration.between(passed.event().occurredAt(), now);
                latency.record(took.isNegative() ? Duration.ZERO : took);
            }
        }

        @Override
        public void close() {
            spans.forEach(Span::end);
        }
    }
}
