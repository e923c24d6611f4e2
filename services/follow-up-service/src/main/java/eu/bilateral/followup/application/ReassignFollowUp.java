package eu.bilateral.followup.application;

import eu.bilateral.followup.domain.partnership.Partnership;
import eu.bilateral.followup.domain.partnership.Partnerships;
import eu.bilateral.kernel.command.Instruction;
import eu.bilateral.kernel.command.Kept;
import eu.bilateral.kernel.id.AccountId;
import eu.bilateral.kernel.id.FollowUpId;
import eu.bilateral.kernel.id.PartnershipId;
import java.time.Clock;
import org.springframework.stereotype.Service;

/** Gives a follow-up to somebody else. */
@Service
public class ReassignFollowUp {

    /** Which follow-up of which partnership, and who is to do it. */
    public record Command(PartnershipId partnershipId, FollowUpId followUpId, AccountId owner) {}

    private final Partnerships partnerships;
    private final Planners planners;
    private final Clock clock;

    ReassignFollowUp(Partnerships partnerships, Planners planners, Clock clock) {
        this.partnerships = partnerships;
        this.planners = planners;
        this.clock = clock;
    }

    /** Gives it away for its owner, the partnership's owner or a manager; refused as {@link Partnership#reassign} says. */
    public Kept<Partnership> handle(Instruction by, Command command) {
        var planner = planners.of(by.workspace());
        return partnerships.change(
                by,
                command.partnershipId(),
                partnership ->
                        partnership.reassign(command.followUpId(), command.owner(), by, planner, clock.instant()));
    }
}
