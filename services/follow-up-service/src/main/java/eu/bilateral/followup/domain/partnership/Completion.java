package eu.bilateral.followup.domain.partnership;

import eu.bilateral.kernel.event.Stage;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * How a follow-up was completed.
 *
 * @param outcome what came of it
 * @param onward how the partnership goes on; may be absent while other follow-ups are open
 */
public record Completion(@Nullable String outcome, @Nullable Onward onward) {

    /** How a partnership goes on after something was done. */
    public sealed interface Onward {

        /** By a next step. */
        record Next(NewFollowUp followUp) implements Onward {}

        /** Not now: it is taken up again on that day. */
        record Nurture(LocalDate wakeUpOn, @Nullable String reason) implements Onward {}

        /** Not at all. */
        record Close(Stage to, String reason) implements Onward {

            public Close {
                if (!to.isClosed()) {
                    throw new IllegalArgumentException("Closing ends in a closed stage, not in " + to);
                }
            }
        }
    }
}
