package eu.bilateral.contact.application;

import eu.bilateral.contact.domain.ContactRefusal.OrganisationAlreadyArchived;
import eu.bilateral.contact.domain.Organisation;
import eu.bilateral.contact.domain.Organisation.Archived;
import eu.bilateral.contact.domain.Organisation.Live;
import eu.bilateral.contact.domain.OrganisationFacts;
import eu.bilateral.contact.domain.OrganisationFacts.Detail;
import eu.bilateral.contact.domain.Organisations;
import eu.bilateral.kernel.command.Claims;
import eu.bilateral.kernel.command.Instruction;
import java.time.Clock;
import java.util.Set;
import org.springframework.stereotype.Service;

/**
 * Makes one organisation of a list known, or what is known of it agree with the list; the natural key tells which it is, so
 * that the same list again changes nothing; what the list leaves unsaid stays as it is known. An archived one refuses by
 * {@link OrganisationAlreadyArchived} unless it shall be restored.
 */
@Service
public class ImportOrganisation {

    /**
     * One line of the list.
     *
     * @param unsaid the details that the list says nothing about, which is not to say that there are none
     */
    public record Command(Instruction by, String ref, OrganisationFacts facts, Set<Detail> unsaid, boolean restoring) {

        private OrganisationFacts anew(OrganisationFacts known) {
            return facts.keeping(unsaid, known);
        }
    }

    /** What the line did. */
    public enum Outcome {
        REGISTERED,
        CHANGED,
        UNCHANGED
    }

    private final Organisations organisations;
    private final Claims claims;
    private final Clock clock;

    ImportOrganisation(Organisations organisations, Claims claims, Clock clock) {
        this.organisations = organisations;
        this.claims = claims;
        this.clock = clock;
    }

    /** Begins a list, of which each line is a part; refused where the same key came before with another list. */
    public void begin(Instruction list) {
        claims.claim(list, list.command().fingerprint());
    }

    public Outcome handle(Command command) {
        var by = command.by();
        var id = Organisation.idOf(by.workspace(), command.ref());
        var found = organisations.find(by.workspace(), id);
        if (found.isEmpty()) {
            var added = organisations.add(
                    by, id, () -> Organisation.register(id, command.ref(), command.facts(), clock.instant()));
            return added.repeated() ? Outcome.UNCHANGED : Outcome.REGISTERED;
        }
        return switch (found.get().state()) {
            case Live live when live.facts().equals(command.anew(live.facts())) -> Outcome.UNCHANGED;
            case Live live -> {
                // What is unsaid stays as it is by then: somebody may have changed it since it was found.
                var kept = organisations.change(
                        by, id, known -> known.stillLive().change(command.anew(known.facts()), clock.instant()));
                yield kept.repeated() ? Outcome.UNCHANGED : Outcome.CHANGED;
            }
            case Archived archived when !command.restoring() -> throw new OrganisationAlreadyArchived(archived.id());
            case Archived archived -> {
                var kept = organisations.change(
                        by, id, known -> known.registerAgain(command.anew(known.facts()), clock.instant()));
                yield kept.repeated() ? Outcome.UNCHANGED : Outcome.CHANGED;
            }
        };
    }
}
