package eu.bilateral.contact.application;

import eu.bilateral.contact.domain.ContactRefusal.OrganisationAlreadyRegistered;
import eu.bilateral.contact.domain.Organisation;
import eu.bilateral.contact.domain.Organisation.Archived;
import eu.bilateral.contact.domain.OrganisationFacts;
import eu.bilateral.contact.domain.Organisations;
import eu.bilateral.kernel.command.Claims;
import eu.bilateral.kernel.command.Instruction;
import eu.bilateral.kernel.command.Kept;
import eu.bilateral.kernel.id.OrganisationId;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Makes an organisation known to the workspace. Its id comes from its natural key, so that there is never a second one of
 * that key: an archived one is restored, a live one refuses by {@link OrganisationAlreadyRegistered}.
 */
@Service
public class RegisterOrganisation {

    /** What to register; without {@code ref} it has no natural key. */
    public record Command(Instruction by, @Nullable String ref, OrganisationFacts facts) {}

    private final Organisations organisations;
    private final Claims claims;
    private final Clock clock;

    RegisterOrganisation(Organisations organisations, Claims claims, Clock clock) {
        this.organisations = organisations;
        this.claims = claims;
        this.clock = clock;
    }

    public Kept<Organisation> handle(Command command) {
        var by = command.by();
        var id = command.ref() == null ? idFor(by) : Organisation.idOf(by.workspace(), command.ref());
        claims.check(by, about(id));
        var known = organisations.find(by.workspace(), id);
        if (known.isPresent() && known.get().state() instanceof Archived) {
            return organisations.change(by, id, found -> found.registerAgain(command.facts(), clock.instant()));
        }
        return organisations.add(by, id, () -> {
            var registered = Organisation.register(id, command.ref(), command.facts(), clock.instant());
            claims.claim(by, about(id));
            return registered;
        });
    }

    private static String about(OrganisationId id) {
        return "organisations/" + id;
    }

    private static OrganisationId idFor(Instruction by) {
        return OrganisationId.derivedFrom("organisation", by.command().value().toString());
    }
}
