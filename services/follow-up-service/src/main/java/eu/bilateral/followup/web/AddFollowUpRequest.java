package eu.bilateral.followup.web;

import eu.bilateral.followup.domain.partnership.NewFollowUp;
import eu.bilateral.kernel.event.FollowUpKind;
import eu.bilateral.kernel.id.AccountId;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** What is to be done by when; by the partnership's owner unless it names somebody. */
@Schema(example = """
        {"kind":"CALL","text":"Ask how the draft is getting on","dueOn":"2017-06-12","owner":"jan"}""")
record AddFollowUpRequest(
        @NotNull FollowUpKind kind,
        @Nullable @Size(max = 1000) String text,
        @NotNull LocalDate dueOn,
        @Nullable AccountId owner) {

    NewFollowUp toNewFollowUp() {
        return new NewFollowUp(kind, text, dueOn, owner);
    }
}
