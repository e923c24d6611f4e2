package eu.bilateral.followup.domain.playbook;

import static eu.bilateral.followup.domain.playbook.Step.Counting.CALENDAR_DAYS;
import static eu.bilateral.followup.domain.playbook.Step.Counting.WORKING_DAYS;
import static eu.bilateral.followup.domain.playbook.Step.Scope.MEETING;
import static eu.bilateral.followup.domain.playbook.Step.Scope.PARTNERSHIP;
import static eu.bilateral.kernel.event.FollowUpKind.ACTION_CALL;
import static eu.bilateral.kernel.event.FollowUpKind.OUTCOME_SURVEY;
import static eu.bilateral.kernel.event.FollowUpKind.REVIEW;
import static eu.bilateral.kernel.event.FollowUpKind.SECOND_CONTACT;
import static eu.bilateral.kernel.event.FollowUpKind.THANK_YOU;

import eu.bilateral.kernel.id.AccountId;
import java.time.ZoneId;
import java.util.List;

/**
 * What a workspace does after a meeting, as data: the follow-ups with their dates, and by whose calendar they are counted.
 *
 * @param steps what a held meeting asks for
 * @param newSlotAfter working days after a meeting that one side missed until a new slot must be offered
 * @param reviewAfter working days within which somebody must say how to go on with a partnership that nothing waits for
 * @param country whose public holidays are no working days; ISO 3166, two letters
 * @param zone in which it is today
 * @param fallbackOwner who owns a lead when the meeting names nobody: no one who met, no mission, no owner of a promise
 */
public record Playbook(
        List<Step> steps, int newSlotAfter, int reviewAfter, String country, ZoneId zone, AccountId fallbackOwner) {

    public Playbook {
        steps = List.copyOf(steps);
        if (steps.stream().map(Step::name).distinct().count() < steps.size()) {
            throw new IllegalArgumentException("Two steps of the playbook have the same name");
        }
        if (newSlotAfter < 1 || reviewAfter < 1) {
            throw new IllegalArgumentException("A next step lies ahead: at least one working day");
        }
    }

    /** The product's own playbook, for a Polish cluster. */
    public static Playbook standard() {
        return new Playbook(
                List.of(
                        new Step("thank-you", THANK_YOU, 2, WORKING_DAYS, MEETING),
                        new Step("action-call", ACTION_CALL, 5, WORKING_DAYS, PARTNERSHIP),
                        new Step("second-contact", SECOND_CONTACT, 14, CALENDAR_DAYS, PARTNERSHIP),
                        new Step("review-30", REVIEW, 30, CALENDAR_DAYS, PARTNERSHIP),
                        new Step("review-90", REVIEW, 90, CALENDAR_DAYS, PARTNERSHIP),
                        new Step("outcome-survey", OUTCOME_SURVEY, 180, CALENDAR_DAYS, PARTNERSHIP)),
                2,
                2,
                "PL",
                ZoneId.of("Europe/Warsaw"),
                AccountId.of("manager"));
    }
}
