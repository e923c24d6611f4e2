package eu.bilateral.kernel.event;

import eu.bilateral.kernel.id.AccountId;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * One change of stage: from, to, after how many days in the old one, by a person ({@code movedBy}) or by the playbook
 * (absent), and the date to wake up for {@link Stage#NURTURE}. The reason's wording stays with the partnership.
 *
 * @param since when it entered the stage; absent where that was when the event occurred. A meeting that is recorded later
 *     moved the stage when it was held
 */
public record StageMove(
        Stage from,
        Stage to,
        long daysInStage,
        @Nullable AccountId movedBy,
        @Nullable LocalDate wakeUpOn,
        @Nullable Instant since) {

    /** One that holds since its event occurred. */
    public StageMove(
            Stage from, Stage to, long daysInStage, @Nullable AccountId movedBy, @Nullable LocalDate wakeUpOn) {
        this(from, to, daysInStage, movedBy, wakeUpOn, null);
    }
}
