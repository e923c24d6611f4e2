package eu.bilateral.followup.web;

import eu.bilateral.followup.domain.partnership.Move;
import eu.bilateral.kernel.event.Stage;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Where a partnership is to be, with what the pipeline asks for. */
@Schema(example = """
        {"to":"SCOPING","evidence":"They sent a draft of the scope on 2 June"}""")
record MoveRequest(
        @NotNull Stage to,
        @Nullable @Size(max = 1000) String reason,
        @Nullable @Size(max = 1000) String evidence,
        @Nullable LocalDate wakeUpOn) {

    Move toMove() {
        return new Move(to, reason, evidence, wakeUpOn);
    }
}
