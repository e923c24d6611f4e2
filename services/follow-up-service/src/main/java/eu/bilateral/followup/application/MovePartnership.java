package eu.bilateral.followup.application;

import eu.bilateral.followup.domain.partnership.Move;
import eu.bilateral.followup.domain.partnership.Partnership;
import eu.bilateral.followup.domain.partnership.Partnerships;
import eu.bilateral.kernel.command.Instruction;
import eu.bilateral.kernel.command.Kept;
import eu.bilateral.kernel.id.PartnershipId;
import java.time.Clock;
import org.springframework.stereotype.Service;

/** Moves a partnership to another stage because a person says so. */
@Service
public class MovePartnership {

    /** Which partnership, and where it is to be. */
    public record Command(PartnershipId partnershipId, Move move) {}

    private final Partnerships partnerships;
    private final Planners planners;
    private final Clock clock;

    MovePartnership(Partnerships partnerships, Planners planners, Clock clock) {
        this.partnerships = partnerships;
        this.planners = planners;
        this.clock = clock;
    }

    /** Moves it for its owner or for a manager; refused as {@link Partnership#move} says. */
    public Kept<Partnership> handle(Instruction by, Command command) {
        var planner = planners.of(by.workspace());
        return partnerships.change(
                by,
                command.partnershipId(),
                partnership -> partnership.move(command.move(), by, planner, clock.instant()));
    }
}
