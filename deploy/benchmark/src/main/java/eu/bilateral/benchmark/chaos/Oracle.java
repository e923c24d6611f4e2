package eu.bilateral.benchmark.chaos;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.bson.Document;

/** Compares, once everything has come to rest, what was accepted with what came of it, everywhere. */
final class Oracle {

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration A_MOMENT = Duration.ofSeconds(5);
    private static final Duration LAST_EVENTS = Duration.ofSeconds(15);
    private static final Map<Service, Set<String>> HEARS = Map.of(
            Service.MEETING, Set.of(Told.CONTACTS),
            Service.FOLLOW_UP, Set.of(Told.MEETINGS),
            Service.DASHBOARD, Set.copyOf(Topics.NAMES));

    private final Topics topics;
    private final Documents documents;
    private final Door door;
    private final Set<String> poisoned;
    private final List<Listener> listeners;
    private final Map<String, Object> counts = new LinkedHashMap<>();

    Oracle(Topics topics, Documents documents, Door door, Set<String> poisoned, List<Listener> listeners) {
        this.topics = topics;
        this.documents = documents;
        this.door = door;
        this.poisoned = poisoned;
        this.listeners = listeners;
    }

    /** What it counted on the way. */
    Map<String, Object> counts() {
        return counts;
    }

    /**
     * What it found.
     *
     * @param evidence what the findings are about
     */
    record Verdict(List<Finding> findings, Evidence evidence) {}

    Verdict judge(List<Deed> deeds) throws IOException, InterruptedException {
        var findings = new ArrayList<>(rest());
        findings.addAll(quarantine());
        // What should not be there will not leave either.
        findings.addAll(discardPoison(findings.isEmpty() ? PATIENCE : A_MOMENT));
        findings.addAll(rest());
        var told = topics.all(poisoned);
        var evidence = Evidence.of(deeds, told, documents);
        findings.addAll(Effects.check(evidence));
        findings.addAll(Histories.check(evidence));
        var models = new ReadModels(documents, evidence);
        findings.addAll(models.check());
        findings.addAll(streams(told, findings.isEmpty() ? LAST_EVENTS : A_MOMENT));
        if (findings.isEmpty()) {
            // Where something differs already, this would only say so once more.
            findings.addAll(models.rebuild(door));
        }
        counts.put("events", told.stream().filter(one -> !one.again()).count());
        counts.put("eventsAgainOnTheWire", told.stream().filter(Told::again).count());
        counts.put("meetings", evidence.meetings().size());
        counts.put("partnerships", evidence.partnerships().size());
        return new Verdict(List.copyOf(findings), evidence);
    }

    /** Waits until nothing waits in an outbox and everybody has heard everything. */
    private List<Finding> rest() throws InterruptedException {
        long begin = System.nanoTime();
        var last = "";
        int looks = 0;
        while (System.nanoTime() - begin < PATIENCE.toNanos()) {
            try {
                long waiting = documents.waiting();
                var lags = new LinkedHashMap<String, Long>();
                for (var service : HEARS.keySet()) {
                    lags.put(service.wireName(), topics.lag(service.wireName()));
                }
                last = "%d outboxes, lags %s".formatted(waiting, lags);
                if (waiting == 0 && lags.values().stream().allMatch(lag -> lag == 0)) {
                    counts.putIfAbsent("restAfterSeconds", (System.nanoTime() - begin) / 1_000_000_000);
                    return List.of();
                }
            } catch (RuntimeException away) {
                last = away.toString();
            }
            if (++looks % 20 == 0) {
                System.err.println("  " + last);
            }
            Thread.sleep(500);
        }
        return List.of(new Finding(
                "comes to rest", null, "after %d s there are still %s".formatted(PATIENCE.toSeconds(), last)));
    }

    // ---- the quarantine

    /** Exactly the run's own poison is there, with whoever hears its topic, and nothing else. */
    private List<Finding> quarantine() {
        var findings = new ArrayList<Finding>();
        HEARS.forEach((service, heard) -> {
            var expected = poisoned.stream()
                    .filter(place -> heard.stream().anyMatch(place::startsWith))
                    .collect(Collectors.toSet());
            var open = documents.quarantine(service);
            var blocked = open.stream()
                    .filter(entry -> expected.contains(entry.getString("_id")))
                    .map(entry -> entry.get("topic") + " " + entry.get("key"))
                    .collect(Collectors.toSet());
            for (var entry : open) {
                if (entry.getString("kind").equals("WAITING")
                        && blocked.contains(entry.get("topic") + " " + entry.get("key"))) {
                    counts.merge("waitedBehindPoison", 1, (sum, one) -> (int) sum + (int) one);
                } else if (!expected.remove(entry.getString("_id"))) {
                    findings.add(new Finding(
                            "quarantine",
                            null,
                            "%s has %s of key %s: %s, %s"
                                    .formatted(
                                            service.wireName(),
                                            entry.get("_id"),
                                            entry.get("key"),
                                            entry.get("code"),
                                            entry.get("reason"))));
                }
            }
            expected.forEach(place ->
                    findings.add(new Finding("quarantine", null, service.wireName() + " lacks the poison " + place)));
        });
        counts.put("poisonParked", poisoned.size());
        return findings;
    }

    private List<Finding> discardPoison(Duration patience) throws InterruptedException {
        for (var service : HEARS.keySet()) {
            for (var entry : documents.quarantine(service)) {
                if (poisoned.contains(entry.getString("_id"))) {
                    var unused = door.write(
                            "POST",
                            "/api/quarantine/%s/%s/discard".formatted(service.wireName(), entry.getString("_id")),
                            "",
                            "discard-" + entry.getString("_id"),
                            null);
                }
            }
        }
        long until = System.nanoTime() + patience.toNanos();
        while (System.nanoTime() < until
                && HEARS.keySet().stream()
                        .anyMatch(service -> !documents.quarantine(service).isEmpty())) {
            Thread.sleep(500);
        }
        return HEARS.keySet().stream()
                .flatMap(service -> documents.quarantine(service).stream().map(entry -> left(service, entry)))
                .toList();
    }

    private static Finding left(Service service, Document entry) {
        return new Finding(
                "quarantine",
                null,
                "%s still has %s after the poison was discarded: %s"
                        .formatted(service.wireName(), entry.get("_id"), entry.get("code")));
    }

    // ---- the live streams

    private List<Finding> streams(List<Told> told, Duration patience) throws InterruptedException {
        var findings = new ArrayList<Finding>();
        long until = System.nanoTime() + patience.toNanos();
        for (var listener : listeners) {
            var missing = told.stream()
                    .filter(one -> !one.again() && one.workspace().equals(listener.workspace()))
                    .collect(Collectors.toMap(Told::eventId, one -> one, (first, second) -> first, LinkedHashMap::new));
            var foreign = new HashSet<>(listener.heard());
            foreign.removeAll(missing.keySet());
            while (!listener.heard().containsAll(missing.keySet()) && System.nanoTime() < until) {
                Thread.sleep(250);
            }
            listener.heard().forEach(missing::remove);
            missing.values()
                    .forEach(one -> findings.add(new Finding(
                            "stream", one.aggregate(), "%s never saw %s".formatted(listener.name(), one.line()))));
            foreign.forEach(id -> findings.add(
                    new Finding("stream", null, "%s saw %s, which is not for it".formatted(listener.name(), id))));
            counts.merge("streamConnections", listener.connections(), (sum, more) -> (int) sum + (int) more);
            counts.merge("streamResets", listener.resets(), (sum, more) -> (int) sum + (int) more);
        }
        return findings;
    }
}
