package eu.bilateral.dashboard.web.partnership;

import static org.assertj.core.api.Assertions.assertThat;

import eu.bilateral.dashboard.projection.Card;
import eu.bilateral.dashboard.projection.TimelineEntry;
import eu.bilateral.dashboard.web.SampleWords;
import eu.bilateral.dashboard.web.SampleWorkspace;
import eu.bilateral.dashboard.web.partnership.StageLine.StepView;
import eu.bilateral.kernel.event.FollowUpEvent;
import eu.bilateral.kernel.event.FollowUpEvent.LeadOpened;
import eu.bilateral.kernel.event.FollowUpEvent.StageMoved;
import eu.bilateral.kernel.event.Stage;
import eu.bilateral.kernel.event.StageMove;
import eu.bilateral.kernel.id.AccountId;
import eu.bilateral.kernel.id.EventId;
import eu.bilateral.kernel.id.MeetingId;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import org.junit.jupiter.api.Test;

class StageLineTest {

    private static final Instant NOW = daysAgo(0);

    @Test
    void aMeetingThatIsRecordedLaterMovedTheStageWhenItWasHeld() {
        var card = SampleWorkspace.card(1, Stage.MET, 7, null);
        var opened = new LeadOpened(
                card.id(),
                card.ours().id(),
                card.partner().id(),
                Stage.MET,
                AccountId.of("maria"),
                null,
                MeetingId.next(),
                null,
                List.of(),
                List.of(),
                daysAgo(7),
                NOW);

        var met = step(StageLine.of(card, List.of(told(opened)), SampleWords.ENGLISH), "Met");

        assertThat(met.date()).isEqualTo(SampleWords.ENGLISH.day(SampleWorkspace.TUESDAY.minusDays(7)));
        assertThat(met.days()).isEqualTo("7 days");
    }

    @Test
    void aStageLastsUntilTheNextBegins() {
        var card = SampleWorkspace.card(1, Stage.INTEREST_CONFIRMED, 2, null);
        var met = new StageMove(Stage.TARGETED, Stage.MET, 0, null, null, daysAgo(6));
        var confirmed = new StageMove(Stage.MET, Stage.INTEREST_CONFIRMED, 4, null, null, daysAgo(2));

        var line =
                StageLine.of(card, List.of(told(moved(card, met)), told(moved(card, confirmed))), SampleWords.ENGLISH);

        assertThat(step(line, "Met").days()).isEqualTo("4 days");
        assertThat(step(line, "Interest confirmed").days()).isEqualTo("2 days");
    }

    private static StageMoved moved(Card card, StageMove move) {
        return new StageMoved(card.id(), move, List.of(), List.of(), NOW);
    }

    private static TimelineEntry told(FollowUpEvent event) {
        return new TimelineEntry(EventId.next(), NOW, "told", false, event);
    }

    private static StepView step(List<StepView> line, String name) {
        return line.stream()
                .filter(step -> step.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Instant daysAgo(int days) {
        return SampleWorkspace.TUESDAY
                .minusDays(days)
                .atTime(LocalTime.NOON)
                .atZone(SampleWorkspace.LUBLIN)
                .toInstant();
    }
}
