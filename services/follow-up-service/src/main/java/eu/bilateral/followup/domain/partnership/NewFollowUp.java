package eu.bilateral.followup.domain.partnership;

import eu.bilateral.kernel.event.FollowUpKind;
import eu.bilateral.kernel.id.AccountId;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A follow-up that a person wants on the list.
 *
 * @param owner absent where the partnership's owner does it
 */
public record NewFollowUp(
        FollowUpKind kind,
        @Nullable String text,
        LocalDate dueOn,
        @Nullable AccountId owner) {}
