package eu.bilateral.meeting.messaging;

import eu.bilateral.kernel.delivery.AggregateStore;
import eu.bilateral.kernel.delivery.BatchListener;
import eu.bilateral.kernel.delivery.Listeners;
import eu.bilateral.kernel.delivery.Outcome;
import eu.bilateral.kernel.delivery.Reaction;
import eu.bilateral.kernel.event.ContactEvent;
import eu.bilateral.kernel.event.EventEnvelope;
import eu.bilateral.kernel.event.MeetingEvent;
import eu.bilateral.kernel.event.Topic;
import eu.bilateral.meeting.application.RememberOrganisation;
import eu.bilateral.meeting.domain.organisation.KnownOrganisation;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How known organisations answer to what the contact service tells. */
@Configuration(proxyBeanMethods = false)
class ContactReactions implements Reaction<ContactEvent, KnownOrganisation> {

    private final RememberOrganisation rememberOrganisation;

    ContactReactions(RememberOrganisation rememberOrganisation) {
        this.rememberOrganisation = rememberOrganisation;
    }

    @Bean
    BatchListener<ContactEvent> onContactEvent(
            Listeners listeners, AggregateStore<KnownOrganisation, MeetingEvent> organisations) {
        return listeners
                .to(Topic.CONTACT_EVENTS, ContactEvent.class)
                .with(organisations, this)
                .listen();
    }

    /** All that is told of an organisation touches it, that of its people too: else their events would look like a gap. */
    @Override
    public Optional<String> touches(EventEnvelope<ContactEvent> heard) {
        return Optional.of(heard.event().organisationId().toString());
    }

    @Override
    public Outcome<KnownOrganisation> react(@Nullable KnownOrganisation current, EventEnvelope<ContactEvent> heard) {
        var after = rememberOrganisation.handle(new RememberOrganisation.Command(current, heard.event()));
        return after == null || after.equals(current) ? Outcome.unchanged() : Outcome.changed(after);
    }
}
