package eu.bilateral.followup.web;

import eu.bilateral.followup.domain.partnership.OpenFollowUp;
import eu.bilateral.followup.domain.partnership.Partnership;
import eu.bilateral.followup.web.PartnershipView.OpenView;
import eu.bilateral.kernel.command.Kept;
import eu.bilateral.kernel.event.CooperationArea;
import eu.bilateral.kernel.event.Interest;
import eu.bilateral.kernel.event.Stage;
import eu.bilateral.kernel.id.AccountId;
import eu.bilateral.kernel.id.MissionId;
import eu.bilateral.kernel.id.OrganisationId;
import eu.bilateral.kernel.id.PartnershipId;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A partnership in a list: where it stands and what comes next; a closed one has no next step. */
record PartnershipSummaryView(
        PartnershipId partnershipId,
        OrganisationId ours,
        OrganisationId partner,
        Stage stage,
        Instant stageSince,
        AccountId owner,
        @Nullable MissionId missionId,
        @Nullable Interest interestOurs,
        @Nullable Interest interestTheirs,
        List<CooperationArea> areas,
        @Nullable OpenView nextStep,
        int openFollowUps,
        long version) {

    static PartnershipSummaryView from(Kept<Partnership> kept) {
        var partnership = kept.state();
        return new PartnershipSummaryView(
                partnership.partnershipId(),
                partnership.ours(),
                partnership.partner(),
                partnership.stage(),
                partnership.stageSince(),
                partnership.owner(),
                partnership.missionId(),
                partnership.interestOurs().orElse(null),
                partnership.interestTheirs().orElse(null),
                partnership.areas(),
                partnership.open().stream()
                        .min(Comparator.comparing(OpenFollowUp::dueOn))
                        .map(OpenView::from)
                        .orElse(null),
                partnership.open().size(),
                kept.version());
    }
}
