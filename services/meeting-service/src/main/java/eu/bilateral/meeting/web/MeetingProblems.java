package eu.bilateral.meeting.web;

import static org.springframework.http.HttpStatus.CONFLICT;
import static org.springframework.http.HttpStatus.FORBIDDEN;
import static org.springframework.http.HttpStatus.NOT_FOUND;
import static org.springframework.http.HttpStatus.UNPROCESSABLE_CONTENT;

import eu.bilateral.kernel.web.Problems;
import eu.bilateral.meeting.domain.Refusal;
import eu.bilateral.meeting.domain.meeting.MeetingRefusal;
import eu.bilateral.meeting.domain.meeting.MeetingRefusal.DatesDisagree;
import eu.bilateral.meeting.domain.meeting.MeetingRefusal.MeetingAlreadyClosed;
import eu.bilateral.meeting.domain.meeting.MeetingRefusal.MeetingAlreadyLogged;
import eu.bilateral.meeting.domain.meeting.MeetingRefusal.MeetingDateMissing;
import eu.bilateral.meeting.domain.meeting.MeetingRefusal.MeetingDateOutOfRange;
import eu.bilateral.meeting.domain.meeting.MeetingRefusal.MeetingNotHeld;
import eu.bilateral.meeting.domain.meeting.MeetingRefusal.MeetingOfAnother;
import eu.bilateral.meeting.domain.meeting.MeetingRefusal.MeetingOnUnknownMission;
import eu.bilateral.meeting.domain.meeting.MeetingRefusal.MeetingStillAhead;
import eu.bilateral.meeting.domain.meeting.MeetingRefusal.OutcomeTooEarly;
import eu.bilateral.meeting.domain.meeting.MeetingRefusal.RecordMissing;
import eu.bilateral.meeting.domain.meeting.MeetingRefusal.RecordOverLimit;
import eu.bilateral.meeting.domain.meeting.MeetingRefusal.SameOrganisationOnBothSides;
import eu.bilateral.meeting.domain.meeting.MeetingRefusal.StepDueBeforeMeeting;
import eu.bilateral.meeting.domain.meeting.MeetingRefusal.UnknownMeeting;
import eu.bilateral.meeting.domain.mission.MissionRefusal;
import eu.bilateral.meeting.domain.mission.MissionRefusal.DelegationTooLarge;
import eu.bilateral.meeting.domain.mission.MissionRefusal.MissionAlreadyPlanned;
import eu.bilateral.meeting.domain.mission.MissionRefusal.MissionDateOutOfRange;
import eu.bilateral.meeting.domain.mission.MissionRefusal.MissionEndsBeforeItStarts;
import eu.bilateral.meeting.domain.mission.MissionRefusal.MissionRefFixed;
import eu.bilateral.meeting.domain.mission.MissionRefusal.ProgrammeFull;
import eu.bilateral.meeting.domain.mission.MissionRefusal.ProgrammeItemAlreadyThere;
import eu.bilateral.meeting.domain.mission.MissionRefusal.ProgrammeItemFarFromMission;
import eu.bilateral.meeting.domain.mission.MissionRefusal.UnknownMission;
import eu.bilateral.meeting.domain.organisation.OrganisationRefusal;
import eu.bilateral.meeting.domain.organisation.OrganisationRefusal.OrganisationArchived;
import eu.bilateral.meeting.domain.organisation.OrganisationRefusal.UnknownOrganisation;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** How refusals are told: not there, in the way of what is there, not yours, or against a rule. */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class MeetingProblems {

    @ExceptionHandler
    ProblemDetail explain(MeetingRefusal refusal) {
        return problem(
                switch (refusal) {
                    case UnknownMeeting unknown -> NOT_FOUND;
                    case MeetingOfAnother another -> FORBIDDEN;
                    case MeetingAlreadyLogged logged -> CONFLICT;
                    case MeetingAlreadyClosed closed -> CONFLICT;
                    case MeetingNotHeld notHeld -> CONFLICT;
                    case MeetingOnUnknownMission unknown -> UNPROCESSABLE_CONTENT;
                    case MeetingStillAhead ahead -> UNPROCESSABLE_CONTENT;
                    case SameOrganisationOnBothSides same -> UNPROCESSABLE_CONTENT;
                    case MeetingDateOutOfRange slip -> UNPROCESSABLE_CONTENT;
                    case MeetingDateMissing missing -> UNPROCESSABLE_CONTENT;
                    case DatesDisagree disagree -> UNPROCESSABLE_CONTENT;
                    case RecordMissing missing -> UNPROCESSABLE_CONTENT;
                    case OutcomeTooEarly early -> UNPROCESSABLE_CONTENT;
                    case RecordOverLimit over -> UNPROCESSABLE_CONTENT;
                    case StepDueBeforeMeeting early -> UNPROCESSABLE_CONTENT;
                },
                refusal);
    }

    @ExceptionHandler
    ProblemDetail explain(MissionRefusal refusal) {
        return problem(
                switch (refusal) {
                    case UnknownMission unknown -> NOT_FOUND;
                    case MissionAlreadyPlanned planned -> CONFLICT;
                    case MissionRefFixed fixed -> CONFLICT;
                    case ProgrammeItemAlreadyThere there -> CONFLICT;
                    case ProgrammeFull full -> CONFLICT;
                    case MissionEndsBeforeItStarts backwards -> UNPROCESSABLE_CONTENT;
                    case MissionDateOutOfRange slip -> UNPROCESSABLE_CONTENT;
                    case DelegationTooLarge large -> UNPROCESSABLE_CONTENT;
                    case ProgrammeItemFarFromMission far -> UNPROCESSABLE_CONTENT;
                },
                refusal);
    }

    @ExceptionHandler
    ProblemDetail explain(OrganisationRefusal refusal) {
        return problem(
                switch (refusal) {
                    case UnknownOrganisation unknown -> UNPROCESSABLE_CONTENT;
                    case OrganisationArchived archived -> CONFLICT;
                },
                refusal);
    }

    private static ProblemDetail problem(HttpStatus status, Refusal refusal) {
        // Who looks for what is not there did not want to store anything.
        var words = refusal.getMessage() + (status == NOT_FOUND ? "." : "; nothing was stored.");
        var field = refusal.field();
        return field == null
                ? Problems.problem(status, refusal.code(), words)
                : Problems.problem(status, refusal.code(), field, words);
    }
}
