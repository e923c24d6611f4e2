package eu.bilateral.contact.persistence;

import eu.bilateral.contact.domain.ContactRefusal.UnknownPerson;
import eu.bilateral.contact.domain.People;
import eu.bilateral.contact.domain.Person;
import eu.bilateral.contact.domain.PersonChange;
import eu.bilateral.kernel.command.Instruction;
import eu.bilateral.kernel.command.Kept;
import eu.bilateral.kernel.event.ContactEvent;
import eu.bilateral.kernel.id.OrganisationId;
import eu.bilateral.kernel.id.PersonId;
import eu.bilateral.kernel.id.WorkspaceId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** People for tests, without a store. */
public final class InMemoryPeople implements People {

    private static final Comparator<Place> ORDER = Comparator.comparing(
                    (Place place) -> place.name().value())
            .thenComparing(place -> place.id().toString());

    private final InMemoryDocuments<Person> documents = new InMemoryDocuments<>();

    /** What was told, in order. */
    public List<ContactEvent> events() {
        return documents.events();
    }

    @Override
    public Optional<Kept<Person>> find(WorkspaceId workspace, PersonId id) {
        return documents.find(workspace, id.toString());
    }

    @Override
    public Kept<Person> add(Instruction by, PersonId id, Supplier<PersonChange> decision) {
        return documents.add(by, id.toString(), () -> told(decision.get())).orElseThrow();
    }

    @Override
    public Kept<Person> change(Instruction by, PersonId id, Function<Person, PersonChange> decision) {
        return documents
                .change(by, id.toString(), found -> told(decision.apply(found)))
                .orElseThrow(() -> new UnknownPerson(id));
    }

    @Override
    public List<Kept<Person>> list(
            WorkspaceId workspace, OrganisationId organisationId, @Nullable Place after, int atMost) {
        return documents
                .all(workspace)
                .filter(kept -> kept.state().organisationId().equals(organisationId))
                .filter(kept -> after == null || ORDER.compare(Place.of(kept.state()), after) > 0)
                .sorted(Comparator.comparing(kept -> Place.of(kept.state()), ORDER))
                .limit(atMost)
                .toList();
    }

    private static InMemoryDocuments.Told<Person> told(PersonChange change) {
        return new InMemoryDocuments.Told<>(change.person(), change.event());
    }
}
