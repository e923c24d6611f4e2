package eu.bilateral.kernel.tracing;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micrometer.tracing.Link;
import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.propagation.Propagator;
import java.util.Collection;
import java.util.HashMap;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Carries a trace to where no thread and no request carries it: as W3C's {@code traceparent}, in the outbox beside the event
 * and on the topic as CloudEvents' extension of that name. It is no part of the event: told twice, an event may come with
 * two of them, and one that cannot be read begins a trace of its own instead of harming anybody.
 */
public final class Traces {

    /** The header of a record. */
    public static final String HEADER = "ce_traceparent";

    private static final String FIELD = "traceparent";
    /** The lowest bit of the flags, two hexadecimal digits at the end; others say something else. */
    private static final int RECORDED = 1;

    private final Tracer tracer;
    private final Propagator propagator;

    public Traces(Tracer tracer, Propagator propagator) {
        this.tracer = tracer;
        this.propagator = propagator;
    }

    /** Where nobody traces anything. */
    public static Traces none() {
        return new Traces(Tracer.NOOP, Propagator.NOOP);
    }

    /** Where what is being done on this thread stands in its trace; absent outside any. */
    public @Nullable String here() {
        var current = tracer.currentSpan();
        return current == null ? null : of(current);
    }

    /** Where that span stands in its trace; absent where nobody traces. */
    public @Nullable String of(Span span) {
        var fields = new HashMap<String, String>();
        propagator.inject(span.context(), fields, (carrier, field, value) -> fields.put(field, value));
        return fields.get(FIELD);
    }

    /** Where the event of a record stands; absent where the record does not say so exactly once. */
    public static @Nullable String of(Headers headers) {
        var values = headers.headers(HEADER).iterator();
        var value = values.hasNext() ? values.next().value() : null;
        return value == null || values.hasNext() ? null : new String(value, UTF_8);
    }

    /** Whether somebody records that trace, so that more of it is worth the trouble. */
    public static boolean isRecorded(@Nullable String traceparent) {
        if (traceparent == null || traceparent.isEmpty()) {
            return false;
        }
        int flags = Character.digit(traceparent.charAt(traceparent.length() - 1), 16);
        return flags >= 0 && (flags & RECORDED) == RECORDED;
    }

    /** Goes on from there, or begins a trace where {@code traceparent} is absent or malformed. The caller ends it. */
    public Span goOn(@Nullable String traceparent, Span.Kind kind, String name) {
        return propagator
                .extract(traceparent == null ? "" : traceparent, (told, field) -> FIELD.equals(field) ? told : null)
                .kind(kind)
                .name(name)
                .start();
    }

    /** What is done for several traces at once: in none of them, linked to each. The caller ends it. */
    public Span together(Collection<Span> traces, Span.Kind kind, String name) {
        if (traces.size() < 2 || traces.stream().allMatch(Span::isNoop)) {
            return Span.NOOP;
        }
        var together = tracer.spanBuilder().setNoParent().kind(kind).name(name);
        traces.forEach(one -> together.addLink(new Link(one.context())));
        return together.start();
    }

    /** What the thread does until the end of the scope is done in that span; as before where it is none. */
    public Tracer.SpanInScope in(Span span) {
        return span == Span.NOOP ? () -> {} : tracer.withSpan(span);
    }
}
