package eu.bilateral.followup.application;

import eu.bilateral.followup.domain.partnership.Partnership;
import eu.bilateral.followup.domain.partnership.Partnerships;
import eu.bilateral.kernel.command.Instruction;
import eu.bilateral.kernel.command.Kept;
import eu.bilateral.kernel.id.AccountId;
import eu.bilateral.kernel.id.PartnershipId;
import java.time.Clock;
import org.springframework.stereotype.Service;

/** Gives a partnership to somebody else. */
@Service
public class ChangeOwner {

    /** Which partnership, and whose it is to be. */
    public record Command(PartnershipId partnershipId, AccountId owner) {}

    private final Partnerships partnerships;
    private final Planners planners;
    private final Clock clock;

    ChangeOwner(Partnerships partnerships, Planners planners, Clock clock) {
        this.partnerships = partnerships;
        this.planners = planners;
        this.clock = clock;
    }

    /** Gives it away for its owner or for a manager; refused as {@link Partnership#changeOwner} says. */
    public Kept<Partnership> handle(Instruction by, Command command) {
        var planner = planners.of(by.workspace());
        return partnerships.change(
                by,
                command.partnershipId(),
                partnership -> partnership.changeOwner(command.owner(), by, planner, clock.instant()));
    }
}
