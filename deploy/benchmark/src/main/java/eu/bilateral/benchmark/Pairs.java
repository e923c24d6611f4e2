package eu.bilateral.benchmark;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import tools.jackson.databind.json.JsonMapper;

/** Organisations to meet, registered through the API, and pairs of them that have not met yet. */
final class Pairs {

    private static final int OURS = 40;
    private static final int PARTNERS = 1_000;

    private final List<String> ours;
    private final List<String> partners;
    private final AtomicInteger next = new AtomicInteger();

    private Pairs(List<String> ours, List<String> partners) {
        this.ours = ours;
        this.partners = partners;
    }

    static Pairs register(HttpLine line) throws IOException, InterruptedException {
        var csv = new StringBuilder("ref,name,type,country,city,areas,website,provenance\n");
        for (int i = 0; i < OURS; i++) {
            csv.append("ours-%d,Cluster %d,CLUSTER,PL,Lublin,medicine,,\n".formatted(i, i));
        }
        for (int i = 0; i < PARTNERS; i++) {
            csv.append("partner-%d,Partner %d,CLUSTER,US,Boston,medicine,,\n".formatted(i, i));
        }
        var imported = line.post("/api/organisations/import", "text/csv", csv.toString(), null);
        if (imported.status() != 200) {
            throw new IllegalStateException("The organisations were not taken: " + imported);
        }
        var ids = new HashMap<String, String>();
        var path = "/api/organisations?limit=200";
        var json = new JsonMapper();
        while (path != null) {
            var page = json.readTree(line.get(path).body());
            for (var item : page.get("items")) {
                ids.put(item.get("ref").asString(), item.get("organisationId").asString());
            }
            path = page.has("next")
                    ? "/api/organisations?limit=200&cursor=" + page.get("next").asString()
                    : null;
        }
        var pairs = new Pairs(
                IntStream.range(0, OURS).mapToObj(i -> ids.get("ours-" + i)).toList(),
                IntStream.range(0, PARTNERS)
                        .mapToObj(i -> ids.get("partner-" + i))
                        .toList());
        pairs.waitUntilKnown(line);
        return pairs;
    }

    /** The meeting service hears of organisations; the last one imported is the last one it knows. */
    private void waitUntilKnown(HttpLine line) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        for (var partner : List.of(partners.getFirst(), partners.get(PARTNERS / 2), partners.getLast())) {
            while (line.post("/api/meetings", "application/json", meeting(ours.getLast(), partner), null)
                            .status()
                    != 201) {
                if (System.nanoTime() > deadline) {
                    throw new IllegalStateException("The meeting service does not hear of the organisations");
                }
                Thread.sleep(100);
            }
        }
    }

    /** The request that logs a meeting of a pair that has not met; after 39,000 of them pairs meet again. */
    String nextMeeting() {
        int n = next.getAndIncrement();
        return meeting(ours.get(n / PARTNERS % (OURS - 1)), partners.get(n % PARTNERS));
    }

    private static String meeting(String ours, String partner) {
        return """
                {"ours":"%s","partner":"%s","kind":"C2C","heldOn":"2026-01-15","zone":"Europe/Warsaw","record":{\
                "interestOurs":3,"interestTheirs":2,"areas":["RESEARCH_AND_DEVELOPMENT","JOINT_FUNDING"],\
                "promises":[{"kind":"SEND_DOCUMENTS","text":"Send the cluster profile","dueOn":"2026-01-22","by":"OURS"}],\
                "nextStep":{"kind":"CALL","text":"Arrange a call between the two offices","dueOn":"2026-01-26","by":"OURS"},\
                "note":"Met at the round table."}}""".formatted(ours, partner);
    }
}
