package eu.bilateral.kernel.event;

import eu.bilateral.kernel.id.AccountId;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * One change of stage: from, to, after how many days in the old one, by a person ({@code movedBy}) or by the playbook
 * (absent), and the date to wake up for {@link Stage#NURTURE}. The reason's wording stays with the partnership.
 */
public record StageMove(
        Stage from,
        Stage to,
        long daysInStage,
        @Nullable AccountId movedBy,
        @Nullable LocalDate wakeUpOn) {}
