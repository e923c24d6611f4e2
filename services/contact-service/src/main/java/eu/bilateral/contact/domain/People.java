package eu.bilateral.contact.domain;

import eu.bilateral.contact.domain.ContactRefusal.UnknownPerson;
import eu.bilateral.kernel.command.Instruction;
import eu.bilateral.kernel.command.Kept;
import eu.bilateral.kernel.id.OrganisationId;
import eu.bilateral.kernel.id.PersonId;
import eu.bilateral.kernel.id.WorkspaceId;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The people whom the workspaces know; each belongs to one of them. */
public interface People {

    /** The person of that id; absent where the workspace has none. */
    Optional<Kept<Person>> find(WorkspaceId workspace, PersonId id);

    /** Adds one, with its event or not at all. The same command again finds whom it added. */
    Kept<Person> add(Instruction by, PersonId id, Supplier<PersonChange> decision);

    /**
     * Changes one, with its event or not at all; {@code decision} may be asked again when somebody else was quicker. The
     * same command again changes nothing; an unknown id refuses by {@link UnknownPerson}.
     */
    Kept<Person> change(Instruction by, PersonId id, Function<Person, PersonChange> decision);

    /**
     * The people of an organisation in the order of their folded names, then of their ids.
     *
     * @param after lists only those who come behind this place
     */
    List<Kept<Person>> list(WorkspaceId workspace, OrganisationId organisationId, @Nullable Place after, int atMost);

    /** A place in that list. */
    record Place(FoldedName name, PersonId id) {

        /** Right behind this person. */
        public static Place of(Person person) {
            return new Place(FoldedName.of(person.facts().name()), person.id());
        }
    }
}
