package eu.bilateral.contact.persistence;

import eu.bilateral.contact.domain.ContactRefusal.OrganisationAlreadyRegistered;
import eu.bilateral.contact.domain.ContactRefusal.UnknownOrganisation;
import eu.bilateral.contact.domain.Organisation;
import eu.bilateral.contact.domain.Organisation.Archived;
import eu.bilateral.contact.domain.OrganisationChange;
import eu.bilateral.contact.domain.OrganisationSearch;
import eu.bilateral.contact.domain.OrganisationSearch.Place;
import eu.bilateral.contact.domain.Organisations;
import eu.bilateral.kernel.command.Instruction;
import eu.bilateral.kernel.command.Kept;
import eu.bilateral.kernel.event.ContactEvent;
import eu.bilateral.kernel.id.OrganisationId;
import eu.bilateral.kernel.id.WorkspaceId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** Organisations for tests, without a store. */
public final class InMemoryOrganisations implements Organisations {

    private static final Comparator<Place> ORDER = Comparator.comparing(
                    (Place place) -> place.name().value())
            .thenComparing(place -> place.id().toString());

    private final InMemoryDocuments<Organisation> documents = new InMemoryDocuments<>();

    /** What was told, in order. */
    public List<ContactEvent> events() {
        return documents.events();
    }

    @Override
    public Optional<Kept<Organisation>> find(WorkspaceId workspace, OrganisationId id) {
        return documents.find(workspace, id.toString());
    }

    @Override
    public Kept<Organisation> add(Instruction by, OrganisationId id, Supplier<OrganisationChange> decision) {
        return documents
                .add(by, id.toString(), () -> told(decision.get()))
                .orElseThrow(() -> new OrganisationAlreadyRegistered(id));
    }

    @Override
    public Kept<Organisation> change(
            Instruction by, OrganisationId id, Function<Organisation, OrganisationChange> decision) {
        return documents
                .change(by, id.toString(), found -> told(decision.apply(found)))
                .orElseThrow(() -> new UnknownOrganisation(id));
    }

    @Override
    public List<Kept<Organisation>> list(WorkspaceId workspace, OrganisationSearch search) {
        return documents
                .all(workspace)
                .filter(kept -> kept.state() instanceof Archived == search.archived())
                .filter(kept -> search.name() == null
                        || Place.of(kept.state())
                                .name()
                                .value()
                                .contains(search.name().value()))
                .filter(kept -> search.only() == null || kept.state().id().equals(search.only()))
                .filter(kept -> search.after() == null || ORDER.compare(Place.of(kept.state()), search.after()) > 0)
                .sorted(Comparator.comparing(kept -> Place.of(kept.state()), ORDER))
                .limit(search.atMost())
                .toList();
    }

    private static InMemoryDocuments.Told<Organisation> told(OrganisationChange change) {
        return new InMemoryDocuments.Told<>(change.organisation(), change.event());
    }
}
