package eu.bilateral.meeting.web;

import eu.bilateral.kernel.id.AccountId;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** What came of a planned meeting; the day only where it was another one than planned. */
@Schema(example = """
        {"heldOn":"2017-05-16","record":{"interestOurs":3,"interestTheirs":2,"areas":["JOINT_FUNDING"],\
        "promises":[],"nextStep":{"kind":"CALL","text":"Talk about the call for projects",\
        "dueOn":"2017-05-30","by":"OURS"}}}""")
record HoldMeetingRequest(
        @Nullable LocalDate heldOn,
        @Nullable AccountId metBy,
        @NotNull @Valid RecordRequest record) {}
