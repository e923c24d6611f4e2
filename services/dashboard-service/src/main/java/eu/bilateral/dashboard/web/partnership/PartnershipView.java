package eu.bilateral.dashboard.web.partnership;

import eu.bilateral.dashboard.projection.Card;
import eu.bilateral.dashboard.projection.Timeline;
import eu.bilateral.dashboard.projection.TimelineEntry;
import eu.bilateral.dashboard.web.page.Initials;
import eu.bilateral.dashboard.web.page.KeenView;
import eu.bilateral.dashboard.web.page.Visitor;
import eu.bilateral.dashboard.web.page.Words;
import eu.bilateral.kernel.event.PlannedFollowUp;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A partnership: facts, where it stands and how it came there, what happened, what is to be done.
 *
 * @param earlierHref where what happened before is shown, where there is more
 * @param latestHref where the latest is shown, where it is not here
 * @param wordless whether the words of the promises could not be read now
 * @param partnerTime what time it is there, where that is known and another
 */
record PartnershipView(
        String id,
        String partner,
        @Nullable String partnerPlace,
        List<String> partnerFields,
        String ours,
        String stage,
        String stageId,
        String owner,
        String initials,
        @Nullable KeenView oursKeen,
        @Nullable KeenView theirsKeen,
        List<String> areas,
        AgeView age,
        List<StageLine.StepView> line,
        List<HappeningView> timeline,
        @Nullable String earlierHref,
        @Nullable String latestHref,
        List<FollowUpView> followUps,
        boolean wordless,
        @Nullable String partnerTime,
        boolean workable,
        boolean closed,
        String logHref) {

    private static final String STORY = "#story-title";

    static PartnershipView from(
            Card card,
            List<PlannedFollowUp> planned,
            List<TimelineEntry> latest,
            Timeline.Told told,
            Wording wording,
            PartnerClocks clocks,
            Visitor visitor,
            Words words) {
        var open = planned.stream()
                .map(step -> FollowUpView.of(
                        step,
                        card.id(),
                        card.owner(),
                        card.partner(),
                        card.ours().name(),
                        wording,
                        clocks,
                        visitor,
                        words))
                .toList();
        return new PartnershipView(
                card.id().toString(),
                card.partner().name(),
                words.place(card.partner()),
                card.partner().areas(),
                card.ours().name(),
                words.stage(card.stage()),
                card.stage().name(),
                card.owner().value(),
                Initials.of(card.owner().value()),
                KeenView.of(card.interestOurs(), "ours", words),
                KeenView.of(card.interestTheirs(), "theirs", words),
                card.areas().stream().map(words::area).toList(),
                AgeView.from(card.stage(), card.stageSince(), words),
                StageLine.of(card, latest, words),
                HappeningView.story(told.entries(), wording, words),
                told.earlier() == null ? null : "/partnerships/" + card.id() + "?before=" + told.earlier() + STORY,
                told.entries().equals(latest) ? null : "/partnerships/" + card.id() + STORY,
                open,
                !wording.complete(),
                clocks.at(card.partner(), words),
                FollowUpView.mayWork(card.owner(), visitor),
                card.stage().isClosed(),
                "/meetings/new?ours=" + card.ours().id() + "&partner="
                        + card.partner().id());
    }
}
