package eu.bilateral.followup.application;

import eu.bilateral.followup.domain.partnership.NewFollowUp;
import eu.bilateral.followup.domain.partnership.Partnership;
import eu.bilateral.followup.domain.partnership.Partnerships;
import eu.bilateral.kernel.command.Instruction;
import eu.bilateral.kernel.command.Kept;
import eu.bilateral.kernel.id.PartnershipId;
import java.time.Clock;
import org.springframework.stereotype.Service;

/** Puts a follow-up on the list because a person wants it there. */
@Service
public class AddFollowUp {

    /** Which partnership, and what is to be done by when. */
    public record Command(PartnershipId partnershipId, NewFollowUp followUp) {}

    private final Partnerships partnerships;
    private final Planners planners;
    private final Clock clock;

    AddFollowUp(Partnerships partnerships, Planners planners, Clock clock) {
        this.partnerships = partnerships;
        this.planners = planners;
        this.clock = clock;
    }

    /** Adds it for the partnership's owner or for a manager; refused as {@link Partnership#add} says. */
    public Kept<Partnership> handle(Instruction by, Command command) {
        var planner = planners.of(by.workspace());
        return partnerships.change(
                by,
                command.partnershipId(),
                partnership -> partnership.add(command.followUp(), by, planner, clock.instant()));
    }
}
