package eu.bilateral.meeting.web;

import eu.bilateral.kernel.event.Side;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;

/** Who did not come. */
@Schema(example = """
        {"absent":"THEIRS"}""")
record NoteNoShowRequest(@NotNull Side absent) {}
