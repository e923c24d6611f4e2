package eu.bilateral.followup.web;

import eu.bilateral.kernel.id.AccountId;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;

/** Whose something is to be. */
@Schema(example = """
        {"owner":"jan"}""")
record OwnRequest(@NotNull AccountId owner) {}
