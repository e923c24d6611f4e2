package eu.bilateral.meeting.persistence;

import eu.bilateral.kernel.id.OrganisationId;
import eu.bilateral.kernel.id.WorkspaceId;
import eu.bilateral.meeting.Examples;
import eu.bilateral.meeting.InMemoryKnownOrganisations;
import eu.bilateral.meeting.domain.organisation.KnownOrganisation;
import eu.bilateral.meeting.domain.organisation.KnownOrganisations;
import java.util.List;
import java.util.Objects;

class InMemoryKnownOrganisationsTest implements KnownOrganisationsContract {

    private final InMemoryKnownOrganisations organisations = new InMemoryKnownOrganisations();

    @Override
    public KnownOrganisations organisations() {
        return organisations;
    }

    @Override
    public WorkspaceId here() {
        return Examples.OFFICE;
    }

    @Override
    public OrganisationId known(String ref) {
        var id = OrganisationId.next();
        organisations.remember(here(), new KnownOrganisation(id, ref, false));
        return id;
    }

    @Override
    public void archive(OrganisationId id) {
        var known =
                Objects.requireNonNull(organisations.named(here(), List.of(id)).get(id));
        organisations.remember(here(), new KnownOrganisation(id, known.ref(), true));
    }
}
