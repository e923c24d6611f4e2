package eu.bilateral.benchmark.chaos;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The organisations of one workspace that meet each other, registered through the API. */
final class Cast {

    private static final int OURS = 100;

    private final List<String> ours;
    private final List<String> partners;

    private Cast(List<String> ours, List<String> partners) {
        this.ours = ours;
        this.partners = partners;
    }

    static Cast register(Door door, int partners) throws InterruptedException {
        var csv = new StringBuilder("ref,name,type,country,city,areas,website,provenance\n");
        for (int i = 0; i < OURS; i++) {
            csv.append("ours-%d,Cluster %d,CLUSTER,PL,Lublin,medicine,,\n".formatted(i, i));
        }
        for (int i = 0; i < partners; i++) {
            csv.append("partner-%d,Partner %d,CLUSTER,US,Boston,medicine,,\n".formatted(i, i));
        }
        var imported = door.upload("/api/organisations/import", csv.toString());
        if (!imported.isAccepted()) {
            throw new IllegalStateException("The organisations were not taken: " + imported);
        }
        var ids = new HashMap<String, String>();
        var path = "/api/organisations?limit=200";
        while (path != null) {
            var page = door.read(path).json();
            for (var item : page.get("items")) {
                ids.put(item.get("ref").asString(), item.get("organisationId").asString());
            }
            path = page.has("next")
                    ? "/api/organisations?limit=200&cursor=" + page.get("next").asString()
                    : null;
        }
        return new Cast(all(ids, "ours-", OURS), all(ids, "partner-", partners));
    }

    private static List<String> all(Map<String, String> ids, String kind, int count) {
        return IntStream.range(0, count).mapToObj(i -> ids.get(kind + i)).toList();
    }

    int pairs() {
        return ours.size() * partners.size();
    }

    String ours(int pair) {
        return ours.get(pair / partners.size() % ours.size());
    }

    String partner(int pair) {
        return partners.get(pair % partners.size());
    }
}
