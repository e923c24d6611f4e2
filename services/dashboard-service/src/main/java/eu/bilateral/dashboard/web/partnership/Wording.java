package eu.bilateral.dashboard.web.partnership;

import eu.bilateral.dashboard.web.page.Words;
import eu.bilateral.kernel.event.FollowUpKind;
import eu.bilateral.kernel.event.FollowUpOrigin;
import eu.bilateral.kernel.event.PlannedFollowUp;
import eu.bilateral.kernel.id.MeetingId;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How promises were put, as their meetings' records keep them.
 *
 * @param complete whether every record could be read that was asked for
 */
record Wording(Map<MeetingId, List<Promised>> promises, boolean complete) {

    /** No words, and none missing. */
    static final Wording NONE = new Wording(Map.of(), true);

    Wording {
        promises = Map.copyOf(promises);
    }

    /** One promise or the next step, with its words. */
    record Promised(FollowUpKind kind, LocalDate dueOn, String by, String text) {}

    /** The words behind that follow-up; absent where it comes of no record, or of two promises that cannot be told apart. */
    @Nullable
    String of(PlannedFollowUp step) {
        if (step.origin() != FollowUpOrigin.RECORD || step.meetingId() == null) {
            return null;
        }
        var alike = promises.getOrDefault(step.meetingId(), List.of()).stream()
                .filter(promised -> promised.kind() == step.kind())
                .toList();
        var meant = alike.size() == 1
                ? alike
                : alike.stream()
                        .filter(promised -> promised.dueOn().equals(step.dueOn()))
                        .toList();
        return meant.size() == 1 ? meant.getFirst().text() : null;
    }

    /** What was promised at that meeting, in whole lines. */
    List<String> at(MeetingId meeting, Words words) {
        return promises.getOrDefault(meeting, List.of()).stream()
                .map(promised -> words.say(
                        "timeline.promised",
                        words.say("step.by." + promised.by()),
                        promised.text(),
                        words.day(promised.dueOn())))
                .toList();
    }
}
