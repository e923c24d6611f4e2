package eu.bilateral.dashboard.projection;

import eu.bilateral.kernel.event.CooperationArea;
import eu.bilateral.kernel.event.PlannedFollowUp;
import eu.bilateral.kernel.id.AccountId;
import eu.bilateral.kernel.id.MissionId;
import eu.bilateral.kernel.id.OrganisationId;
import eu.bilateral.kernel.id.PartnershipId;
import eu.bilateral.kernel.id.WorkspaceId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The partnerships of a workspace by stage. It lags behind what was written by as long as the events travel. */
public interface Board {

    /** One column for each stage, empty ones too, in the order of the pipeline. */
    List<Column> columns(WorkspaceId workspace, Filter filter);

    /** The card of that partnership; absent where the workspace has none, or none yet. */
    Optional<Card> card(WorkspaceId workspace, PartnershipId partnershipId);

    /** What is still to be done for that partnership, due first; empty where there is nothing, or no such partnership. */
    List<PlannedFollowUp> openFollowUps(WorkspaceId workspace, PartnershipId partnershipId);

    /** The cards of partnerships in which one of these organisations is a side, at most so many, those due first. */
    List<Card> of(WorkspaceId workspace, Collection<OrganisationId> sides, int most);

    /** Who owns any partnership of the workspace, in the order of their names. */
    List<AccountId> owners(WorkspaceId workspace);

    /** Which cards to show; what is absent does not narrow. */
    record Filter(
            @Nullable AccountId owner,
            @Nullable CooperationArea area,
            @Nullable MissionId missionId) {

        /** All of them. */
        public static final Filter NONE = new Filter(null, null, null);
    }
}
