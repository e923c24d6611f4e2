package eu.bilateral.followup.web;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import java.time.LocalDate;

/** Until when a follow-up is put off. */
@Schema(example = """
        {"dueOn":"2017-06-19"}""")
record SnoozeRequest(@NotNull LocalDate dueOn) {}
