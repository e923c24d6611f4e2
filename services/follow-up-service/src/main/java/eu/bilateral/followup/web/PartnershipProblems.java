package eu.bilateral.followup.web;

import static eu.bilateral.kernel.web.Problems.problem;
import static org.springframework.http.HttpStatus.CONFLICT;
import static org.springframework.http.HttpStatus.FORBIDDEN;
import static org.springframework.http.HttpStatus.NOT_FOUND;
import static org.springframework.http.HttpStatus.UNPROCESSABLE_CONTENT;

import eu.bilateral.followup.domain.partnership.PartnershipRefusal;
import eu.bilateral.followup.domain.partnership.PartnershipRefusal.AlreadyAtStage;
import eu.bilateral.followup.domain.partnership.PartnershipRefusal.AlreadyOwnedBy;
import eu.bilateral.followup.domain.partnership.PartnershipRefusal.DateNotAhead;
import eu.bilateral.followup.domain.partnership.PartnershipRefusal.DateTooFar;
import eu.bilateral.followup.domain.partnership.PartnershipRefusal.Dated;
import eu.bilateral.followup.domain.partnership.PartnershipRefusal.EvidenceMissing;
import eu.bilateral.followup.domain.partnership.PartnershipRefusal.FollowUpAlreadyClosed;
import eu.bilateral.followup.domain.partnership.PartnershipRefusal.NextStepRequired;
import eu.bilateral.followup.domain.partnership.PartnershipRefusal.NotThePairsPartnership;
import eu.bilateral.followup.domain.partnership.PartnershipRefusal.OnlyReading;
import eu.bilateral.followup.domain.partnership.PartnershipRefusal.OwnedBySomebodyElse;
import eu.bilateral.followup.domain.partnership.PartnershipRefusal.PartnershipClosed;
import eu.bilateral.followup.domain.partnership.PartnershipRefusal.ReasonMissing;
import eu.bilateral.followup.domain.partnership.PartnershipRefusal.UnknownFollowUp;
import eu.bilateral.followup.domain.partnership.PartnershipRefusal.UnknownPartnership;
import eu.bilateral.followup.domain.partnership.PartnershipRefusal.WakeUpDateMissing;
import eu.bilateral.followup.domain.partnership.PartnershipRefusal.WakeUpDateUnused;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** How the rules' refusals are told: each names its rule and what to do. */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class PartnershipProblems {

    @ExceptionHandler
    ProblemDetail explain(PartnershipRefusal refusal) {
        return switch (refusal) {
            case UnknownPartnership unknown -> told(NOT_FOUND, "unknown-partnership", unknown);
            case UnknownFollowUp unknown -> told(NOT_FOUND, "unknown-follow-up", unknown);
            case OwnedBySomebodyElse others -> told(FORBIDDEN, "owned-by-somebody-else", others);
            case OnlyReading viewer -> told(FORBIDDEN, "only-reading", viewer);
            case FollowUpAlreadyClosed closed -> told(CONFLICT, "follow-up-already-closed", closed);
            case PartnershipClosed closed -> told(CONFLICT, "partnership-closed", closed);
            case AlreadyAtStage same -> told(CONFLICT, "already-at-stage", same);
            case AlreadyOwnedBy same -> told(CONFLICT, "already-owned", same);
            case ReasonMissing missing -> told("reason-missing", "reason", missing);
            case EvidenceMissing missing -> told("evidence-missing", "evidence", missing);
            case WakeUpDateMissing missing -> told("wake-up-date-missing", "wakeUpOn", missing);
            case WakeUpDateUnused unused -> told("wake-up-date-unused", "wakeUpOn", unused);
            case NextStepRequired required -> told("next-step-required", "next", required);
            case DateNotAhead early -> told("date-not-ahead", field(early.dated()), early);
            case DateTooFar far -> told("date-too-far", field(far.dated()), far);
            case NotThePairsPartnership foreign -> told(UNPROCESSABLE_CONTENT, "not-the-pairs-partnership", foreign);
        };
    }

    private static String field(Dated dated) {
        return switch (dated) {
            case FOLLOW_UP -> "dueOn";
            case WAKING_UP -> "wakeUpOn";
        };
    }

    private static ProblemDetail told(HttpStatus status, String code, PartnershipRefusal refusal) {
        return problem(status, code, refusal.getMessage() + ".");
    }

    private static ProblemDetail told(String code, String field, PartnershipRefusal refusal) {
        return problem(UNPROCESSABLE_CONTENT, code, field, refusal.getMessage() + ".");
    }
}
