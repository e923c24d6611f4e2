package eu.bilateral.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Brings the mission of 2017 into the demo, through the public API like anybody's import: all of it for the mission's
 * office, and for Klaster Lubelska Medycyna its own five meetings with those it met. Running again changes nothing.
 */
final class DemoImport {

    private static final String MISSION = "usa-2017";
    private static final String LUBLIN = "klaster-lubelska-medycyna";
    private static final Set<String> ORGANISERS = Set.of("bilat-usa", "eccp");
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int PAGE = 200;

    private final JsonMapper json = new JsonMapper();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String door;
    private final UnaryOperator<String> tokens;

    /** @param tokens gives a bearer token of the account of that name */
    DemoImport(int port, UnaryOperator<String> tokens) {
        this.door = "http://127.0.0.1:" + port;
        this.tokens = tokens;
    }

    private record Lists(String organisations, String programme, String meetings, Set<String> delegation, int pairs) {}

    private record Answer(int status, String body) {}

    void run(Progress progress) throws IOException, InterruptedException {
        var whole = whole();
        var own = ofLublin(whole);
        bring("manager", whole);
        bring("lublin", own);
        awaitBoard("manager", whole.pairs());
        awaitBoard("lublin", own.pairs());
        http.close();
        progress.say("The mission of 2017 is there: %d partnerships for the office, %d for Lublin"
                .formatted(whole.pairs(), own.pairs()));
    }

    private static Lists whole() throws IOException {
        return lists(row -> true, row -> true);
    }

    private static Lists ofLublin(Lists whole) throws IOException {
        Set<String> met = new LinkedHashSet<>(ORGANISERS);
        met.add(LUBLIN);
        rows(resource("c2c-meetings.csv")).forEach(row -> met.add(row.getField("us_ref")));
        rows(whole.programme()).forEach(row -> met.add(row.getField("host_ref")));
        return lists(
                row -> met.contains(row.getField("ref")),
                row -> row.getField("european_ref").equals(LUBLIN));
    }

    private static Lists lists(Predicate<NamedCsvRecord> organisations, Predicate<NamedCsvRecord> meetings)
            throws IOException {
        var kept = only(resource("c2c-meetings.csv"), meetings);
        Set<String> delegation = new LinkedHashSet<>();
        Set<String> pairs = new LinkedHashSet<>();
        rows(kept).forEach(row -> {
            delegation.add(row.getField("european_ref"));
            pairs.add(row.getField("european_ref") + " " + row.getField("us_ref"));
        });
        return new Lists(
                only(resource("organisations.csv"), organisations),
                resource("programme.csv"),
                kept,
                delegation,
                pairs.size());
    }

    private static String resource(String name) throws IOException {
        try (var file = DemoImport.class.getResourceAsStream("/mission-2017/" + name)) {
            if (file == null) {
                throw new IOException("The demo's " + name + " is not on the class path");
            }
            return new String(file.readAllBytes(), UTF_8);
        }
    }

    private static List<NamedCsvRecord> rows(String csv) throws IOException {
        try (var reader = CsvReader.builder().ofNamedCsvRecord(csv)) {
            return reader.stream().toList();
        }
    }

    private static String only(String csv, Predicate<NamedCsvRecord> wanted) throws IOException {
        var all = rows(csv);
        var text = new StringWriter();
        try (var writer = CsvWriter.builder().build(text)) {
            writer.writeRecord(all.getFirst().getHeader());
            all.stream().filter(wanted).forEach(row -> writer.writeRecord(row.getFields()));
        }
        return text.toString();
    }

    private void bring(String account, Lists lists) throws IOException, InterruptedException {
        imported(account, "/api/organisations/import", lists.organisations());
        var ids = organisations(account);
        var mission = mission(account, lists, ids);
        imported(account, "/api/missions/%s/programme-items/import".formatted(mission), lists.programme());
        imported(account, "/api/missions/%s/meetings/import".formatted(mission), lists.meetings());
    }

    /** Imports until no row is rejected: the meeting service may not yet have heard of an organisation. */
    private void imported(String account, String path, String csv) throws IOException, InterruptedException {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            var answer = send(account, "POST", path, "text/csv", csv);
            var report = answer.status() == 200 ? json.readTree(answer.body()) : null;
            if (report != null && report.path("rejected").isEmpty()) {
                return;
            }
            if (System.nanoTime() > until) {
                throw new IOException("The demo's import %s was refused: %s".formatted(path, answer.body()));
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    private Map<String, String> organisations(String account) throws IOException, InterruptedException {
        var ids = new HashMap<String, String>();
        var next = "";
        do {
            var page = read(
                    account,
                    "/api/organisations?limit=%d%s"
                            .formatted(PAGE, next.isEmpty() ? "" : "&cursor=" + URLEncoder.encode(next, UTF_8)));
            page.path("items")
                    .forEach(one -> ids.put(
                            one.path("ref").asString(),
                            one.path("organisationId").asString()));
            next = page.path("next").asString("");
        } while (!next.isEmpty());
        return ids;
    }

    private String mission(String account, Lists lists, Map<String, String> ids)
            throws IOException, InterruptedException {
        for (var known : read(account, "/api/missions?limit=" + PAGE).path("items")) {
            if (known.path("ref").asString("").equals(MISSION)) {
                return known.path("missionId").asString();
            }
        }
        var mission = json.writeValueAsString(Map.of(
                "ref", MISSION,
                "name", "High-level mission of European clusters to the USA",
                "type", "OUTGOING",
                "startsOn", "2017-05-15",
                "endsOn", "2017-05-19",
                "zone", "America/New_York",
                "delegation", lists.delegation().stream().map(ids::get).toList(),
                "organisers", ORGANISERS.stream().sorted().map(ids::get).toList()));
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            var answer = send(account, "POST", "/api/missions", "application/json", mission);
            if (answer.status() == 201 || answer.status() == 200) {
                return json.readTree(answer.body()).path("missionId").asString();
            }
            if (System.nanoTime() > until) {
                throw new IOException("The demo's mission was refused: " + answer.body());
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    private void awaitBoard(String account, int partnerships) throws IOException, InterruptedException {
        long until = System.nanoTime() + PATIENCE.toNanos();
        long shown = 0;
        while (System.nanoTime() < until) {
            shown = 0;
            for (var column : read(account, "/api/board").path("columns")) {
                shown += column.path("count").asLong();
            }
            if (shown >= partnerships) {
                return;
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
        throw new IOException(
                "The board of %s shows %d partnerships instead of %d".formatted(account, shown, partnerships));
    }

    private JsonNode read(String account, String path) throws IOException, InterruptedException {
        var answer = send(account, "GET", path, "application/json", "");
        if (answer.status() != 200) {
            throw new IOException("%s was refused: %s".formatted(path, answer.body()));
        }
        return json.readTree(answer.body());
    }

    private Answer send(String account, String method, String path, String type, String body)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(door + path))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + tokens.apply(account))
                .header("Content-Type", type)
                .method(
                        method,
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body))
                .build();
        var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        return new Answer(answer.statusCode(), answer.body());
    }
}
