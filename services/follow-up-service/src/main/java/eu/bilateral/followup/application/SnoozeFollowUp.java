package eu.bilateral.followup.application;

import eu.bilateral.followup.domain.partnership.Partnership;
import eu.bilateral.followup.domain.partnership.Partnerships;
import eu.bilateral.kernel.command.Instruction;
import eu.bilateral.kernel.command.Kept;
import eu.bilateral.kernel.id.FollowUpId;
import eu.bilateral.kernel.id.PartnershipId;
import java.time.Clock;
import java.time.LocalDate;
import org.springframework.stereotype.Service;

/** Puts a follow-up off. */
@Service
public class SnoozeFollowUp {

    /** Which follow-up of which partnership, and until when. */
    public record Command(PartnershipId partnershipId, FollowUpId followUpId, LocalDate dueOn) {}

    private final Partnerships partnerships;
    private final Planners planners;
    private final Clock clock;

    SnoozeFollowUp(Partnerships partnerships, Planners planners, Clock clock) {
        this.partnerships = partnerships;
        this.planners = planners;
        this.clock = clock;
    }

    /** Puts it off for its owner, the partnership's owner or a manager; refused as {@link Partnership#snooze} says. */
    public Kept<Partnership> handle(Instruction by, Command command) {
        var planner = planners.of(by.workspace());
        return partnerships.change(
                by,
                command.partnershipId(),
                partnership -> partnership.snooze(command.followUpId(), command.dueOn(), by, planner, clock.instant()));
    }
}
