package eu.bilateral.contact.application;

import eu.bilateral.contact.domain.ContactRefusal.OrganisationAlreadyArchived;
import eu.bilateral.contact.domain.ContactRefusal.UnknownOrganisation;
import eu.bilateral.contact.domain.Organisation;
import eu.bilateral.contact.domain.Organisations;
import eu.bilateral.kernel.command.Instruction;
import eu.bilateral.kernel.command.Kept;
import eu.bilateral.kernel.id.OrganisationId;
import java.time.Clock;
import org.springframework.stereotype.Service;

/** No longer offers an organisation. Refusals: {@link UnknownOrganisation}, {@link OrganisationAlreadyArchived}. */
@Service
public class ArchiveOrganisation {

    /** Which organisation. */
    public record Command(Instruction by, OrganisationId organisationId) {}

    private final Organisations organisations;
    private final Clock clock;

    ArchiveOrganisation(Organisations organisations, Clock clock) {
        this.organisations = organisations;
        this.clock = clock;
    }

    public Kept<Organisation> handle(Command command) {
        return organisations.change(
                command.by(),
                command.organisationId(),
                found -> found.stillLive().archive(clock.instant()));
    }
}
