package eu.bilateral.kernel.event;

import eu.bilateral.kernel.id.AccountId;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** A promise or next step of a record, without its wording: what, by when, by which side; our owner where one is named. */
public record StepFacts(
        FollowUpKind kind,
        LocalDate dueOn,
        Side by,
        @Nullable AccountId owner) {}
