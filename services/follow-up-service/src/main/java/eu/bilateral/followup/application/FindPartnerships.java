package eu.bilateral.followup.application;

import eu.bilateral.followup.domain.partnership.Partnership;
import eu.bilateral.followup.domain.partnership.PartnershipRefusal.UnknownPartnership;
import eu.bilateral.followup.domain.partnership.Partnerships;
import eu.bilateral.kernel.command.Kept;
import eu.bilateral.kernel.command.Page;
import eu.bilateral.kernel.id.PartnershipId;
import eu.bilateral.kernel.id.WorkspaceId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Looks partnerships up: one by its id, or many by stage and owner. */
@Service
public class FindPartnerships {

    private final Partnerships partnerships;

    FindPartnerships(Partnerships partnerships) {
        this.partnerships = partnerships;
    }

    /** The partnership of that id; {@link UnknownPartnership} where the workspace has none. */
    public Kept<Partnership> byId(WorkspaceId workspace, PartnershipId id) {
        return partnerships.find(workspace, id).orElseThrow(() -> new UnknownPartnership(id));
    }

    /** A page of those that match, as {@link Partnerships#list} orders them. */
    public Page<Kept<Partnership>> handle(
            WorkspaceId workspace, Partnerships.Filter filter, @Nullable PartnershipId after, int limit) {
        return partnerships.list(workspace, filter, after, limit);
    }
}
