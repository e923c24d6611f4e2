package eu.bilateral.meeting.application;

import eu.bilateral.kernel.event.ContactEvent;
import eu.bilateral.meeting.domain.organisation.KnownOrganisation;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Keeps in mind what the contact service tells of an organisation, so that a meeting never has to ask for it. */
@Service
public class RememberOrganisation {

    /** What is known so far, and what was told now. */
    public record Command(@Nullable KnownOrganisation before, ContactEvent told) {}

    /** What is known from now on; absent where nothing is. */
    public @Nullable KnownOrganisation handle(Command command) {
        return KnownOrganisation.after(command.before(), command.told());
    }
}
