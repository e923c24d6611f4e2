package eu.bilateral.followup.application;

import eu.bilateral.followup.domain.partnership.Completion;
import eu.bilateral.followup.domain.partnership.Partnership;
import eu.bilateral.followup.domain.partnership.Partnerships;
import eu.bilateral.kernel.command.Instruction;
import eu.bilateral.kernel.command.Kept;
import eu.bilateral.kernel.id.FollowUpId;
import eu.bilateral.kernel.id.PartnershipId;
import java.time.Clock;
import org.springframework.stereotype.Service;

/** Notes that a follow-up is done, and how its partnership goes on. */
@Service
public class CompleteFollowUp {

    /** Which follow-up of which partnership, and what came of it. */
    public record Command(PartnershipId partnershipId, FollowUpId followUpId, Completion completion) {}

    private final Partnerships partnerships;
    private final Planners planners;
    private final Clock clock;

    CompleteFollowUp(Partnerships partnerships, Planners planners, Clock clock) {
        this.partnerships = partnerships;
        this.planners = planners;
        this.clock = clock;
    }

    /** Completes it for its owner, the partnership's owner or a manager; refused as {@link Partnership#complete} says. */
    public Kept<Partnership> handle(Instruction by, Command command) {
        var planner = planners.of(by.workspace());
        return partnerships.change(
                by,
                command.partnershipId(),
                partnership ->
                        partnership.complete(command.followUpId(), command.completion(), by, planner, clock.instant()));
    }
}
