package eu.bilateral.contact.application;

import eu.bilateral.contact.domain.ContactRefusal.OrganisationNotArchived;
import eu.bilateral.contact.domain.ContactRefusal.UnknownOrganisation;
import eu.bilateral.contact.domain.Organisation;
import eu.bilateral.contact.domain.Organisations;
import eu.bilateral.kernel.command.Instruction;
import eu.bilateral.kernel.command.Kept;
import eu.bilateral.kernel.id.OrganisationId;
import java.time.Clock;
import org.springframework.stereotype.Service;

/** Offers an archived organisation again, as it was. Refusals: {@link UnknownOrganisation}, {@link OrganisationNotArchived}. */
@Service
public class RestoreOrganisation {

    /** Which organisation. */
    public record Command(Instruction by, OrganisationId organisationId) {}

    private final Organisations organisations;
    private final Clock clock;

    RestoreOrganisation(Organisations organisations, Clock clock) {
        this.organisations = organisations;
        this.clock = clock;
    }

    public Kept<Organisation> handle(Command command) {
        return organisations.change(
                command.by(),
                command.organisationId(),
                found -> found.onceArchived().restore(found.facts(), clock.instant()));
    }
}
