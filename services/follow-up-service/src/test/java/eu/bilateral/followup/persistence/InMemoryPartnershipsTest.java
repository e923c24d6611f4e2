package eu.bilateral.followup.persistence;

import eu.bilateral.followup.domain.partnership.PartnershipChange;
import eu.bilateral.followup.domain.partnership.Partnerships;
import eu.bilateral.kernel.id.WorkspaceId;

class InMemoryPartnershipsTest extends PartnershipsContract {

    private final InMemoryPartnerships partnerships = new InMemoryPartnerships();

    @Override
    Partnerships partnerships() {
        return partnerships;
    }

    @Override
    void keep(WorkspaceId workspace, PartnershipChange opened) {
        partnerships.keep(workspace, opened);
    }
}
