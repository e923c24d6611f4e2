package eu.bilateral.dashboard.projection;

import eu.bilateral.kernel.delivery.Outcome;
import eu.bilateral.kernel.delivery.Reaction;
import eu.bilateral.kernel.event.ContactEvent;
import eu.bilateral.kernel.event.ContactEvent.OrganisationArchived;
import eu.bilateral.kernel.event.ContactEvent.OrganisationChanged;
import eu.bilateral.kernel.event.ContactEvent.OrganisationRegistered;
import eu.bilateral.kernel.event.ContactEvent.PersonAdded;
import eu.bilateral.kernel.event.ContactEvent.PersonChanged;
import eu.bilateral.kernel.event.EventEnvelope;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How the names on the pages answer to what happens to organisations; persons are none of theirs. */
public final class OrganisationReaction implements Reaction<ContactEvent, OrganisationDocument> {

    @Override
    public Optional<String> touches(EventEnvelope<ContactEvent> heard) {
        return switch (heard.event()) {
            case OrganisationRegistered registered ->
                Optional.of(registered.organisationId().toString());
            case OrganisationChanged changed ->
                Optional.of(changed.organisationId().toString());
            case OrganisationArchived archived ->
                Optional.of(archived.organisationId().toString());
            // A person can be an aggregate of its own, whose events say nothing that a page shows from here.
            case PersonAdded added -> Optional.empty();
            case PersonChanged changed -> Optional.empty();
        };
    }

    @Override
    public Outcome<OrganisationDocument> react(
            @Nullable OrganisationDocument current, EventEnvelope<ContactEvent> heard) {
        return switch (heard.event()) {
            case OrganisationRegistered registered ->
                Outcome.changed(new OrganisationDocument(
                        registered.organisationId(),
                        registered.name(),
                        OrganisationDocument.fold(registered.name()),
                        registered.type(),
                        registered.country(),
                        registered.city(),
                        registered.areas(),
                        false));
            case OrganisationChanged changed ->
                Outcome.changed(new OrganisationDocument(
                        changed.organisationId(),
                        changed.name(),
                        OrganisationDocument.fold(changed.name()),
                        changed.type(),
                        changed.country(),
                        changed.city(),
                        changed.areas(),
                        current != null && current.archived()));
            case OrganisationArchived archived ->
                current == null ? Outcome.unchanged() : Outcome.changed(current.archive());
            case PersonAdded added -> Outcome.unchanged();
            case PersonChanged changed -> Outcome.unchanged();
        };
    }
}
