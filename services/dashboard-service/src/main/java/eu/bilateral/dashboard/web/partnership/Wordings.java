package eu.bilateral.dashboard.web.partnership;

import eu.bilateral.dashboard.gateway.Neighbour;
import eu.bilateral.dashboard.gateway.ServiceAnswer.Done;
import eu.bilateral.dashboard.gateway.ServiceAnswer.Problem;
import eu.bilateral.dashboard.gateway.ServiceCalls;
import eu.bilateral.dashboard.projection.TimelineEntry;
import eu.bilateral.dashboard.web.page.Visitor;
import eu.bilateral.dashboard.web.partnership.Wording.Promised;
import eu.bilateral.kernel.event.FollowUpKind;
import eu.bilateral.kernel.event.MeetingEvent.MeetingHeld;
import eu.bilateral.kernel.id.MeetingId;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * Asks the meeting service how promises were put. Words never travel in an event, so that only who may read a record reads
 * them, and only as long as the record is there.
 */
@Component
class Wordings {

    /** The latest ones: what was promised before them has been done or said again. */
    private static final int MOST_RECORDS = 6;

    private final ServiceCalls services;

    Wordings(ServiceCalls services) {
        this.services = services;
    }

    /** The words of the latest meetings among these, as far as the meeting service answers whoever looks. */
    Wording of(List<TimelineEntry> entries, Visitor visitor) {
        var held = entries.stream()
                .map(TimelineEntry::event)
                .filter(MeetingHeld.class::isInstance)
                .map(event -> ((MeetingHeld) event).meetingId())
                .distinct()
                .toList();
        var found = new HashMap<MeetingId, List<Promised>>();
        for (var meeting : held.subList(Math.max(0, held.size() - MOST_RECORDS), held.size())) {
            switch (services.get(Neighbour.MEETING, "/api/meetings/" + meeting, visitor.accessToken())) {
                case Done done -> found.put(meeting, promised(done.body().path("record")));
                case Problem problem -> {
                    if (problem.status() == HttpStatus.SERVICE_UNAVAILABLE.value()) {
                        return new Wording(found, false);
                    }
                }
            }
        }
        return new Wording(found, true);
    }

    private static List<Promised> promised(JsonNode record) {
        var steps = new ArrayList<JsonNode>();
        if (record.path("nextStep").isObject()) {
            steps.add(record.path("nextStep"));
        }
        record.path("promises").forEach(steps::add);
        return steps.stream()
                .filter(step -> !step.path("text").asString("").isBlank())
                .map(step -> new Promised(
                        FollowUpKind.valueOf(step.path("kind").asString()),
                        LocalDate.parse(step.path("dueOn").asString()),
                        step.path("by").asString("OURS"),
                        step.path("text").asString()))
                .toList();
    }
}
