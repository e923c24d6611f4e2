package eu.bilateral.followup.web;

import eu.bilateral.followup.domain.partnership.Completion;
import eu.bilateral.followup.domain.partnership.Completion.Onward;
import eu.bilateral.kernel.event.Stage;
import eu.bilateral.kernel.web.MalformedRequest;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** What came of a follow-up and, by one of three ways, how the partnership goes on. */
@Schema(example = """
        {"outcome":"They want to go on","next":{"kind":"MEET","text":"Agree on the scope",\
        "dueOn":"2017-06-26"}}""")
record CompleteRequest(
        @Nullable @Size(max = 2000) String outcome,
        @Nullable @Valid AddFollowUpRequest next,
        @Nullable @Valid NurtureRequest nurture,
        @Nullable @Valid CloseRequest close) {

    /** It rests until that day. */
    record NurtureRequest(
            @NotNull LocalDate wakeUpOn,
            @Nullable @Size(max = 1000) String reason) {}

    /** It is over. */
    record CloseRequest(
            @NotNull Ending to, @NotBlank @Size(max = 1000) String reason) {}

    /** The two stages at which a partnership ends. */
    enum Ending {
        CLOSED_KNOWLEDGE(Stage.CLOSED_KNOWLEDGE),
        CLOSED_NO_FIT(Stage.CLOSED_NO_FIT);

        private final Stage stage;

        Ending(Stage stage) {
            this.stage = stage;
        }
    }

    Completion toCompletion() {
        if (Stream.of(next, nurture, close).filter(Objects::nonNull).count() > 1) {
            throw new MalformedRequest(
                    HttpStatus.BAD_REQUEST,
                    "ambiguous-completion",
                    "next",
                    "A partnership goes on in one way: send next, nurture or close, not several of them");
        }
        return new Completion(outcome, onward());
    }

    private @Nullable Onward onward() {
        if (next != null) {
            return new Onward.Next(next.toNewFollowUp());
        }
        if (nurture != null) {
            return new Onward.Nurture(nurture.wakeUpOn(), nurture.reason());
        }
        return close == null ? null : new Onward.Close(close.to().stage, close.reason());
    }
}
