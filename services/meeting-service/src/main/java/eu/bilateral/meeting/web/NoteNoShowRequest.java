package eu.bilateral.meeting.web;

import eu.bilateral.kernel.event.Side;
import jakarta.validation.constraints.NotNull;

/** Who did not come. */
record NoteNoShowRequest(@NotNull Side absent) {}
