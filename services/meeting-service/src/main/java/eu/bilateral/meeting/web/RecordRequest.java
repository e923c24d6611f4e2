package eu.bilateral.meeting.web;

import eu.bilateral.kernel.event.CooperationArea;
import eu.bilateral.kernel.event.FollowUpKind;
import eu.bilateral.kernel.event.Interest;
import eu.bilateral.kernel.event.Side;
import eu.bilateral.kernel.id.AccountId;
import eu.bilateral.kernel.id.PersonId;
import eu.bilateral.kernel.text.SingleLine;
import eu.bilateral.meeting.domain.meeting.MeetingRecord;
import eu.bilateral.meeting.domain.meeting.Step;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What came of a meeting, whole. */
@Schema(example = """
        {"interestOurs":3,"interestTheirs":2,"areas":["JOINT_FUNDING"],"promises":[],\
        "nextStep":{"kind":"CALL","text":"Talk about the call for projects","dueOn":"2017-05-30",\
        "by":"OURS"}}""")
record RecordRequest(
        @NotNull @Min(0) @Max(3) Integer interestOurs,
        @NotNull @Min(0) @Max(3) Integer interestTheirs,
        @Nullable @Size(max = 20) List<@NotNull CooperationArea> areas,
        @Nullable @Size(max = MeetingRecord.MAX_PROMISES) List<@NotNull @Valid StepRequest> promises,
        @Nullable @Valid StepRequest nextStep,

        @Nullable @Size(max = MeetingRecord.MAX_MEMBERS)
        List<@NotBlank @SingleLine @Size(max = MeetingRecord.MAX_MEMBER_NAME) String> members,

        @Nullable @Size(max = MeetingRecord.MAX_PARTICIPANTS)
        List<@NotNull PersonId> participants,

        @Nullable @Pattern(regexp = "[a-z]{2,3}") String language,
        @Nullable @Size(max = MeetingRecord.MAX_NOTE) String note) {

    /** A promise or the next step. */
    record StepRequest(
            @NotNull FollowUpKind kind,
            @Nullable @Size(max = Step.MAX_TEXT) String text,
            @NotNull LocalDate dueOn,
            @NotNull Side by,
            @Nullable AccountId owner) {

        Step toStep() {
            return new Step(kind, text, dueOn, by, owner);
        }
    }

    MeetingRecord toRecord() {
        return new MeetingRecord(
                Interest.of(interestOurs),
                Interest.of(interestTheirs),
                orNone(areas),
                orNone(promises).stream().map(StepRequest::toStep).toList(),
                nextStep == null ? null : nextStep.toStep(),
                orNone(members),
                orNone(participants),
                language,
                note);
    }

    private static <T> List<T> orNone(@Nullable List<T> given) {
        return given == null ? List.of() : given;
    }
}
