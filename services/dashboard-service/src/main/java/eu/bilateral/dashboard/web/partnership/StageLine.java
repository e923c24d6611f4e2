package eu.bilateral.dashboard.web.partnership;

import eu.bilateral.dashboard.projection.Card;
import eu.bilateral.dashboard.projection.TimelineEntry;
import eu.bilateral.dashboard.web.page.Words;
import eu.bilateral.kernel.event.FollowUpEvent;
import eu.bilateral.kernel.event.FollowUpEvent.LeadOpened;
import eu.bilateral.kernel.event.Stage;
import eu.bilateral.kernel.event.StageMove;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The way of a partnership through the stages, with the days that each took. */
final class StageLine {

    private StageLine() {}

    /** A stage of the line; {@code state} is done, here, ahead, or skipped. */
    record StepView(
            String name,
            String state,
            int tone,
            @Nullable String date,
            @Nullable String days,
            @Nullable String hint) {}

    private record Reached(
            Stage stage, Instant at, @Nullable StageMove by) {}

    static List<StepView> of(Card card, List<TimelineEntry> entries, Words words) {
        var reached = new ArrayList<Reached>();
        for (var entry : entries) {
            if (entry.event() instanceof LeadOpened opened) {
                reached.add(new Reached(opened.stage(), orElse(opened.stageSince(), entry.at()), null));
            } else if (entry.event() instanceof FollowUpEvent told && told.move() != null) {
                var move = told.move();
                reached.add(new Reached(move.to(), orElse(move.since(), entry.at()), move));
            }
        }
        var last = new HashMap<Stage, Integer>();
        for (int place = 0; place < reached.size(); place++) {
            last.put(reached.get(place).stage(), place);
        }
        var steps = Arrays.stream(Stage.values())
                .filter(stage -> stage.isOnPipeline() || stage == card.stage())
                .toList();
        var line = new ArrayList<StepView>();
        for (var stage : steps) {
            var place = last.get(stage);
            var here = stage == card.stage();
            var behind = !here && place != null && !card.stage().isBefore(stage);
            var state = here ? "here" : behind ? "done" : card.stage().isBefore(stage) ? "ahead" : "skipped";
            if (place == null || (!here && !behind)) {
                line.add(new StepView(
                        words.stage(stage),
                        state,
                        stage.ordinal() + 1,
                        here ? words.day(card.stageSince()) : null,
                        null,
                        null));
                continue;
            }
            var since = reached.get(place);
            var until = place + 1 < reached.size() ? day(reached.get(place + 1).at(), words) : words.today();
            var days = ChronoUnit.DAYS.between(day(since.at(), words), until);
            line.add(new StepView(
                    words.stage(stage),
                    state,
                    stage.ordinal() + 1,
                    words.day(day(since.at(), words)),
                    words.say("line.days", Math.max(0, days)),
                    hint(since, words)));
        }
        return List.copyOf(line);
    }

    /** A meeting that is recorded later moved the stage when it was held. */
    private static Instant orElse(@Nullable Instant since, Instant told) {
        return since == null ? told : since;
    }

    private static LocalDate day(Instant at, Words words) {
        return LocalDate.ofInstant(at, words.zone());
    }

    private static String hint(Reached since, Words words) {
        var who = since.by() == null || since.by().movedBy() == null
                ? words.say("line.playbook")
                : words.say("line.person", since.by().movedBy().value());
        return words.moment(since.at()) + " · " + who;
    }
}
