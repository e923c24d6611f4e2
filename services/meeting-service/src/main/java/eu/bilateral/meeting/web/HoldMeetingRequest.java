package eu.bilateral.meeting.web;

import eu.bilateral.kernel.id.AccountId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** What came of a planned meeting; the day only where it was another one than planned. */
record HoldMeetingRequest(
        @Nullable LocalDate heldOn,
        @Nullable AccountId metBy,
        @NotNull @Valid RecordRequest record) {}
