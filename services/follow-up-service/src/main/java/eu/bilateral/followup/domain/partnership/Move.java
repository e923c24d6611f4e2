package eu.bilateral.followup.domain.partnership;

import eu.bilateral.kernel.event.Stage;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Where a person wants a partnership to be.
 *
 * @param reason why; backwards, closing and reopening demand one
 * @param evidence what shows that both sides have reached it; skipping a stage, an agreement and a joint activity demand it
 * @param wakeUpOn when it is taken up again; {@link Stage#NURTURE} demands it, and nothing else takes one
 */
public record Move(
        Stage to,
        @Nullable String reason,
        @Nullable String evidence,
        @Nullable LocalDate wakeUpOn) {

    boolean hasReason() {
        return reason != null && !reason.isBlank();
    }

    boolean hasEvidence() {
        return evidence != null && !evidence.isBlank();
    }
}
