package eu.bilateral.meeting.persistence;

import eu.bilateral.kernel.id.OrganisationId;
import eu.bilateral.kernel.id.WorkspaceId;
import eu.bilateral.kernel.testing.AlsoOnRealParts;
import eu.bilateral.meeting.RunningService;
import eu.bilateral.meeting.domain.organisation.KnownOrganisations;

/** With the real way in: what the contact service tells over the broker. */
@AlsoOnRealParts
class MongoKnownOrganisationsIT extends RunningService implements KnownOrganisationsContract {

    @Override
    public KnownOrganisations organisations() {
        return knownOrganisations;
    }

    @Override
    public WorkspaceId here() {
        return workspace;
    }

    @Override
    public OrganisationId known(String ref) {
        return anOrganisation(ref);
    }

    @Override
    public void archive(OrganisationId id) {
        archived(id);
    }
}
