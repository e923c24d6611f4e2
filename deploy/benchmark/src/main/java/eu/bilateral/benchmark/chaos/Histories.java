package eu.bilateral.benchmark.chaos;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.bson.Document;

/**
 * The events of each aggregate come in the order of their sequence, without a gap and without a fork; there is no event
 * without its state and no state without its event; and each event of a meeting has moved its partnership, once.
 */
final class Histories {

    private final Evidence evidence;
    private final Map<String, List<Told>> histories;
    private final List<Finding> findings = new ArrayList<>();

    private Histories(Evidence evidence) {
        this.evidence = evidence;
        this.histories = evidence.histories();
    }

    static List<Finding> check(Evidence evidence) {
        var check = new Histories(evidence);
        check.inOrder();
        check.statesHaveTheirEvents(evidence.meetings());
        check.statesHaveTheirEvents(evidence.partnerships());
        check.eventsHaveTheirStates();
        check.meetingsMovedTheirPartnership();
        check.partnershipsAreWhole();
        return check.findings;
    }

    private void inOrder() {
        histories.forEach((aggregate, events) -> {
            long expected = 1;
            for (var event : events) {
                if (event.sequence() != expected) {
                    add(
                            "in order",
                            aggregate,
                            event.sequence() > expected
                                    ? "a gap: sequence %d is missing before %s".formatted(expected, event.line())
                                    : "a fork or out of order: " + event.line() + " comes after " + (expected - 1));
                    return;
                }
                expected++;
            }
        });
    }

    private void statesHaveTheirEvents(Map<String, Document> documents) {
        documents.forEach((id, stored) -> {
            long sequence = stored.getLong("sequence");
            var events = histories.getOrDefault(id, List.of());
            long told = events.stream().mapToLong(Told::sequence).max().orElse(0);
            if (sequence > told) {
                add("state = event", id, "the state is at sequence %d and told is up to %d".formatted(sequence, told));
            } else if (sequence < told) {
                add("state = event", id, "told is up to %d and the state is at %d".formatted(told, sequence));
            }
            if (!stored.getList("pending", Document.class, List.of()).isEmpty()) {
                add("outbox empty", id, "something waits in the outbox: " + stored.get("pending"));
            }
        });
    }

    private void eventsHaveTheirStates() {
        histories.forEach((aggregate, events) -> {
            var topic = events.getFirst().topic();
            var documents = topic.equals(Told.MEETINGS) ? evidence.meetings() : evidence.partnerships();
            if (!topic.equals(Told.CONTACTS) && !documents.containsKey(aggregate)) {
                add(
                        "event = state",
                        aggregate,
                        "is told of and not stored: " + events.getFirst().line());
            }
        });
    }

    private void meetingsMovedTheirPartnership() {
        var effects = evidence.effects();
        for (var event : evidence.told()) {
            if (event.again() || !event.topic().equals(Told.MEETINGS)) {
                continue;
            }
            int answers = effects.getOrDefault(event.eventId(), List.of()).size();
            if (answers != 1) {
                add("effect once", event.key(), "%d events answer %s".formatted(answers, event.line()));
            }
            var partnership = evidence.partnerships().get(event.key());
            if (partnership == null) {
                add("effect once", event.key(), "there is no partnership for " + event.line());
            }
        }
    }

    private void partnershipsAreWhole() {
        var attached = new HashMap<String, Integer>();
        evidence.partnerships().forEach((id, stored) -> {
            var state = stored.get("state", Document.class);
            var heard = stored.get("heard", new Document());
            for (var meeting : state.getList("meetings", Document.class, List.of())) {
                var meetingId = meeting.getString("meetingId");
                attached.merge(meetingId, 1, Integer::sum);
                compare(id, meetingId, meeting.getString("standing"), heard.get(meetingId, new Document()));
            }
            var ids = new HashSet<String>();
            for (var list : List.of("open", "closed")) {
                for (var followUp : state.getList(list, Document.class, List.of())) {
                    if (!ids.add(followUp.getString("followUpId")) && list.equals("open")) {
                        add("effect once", id, "a follow-up twice: " + followUp);
                    }
                }
            }
            if (state.getList("open", Document.class, List.of()).isEmpty()
                    && !state.getString("stage").startsWith("CLOSED")) {
                add("dated next step", id, "it is open and nothing is to be done");
            }
        });
        for (var meeting : evidence.meetings().keySet()) {
            int times = attached.getOrDefault(meeting, 0);
            if (times != 1) {
                add("effect once", meeting, "the meeting is attached %d times".formatted(times));
            }
        }
    }

    private void compare(String partnership, String meetingId, String standing, Document mark) {
        var meeting = evidence.meetings().get(meetingId);
        if (meeting == null) {
            add("event = state", partnership, "it has the meeting %s that is not stored".formatted(meetingId));
            return;
        }
        if (!Objects.equals(meeting.get("sequence"), mark.get("sequence"))) {
            add(
                    "effect once",
                    partnership,
                    "the meeting %s is at sequence %s and heard of up to %s"
                            .formatted(meetingId, meeting.get("sequence"), mark.get("sequence")));
        }
        var voided = meeting.get("state", Document.class).get("voidedAt") != null;
        if (voided != standing.equals("VOIDED")) {
            add(
                    "effect once",
                    partnership,
                    "the meeting %s is %s and stands as %s".formatted(meetingId, voided ? "void" : "held", standing));
        }
    }

    private void add(String rule, String aggregate, String what) {
        findings.add(new Finding(rule, aggregate, what));
    }
}
