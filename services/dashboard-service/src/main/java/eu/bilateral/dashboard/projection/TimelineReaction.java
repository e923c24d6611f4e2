package eu.bilateral.dashboard.projection;

import eu.bilateral.kernel.delivery.EventFormat;
import eu.bilateral.kernel.delivery.Outcome;
import eu.bilateral.kernel.delivery.Reaction;
import eu.bilateral.kernel.event.DomainEvent;
import eu.bilateral.kernel.event.EventEnvelope;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Puts every event that is about a partnership into its timeline, once. */
public final class TimelineReaction<E extends DomainEvent> implements Reaction<E, TimelineDocument> {

    private final EventFormat format;

    /** {@code format} writes the events as they travelled. */
    public TimelineReaction(EventFormat format) {
        this.format = format;
    }

    @Override
    public Optional<String> touches(EventEnvelope<E> heard) {
        return Partnerships.of(heard.event()).map(about -> heard.eventId().toString());
    }

    @Override
    public Outcome<TimelineDocument> react(@Nullable TimelineDocument current, EventEnvelope<E> heard) {
        if (current != null) {
            return Outcome.unchanged();
        }
        return Partnerships.of(heard.event())
                .map(partnership -> Outcome.changed(new TimelineDocument(
                        partnership,
                        heard.event().occurredAt(),
                        heard.cause().hop(),
                        heard.position().sequence(),
                        EventFormat.wireName(heard.event()),
                        format.toJson(heard.event()))))
                .orElseGet(Outcome::unchanged);
    }
}
