package eu.bilateral.dashboard.web.partnership;

import eu.bilateral.dashboard.projection.Card;
import eu.bilateral.dashboard.projection.FollowUpRow;
import eu.bilateral.dashboard.web.page.Initials;
import eu.bilateral.dashboard.web.page.KeenView;
import eu.bilateral.dashboard.web.page.Visitor;
import eu.bilateral.dashboard.web.page.Words;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A partnership as the board draws it.
 *
 * @param sortKey orders the cards of a column: what is due first comes first
 * @param label all that the card says in one sentence, for who does not see it
 */
record CardView(
        String id,
        String stage,
        String partner,
        String ourSide,
        List<String> areas,
        @Nullable KeenView ours,
        @Nullable KeenView theirs,
        NextView next,
        AgeView age,
        String owner,
        String ownerLabel,
        String initials,
        boolean movable,
        String menuLabel,
        String label,
        String sortKey,
        long position) {

    static CardView from(Card card, Visitor visitor, Words words) {
        var next = NextView.from(card.nextStep(), visitor, words);
        var mayMove = visitor.mayManage() || (visitor.mayWrite() && card.owner().equals(visitor.account()));
        return new CardView(
                card.id().toString(),
                card.stage().name(),
                card.partner().name(),
                card.ours().name(),
                card.areas().stream().map(words::area).toList(),
                KeenView.of(card.interestOurs(), "ours", words),
                KeenView.of(card.interestTheirs(), "theirs", words),
                next,
                AgeView.from(card.stage(), card.stageSince(), words),
                card.owner().value(),
                words.say("card.owner", card.owner().value()),
                Initials.of(card.owner().value()),
                mayMove,
                words.say("card.menu", card.partner().name()),
                words.say(
                        "card.label",
                        card.partner().name(),
                        card.ours().name(),
                        next.spoken(),
                        words.stage(card.stage())),
                (card.nextStep() == null ? LocalDate.MAX : card.nextStep().dueOn()).toString(),
                card.position());
    }

    /** What was promised next; {@code urgency} is late, soon or later, or none where nothing is. */
    record NextView(
            String text,
            @Nullable String when,
            @Nullable String exact,
            String urgency,
            @Nullable String completeHref,
            @Nullable String outcomeHref) {

        static NextView from(@Nullable FollowUpRow step, Visitor visitor, Words words) {
            if (step == null) {
                return new NextView(words.say("next.none"), null, null, "none", null, null);
            }
            var mayComplete = FollowUpView.mayWork(step.owner(), step.partnershipOwner(), visitor);
            return new NextView(
                    words.say("next.by", words.kind(step.kind()), words.day(step.dueOn())),
                    words.due(step.dueOn()),
                    words.wholeDay(step.dueOn()),
                    urgency(step.dueOn(), words.today()),
                    mayComplete
                            ? "/partnerships/%s/follow-ups/%s/complete"
                                    .formatted(step.partnershipId(), step.followUpId())
                            : null,
                    mayComplete ? FollowUpView.outcomeHref(step.kind(), step.meetingId()) : null);
        }

        static String urgency(LocalDate dueOn, LocalDate today) {
            long days = ChronoUnit.DAYS.between(today, dueOn);
            return days < 0 ? "late" : days <= 2 ? "soon" : "later";
        }

        String spoken() {
            return when == null ? text : text + " (" + when + ")";
        }
    }
}
