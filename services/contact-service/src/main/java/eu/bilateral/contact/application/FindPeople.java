package eu.bilateral.contact.application;

import eu.bilateral.contact.domain.ContactRefusal.UnknownOrganisation;
import eu.bilateral.contact.domain.ContactRefusal.UnknownPerson;
import eu.bilateral.contact.domain.Organisations;
import eu.bilateral.contact.domain.People;
import eu.bilateral.contact.domain.People.Place;
import eu.bilateral.contact.domain.Person;
import eu.bilateral.kernel.command.Kept;
import eu.bilateral.kernel.id.OrganisationId;
import eu.bilateral.kernel.id.PersonId;
import eu.bilateral.kernel.id.WorkspaceId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Looks people up: one by the id, or those of an organisation. */
@Service
public class FindPeople {

    private final Organisations organisations;
    private final People people;

    FindPeople(Organisations organisations, People people) {
        this.organisations = organisations;
        this.people = people;
    }

    /** The person of that id; {@link UnknownPerson} where the workspace has none. */
    public Kept<Person> byId(WorkspaceId workspace, PersonId id) {
        return people.find(workspace, id).orElseThrow(() -> new UnknownPerson(id));
    }

    /** The people of an organisation, live or archived, in the order of {@link People#list}; {@link UnknownOrganisation}. */
    public List<Kept<Person>> handle(
            WorkspaceId workspace, OrganisationId organisationId, @Nullable Place after, int atMost) {
        if (organisations.find(workspace, organisationId).isEmpty()) {
            throw new UnknownOrganisation(organisationId);
        }
        return people.list(workspace, organisationId, after, atMost);
    }
}
