package eu.bilateral.benchmark.chaos;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** What the dashboards show is what the services have; and it is the same when it is built anew from the topics. */
final class ReadModels {

    private static final List<String> KINDS = List.of("cards", "meetings", "missions", "organisations", "timeline");
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final Documents documents;
    private final Evidence evidence;
    private final List<Finding> findings = new ArrayList<>();

    ReadModels(Documents documents, Evidence evidence) {
        this.documents = documents;
        this.evidence = evidence;
    }

    List<Finding> check() {
        cards();
        meetings();
        timeline();
        return List.copyOf(findings);
    }

    private Map<String, Document> shown(String kind) {
        return documents.all(Service.DASHBOARD, documents.serving(kind));
    }

    private void cards() {
        var cards = shown("cards");
        evidence.partnerships().forEach((id, stored) -> {
            var card = cards.get(id);
            if (card == null) {
                add(id, "there is no card of it");
                return;
            }
            var state = stored.get("state", Document.class);
            var shown = card.get("state", Document.class);
            same(id, "stage", state.get("stage"), shown.get("stage"));
            same(id, "owner", state.get("owner"), shown.get("owner"));
            same(id, "position", stored.get("sequence"), shown.get("position"));
            same(id, "open follow-ups", followUps(state, "open"), followUps(shown, "followUps"));
        });
        if (cards.size() != evidence.partnerships().size()) {
            add(
                    null,
                    "%d cards of %d partnerships"
                            .formatted(cards.size(), evidence.partnerships().size()));
        }
    }

    private static Map<String, String> followUps(Document state, String list) {
        return state.getList(list, Document.class, List.of()).stream()
                .collect(Collectors.toMap(
                        one -> one.getString("followUpId"),
                        one -> one.get("dueOn") + " by " + one.get("owner"),
                        (first, second) -> first + ", " + second));
    }

    private void meetings() {
        var meetings = shown("meetings");
        evidence.meetings().forEach((id, stored) -> {
            var meeting = meetings.get(id);
            if (meeting == null) {
                add(id, "no report counts it");
                return;
            }
            var voided = stored.get("state", Document.class).get("voidedAt") != null;
            same(
                    id,
                    "status",
                    voided ? "CANCELLED" : "HELD",
                    meeting.get("state", Document.class).get("status"));
            var heard = meeting.get("heard", new Document()).get(id, new Document());
            same(id, "heard", stored.get("sequence"), heard.get("sequence"));
        });
    }

    private void timeline() {
        var timeline = shown("timeline");
        var told = evidence.told().stream()
                .filter(one -> !one.again() && !one.topic().equals(Told.CONTACTS))
                .collect(Collectors.toMap(Told::eventId, one -> one, (first, second) -> first));
        told.forEach((id, event) -> {
            if (!timeline.containsKey(id)) {
                add(event.key(), "the timeline lacks " + event.line());
            }
        });
        timeline.keySet().stream()
                .filter(id -> !told.containsKey(id))
                .forEach(id -> add(null, "the timeline has the event %s that was never told".formatted(id)));
    }

    private void same(String id, String what, @Nullable Object has, @Nullable Object shows) {
        if (!Objects.equals(has, shows)) {
            add(id, "%s is %s and shown as %s".formatted(what, has, shows));
        }
    }

    private void add(@Nullable String aggregate, String what) {
        findings.add(new Finding("read model = state", aggregate, what));
    }

    // ---- built anew

    /** Has all of it built anew and compares the two generations document by document. */
    List<Finding> rebuild(Door door) throws IOException, InterruptedException {
        door.hangUp();
        var before = generation();
        int serving = door.read("/api/read-models").json().get("serving").asInt();
        var begun = door.once(line -> line.send("POST", "/api/read-models/rebuild", "", Map.of()));
        if (begun.status() != 202) {
            return List.of(new Finding("read model = rebuild", null, "the rebuild is refused: " + begun.body()));
        }
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            var progress = door.read("/api/read-models").json();
            if (progress.get("serving").asInt() > serving) {
                break;
            }
            var failure = progress.get("lastFailure");
            if ((failure != null && !failure.isNull()) || System.nanoTime() > until) {
                return List.of(new Finding("read model = rebuild", null, "the rebuild does not end: " + progress));
            }
            Thread.sleep(500);
        }
        return compare(before, generation());
    }

    private Map<String, Map<String, Document>> generation() {
        var all = new HashMap<String, Map<String, Document>>();
        KINDS.forEach(kind -> all.put(kind, shown(kind)));
        return all;
    }

    private static List<Finding> compare(
            Map<String, Map<String, Document>> before, Map<String, Map<String, Document>> after) {
        var findings = new ArrayList<Finding>();
        for (var kind : KINDS) {
            var was = before.getOrDefault(kind, Map.of());
            var is = after.getOrDefault(kind, Map.of());
            was.forEach((id, document) -> {
                var anew = is.get(id);
                for (var part : List.of("workspace", "state", "heard")) {
                    if (anew == null || !Objects.equals(document.get(part), anew.get(part))) {
                        findings.add(new Finding(
                                "read model = rebuild",
                                id,
                                "%s %s was %s and is built anew as %s"
                                        .formatted(
                                                kind,
                                                part,
                                                document.get(part),
                                                anew == null ? "nothing" : anew.get(part))));
                        return;
                    }
                }
            });
            is.keySet().stream()
                    .filter(id -> !was.containsKey(id))
                    .forEach(id ->
                            findings.add(new Finding("read model = rebuild", id, kind + " was not there before")));
        }
        return findings;
    }
}
