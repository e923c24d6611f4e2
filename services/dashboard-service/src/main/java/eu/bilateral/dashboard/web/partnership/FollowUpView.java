package eu.bilateral.dashboard.web.partnership;

import eu.bilateral.dashboard.projection.FollowUpRow;
import eu.bilateral.dashboard.projection.Party;
import eu.bilateral.dashboard.web.page.Initials;
import eu.bilateral.dashboard.web.page.Visitor;
import eu.bilateral.dashboard.web.page.Words;
import eu.bilateral.kernel.event.FollowUpKind;
import eu.bilateral.kernel.event.FollowUpOrigin;
import eu.bilateral.kernel.event.PlannedFollowUp;
import eu.bilateral.kernel.id.AccountId;
import eu.bilateral.kernel.id.MeetingId;
import eu.bilateral.kernel.id.PartnershipId;
import org.jspecify.annotations.Nullable;

/**
 * An open follow-up as a list shows it.
 *
 * @param main the words of its one button
 * @param path where its sheets are
 * @param wording what was promised, in its words, where they are known
 * @param partnerTime what time it is at the partner's, where that is known and another
 * @param outcomeHref where to say what came of the planned meeting that it is for; absent for every other follow-up, whose
 *     button opens its sheet
 * @param workable whether whoever looks may complete, snooze and reassign it
 */
record FollowUpView(
        String id,
        String path,
        String kind,
        String main,
        @Nullable String wording,
        String partner,
        @Nullable String partnerTime,
        String ours,
        String partnershipHref,
        String due,
        String dueOn,
        String exact,
        String urgency,
        String origin,
        String owner,
        String ownerLabel,
        String initials,
        boolean workable,
        String menuLabel,
        @Nullable String meetingHref,
        @Nullable String outcomeHref) {

    static FollowUpView from(FollowUpRow row, PartnerClocks clocks, Visitor visitor, Words words) {
        return of(
                new PlannedFollowUp(
                        row.followUpId(), row.kind(), row.origin(), row.dueOn(), row.owner(), row.meetingId()),
                row.partnershipId(),
                row.partnershipOwner(),
                row.partner(),
                row.ours().name(),
                Wording.NONE,
                clocks,
                visitor,
                words);
    }

    static FollowUpView of(
            PlannedFollowUp step,
            PartnershipId partnership,
            AccountId partnershipOwner,
            Party partner,
            String ours,
            Wording wording,
            PartnerClocks clocks,
            Visitor visitor,
            Words words) {
        var id = step.followUpId().toString();
        var outcome = outcomeHref(step.kind(), step.meetingId());
        return new FollowUpView(
                id,
                "/partnerships/%s/follow-ups/%s".formatted(partnership, id),
                words.kind(step.kind()),
                words.say("do." + (outcome == null ? main(step.kind()) : "outcome")),
                wording.of(step),
                partner.name(),
                clocks.at(partner, words),
                ours,
                "/partnerships/" + partnership,
                words.due(step.dueOn()),
                words.day(step.dueOn()),
                words.wholeDay(step.dueOn()),
                CardView.NextView.urgency(step.dueOn(), words.today()),
                words.say("origin." + origin(step.origin())),
                step.owner().value(),
                words.say("card.owner", step.owner().value()),
                Initials.of(step.owner().value()),
                mayWork(step.owner(), partnershipOwner, visitor),
                words.say("todo.menu", words.kind(step.kind()), partner.name()),
                step.meetingId() == null ? null : "/meetings/" + step.meetingId(),
                outcome);
    }

    /** Completing it would close it and record nothing: what came of the meeting closes it by itself. */
    static @Nullable String outcomeHref(FollowUpKind kind, @Nullable MeetingId meeting) {
        return kind == FollowUpKind.HOLD_MEETING && meeting != null ? "/meetings/" + meeting + "/outcome" : null;
    }

    static boolean mayWork(AccountId owner, AccountId partnershipOwner, Visitor visitor) {
        return mayWork(owner, visitor) || mayWork(partnershipOwner, visitor);
    }

    static boolean mayWork(AccountId owner, Visitor visitor) {
        return visitor.mayManage() || (visitor.mayWrite() && owner.equals(visitor.account()));
    }

    private static String main(FollowUpKind kind) {
        return switch (kind) {
            case CALL, ACTION_CALL -> "call";
            case SECOND_CONTACT, MEET, HOLD_MEETING -> "contact";
            case THANK_YOU, SEND_DOCUMENTS, OFFER_NEW_SLOT, OUTCOME_SURVEY -> "sent";
            case REVIEW, INTRODUCE_MEMBER, PREPARE_PROPOSAL, WAKE_UP, OTHER -> "done";
        };
    }

    private static String origin(FollowUpOrigin origin) {
        return switch (origin) {
            case PLAYBOOK -> "playbook";
            case RECORD -> "record";
            case PERSON -> "person";
        };
    }
}
