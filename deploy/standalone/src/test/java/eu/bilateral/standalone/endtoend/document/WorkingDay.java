package eu.bilateral.standalone.endtoend.document;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import eu.bilateral.standalone.endtoend.driver.Api;
import eu.bilateral.standalone.endtoend.driver.Soon;
import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** A day in which somebody asks for everything that the API has, and a document looks on. */
final class WorkingDay {

    private final Api api;
    private final ApiDocument document;
    private final LocalDate today = LocalDate.now(ZoneOffset.UTC);

    WorkingDay(Api api, ApiDocument document) {
        this.api = api;
        this.document = document;
    }

    void pass() throws Exception {
        var ours = organisation("Ours", "ours");
        var partner = organisation("Theirs", "theirs");
        contacts(ours);
        var mission = mission(ours, partner);
        var partnership = meetings(ours, partner, mission);
        planned(ours, partner, mission);
        partnerships(partnership);
        dashboards(partnership, mission);
        webhooks();
    }

    /** What is asked of an event that could not be read and is in the quarantines of these services; a rebuild waits for it. */
    void clear(Set<String> services) throws Exception {
        var listed = Soon.until(
                () -> get("/api/quarantine"),
                answer -> answer.json()
                        .path("items")
                        .valueStream()
                        .map(item -> item.path("service").asString())
                        .collect(Collectors.toSet())
                        .equals(services));
        for (var item : listed.json().path("items")) {
            var entry = "/api/quarantine/%s/%s"
                    .formatted(
                            item.path("service").asString(),
                            item.path("entry").path("id").asString());
            post(entry + "/replay", null, 204);
            post(entry + "/discard", null, 204);
        }
        post("/api/read-models/rebuild", null, 202);
    }

    private String organisation(String name, String ref) throws IOException, InterruptedException {
        return post("/api/organisations", """
                {"ref":"%s","name":"%s","type":"CLUSTER","country":"PL","city":"Lublin","areas":["medicine"],\
                "website":"https://example.org","note":"Met in Lublin"}""".formatted(ref, name), 201)
                .path("organisationId")
                .asString();
    }

    private void contacts(String ours) throws IOException, InterruptedException {
        var here = "/api/organisations/" + ours;
        put(here, """
                {"name":"Ours, renamed","type":"CLUSTER","country":"PL","city":"Lublin","areas":["medicine"]}""");
        post(here + "/archive", null, 200);
        get("/api/organisations?archived=true&name=renamed");
        post(here + "/restore", null, 200);
        get("/api/organisations?limit=1");
        var person = post(here + "/people", """
                {"name":"Anna Nowak","role":"Manager","email":"anna@example.org","phone":"+48 81 000 00 00",\
                "lawfulBasis":"LEGITIMATE_INTERESTS","source":"BUSINESS_CARD"}""", 201);
        get(here + "/people");
        put("/api/people/" + person.path("personId").asString(), """
                {"name":"Anna Nowak","lawfulBasis":"CONSENT","source":"THE_PERSON"}""");
        importing("/api/organisations/import", "ref,name,type,country\nlisted,Listed,COMPANY,PL\nwrong,,COMPANY,PL\n");
    }

    private String mission(String ours, String partner) throws IOException, InterruptedException {
        var plan = """
                {"ref":"mission","name":"Mission","type":"OUTGOING","startsOn":"%s","endsOn":"%s","zone":"Europe/Warsaw",\
                "delegation":["%s"],"organisers":["%s"]}""".formatted(today.minusDays(20), today.plusDays(20), ours, partner);
        var mission = Soon.until(() -> send("POST", "/api/missions", plan, once()), answer -> answer.status() == 201)
                .json()
                .path("missionId")
                .asString();
        var here = "/api/missions/" + mission;
        put(here, plan.replace("\"name\":\"Mission\"", "\"name\":\"Mission, renamed\""));
        post(here + "/programme-items", """
                {"kind":"VISIT","date":"%s","city":"Lublin","zone":"Europe/Warsaw","host":"%s"}""".formatted(today, partner), 201);
        importing(
                here + "/programme-items/import",
                "date,kind,city,time_zone,host_ref\n%s,SEMINAR,Lublin,Europe/Warsaw,theirs\n".formatted(today));
        importing(
                here + "/meetings/import",
                "european_ref,us_ref,date,status,interest_ours,interest_theirs,cooperation_areas\n%s"
                        .formatted("ours,listed,%s,HELD,2,2,R&D\n".formatted(today.minusDays(10))));
        get(here + "/programme-items");
        get("/api/missions");
        return mission;
    }

    /** Meetings that were held; the id of the pair's partnership. */
    private String meetings(String ours, String partner, String mission) throws IOException, InterruptedException {
        var first = post("/api/meetings", held(ours, partner, mission, today.minusDays(9)), 201);
        var second = post("/api/meetings", held(ours, partner, mission, today.minusDays(8)), 201);
        var partnership = first.path("partnershipId").asString();
        put("/api/meetings/" + second.path("meetingId").asString() + "/record", record(1));
        get("/api/meetings?partner=" + partner);
        var settled = Soon.until(
                () -> api.get("/api/partnerships/" + partnership),
                answer ->
                        answer.status() == 200 && answer.json().path("meetings").size() == 2);
        post("/api/meetings/" + second.path("meetingId").asString() + "/void", null, 200);
        return settled.json().path("partnershipId").asString();
    }

    /** Meetings that were planned, and what became of them. */
    private void planned(String ours, String partner, String mission) throws IOException, InterruptedException {
        var plan = """
                {"ours":"%s","partner":"%s","missionId":"%s","kind":"C2C","status":"SCHEDULED","startsAt":"%sT09:00:00Z",\
                "zone":"Europe/Warsaw"}""";
        var kept = post("/api/meetings", plan.formatted(ours, partner, mission, today.minusDays(2)), 201);
        post(
                "/api/meetings/" + kept.path("meetingId").asString() + "/hold",
                "{\"record\":%s}".formatted(record(2)),
                200);
        var missed = post("/api/meetings", plan.formatted(ours, partner, mission, today.minusDays(1)), 201);
        post("/api/meetings/" + missed.path("meetingId").asString() + "/no-show", "{\"absent\":\"THEIRS\"}", 200);
        get("/api/meetings/" + missed.path("meetingId").asString());
    }

    private void partnerships(String id) throws IOException, InterruptedException {
        var here = "/api/partnerships/" + id;
        get("/api/partnerships?limit=1");
        post(here + "/move", "{\"to\":\"SCOPING\",\"reason\":\"Both want it\",\"evidence\":\"A draft\"}", 200);
        var due = today.plusDays(9);
        var added = post(here + "/follow-ups", """
                {"kind":"CALL","text":"Call them","dueOn":"%s","owner":"manager"}""".formatted(due), 201);
        var one = here + "/follow-ups/" + added.path("followUpId").asString();
        get(one);
        post(one + "/snooze", "{\"dueOn\":\"%s\"}".formatted(today.plusDays(30)), 200);
        post(one + "/reassign", "{\"owner\":\"colleague\"}", 200);
        post(one + "/complete", """
                {"outcome":"Done","next":{"kind":"MEET","dueOn":"%s"}}""".formatted(due), 200);
        post(here + "/owner", "{\"owner\":\"colleague\"}", 200);
        get(here);
    }

    private void dashboards(String partnership, String mission) throws IOException, InterruptedException {
        var unused = Soon.until(
                () -> api.get("/api/partnerships/" + partnership + "/timeline"),
                answer -> answer.text().contains("\"owner-changed\""));
        for (var path : List.of(
                "/api/partnerships/" + partnership + "/timeline",
                "/api/missions/" + mission,
                "/api/missions/" + mission + "/report",
                "/api/board",
                "/api/follow-ups",
                "/api/health",
                "/api/delivery",
                "/api/whoami",
                "/api/openapi.json",
                "/api/asyncapi.json",
                "/api/schemas/meeting-held",
                "/api/read-models")) {
            get(path);
        }
    }

    /** Nobody is there to be told, which is found out soon. */
    private void webhooks() throws IOException, InterruptedException {
        var asked = "{\"url\":\"https://receiver.example/hook\",\"kinds\":[\"meeting\"],\"description\":\"%s\"}";
        var hook = "/api/webhooks/"
                + post("/api/webhooks", asked.formatted("Ours"), 201)
                        .path("webhookId")
                        .asString();
        get("/api/webhooks");
        get(hook);
        put(hook, asked.formatted("Ours, renamed"));
        post(hook + "/secret", null, 200);
        var delivery = hook + "/deliveries/"
                + post(hook + "/test", null, 202).path("deliveryId").asString();
        post(delivery + "/replay", null, 202);
        get(delivery);
        get(hook + "/deliveries?limit=1");
        post(hook + "/pause", null, 200);
        post(hook + "/resume", null, 200);
        var forgotten = send("DELETE", hook, null, Map.of());
        assertThat(forgotten.status()).as(forgotten.text()).isEqualTo(204);
    }

    private static String held(String ours, String partner, String mission, LocalDate on) {
        return """
                {"ours":"%s","partner":"%s","missionId":"%s","kind":"C2C","heldOn":"%s","zone":"Europe/Warsaw","record":%s}""".formatted(ours, partner, mission, on, record(2));
    }

    private static String record(int interest) {
        return """
                {"interestOurs":%d,"interestTheirs":2,"areas":["JOINT_FUNDING"],"promises":[{"kind":"SEND_DOCUMENTS","text":\
                "The profile","dueOn":"%s","by":"OURS","owner":"manager"}],"nextStep":{"kind":"CALL","text":"Call them",\
                "dueOn":"%s","by":"THEIRS"},"members":["A hospital"],"language":"en","note":"A good talk"}""".formatted(
                        interest,
                        LocalDate.now(ZoneOffset.UTC).plusDays(7),
                        LocalDate.now(ZoneOffset.UTC).plusDays(8));
    }

    @CanIgnoreReturnValue
    private Api.Answer get(String path) throws IOException, InterruptedException {
        var answer = send("GET", path, null, Map.of());
        assertThat(answer.status()).as("GET %s: %s", path, answer.text()).isEqualTo(200);
        return answer;
    }

    private void put(String path, String body) throws IOException, InterruptedException {
        var seen = get(path.replaceFirst("/record$", ""));
        var answer = send("PUT", path, body, Map.of("If-Match", seen.etag()));
        assertThat(answer.status()).as("PUT %s: %s", path, answer.text()).isEqualTo(200);
    }

    /** Posts it under one key until it is taken: what one service has just learned another knows a moment later. */
    @CanIgnoreReturnValue
    private JsonNode post(String path, @Nullable String body, int status) throws IOException, InterruptedException {
        var once = once();
        var answer = Soon.until(() -> send("POST", path, body, once), seen -> seen.status() == status);
        return answer.text().isEmpty() ? MissingNode.getInstance() : answer.json();
    }

    private void importing(String path, String rows) throws IOException, InterruptedException {
        var answer = api.postCsv(path, rows);
        document.see("POST", path, answer);
        assertThat(answer.status()).as("POST %s: %s", path, answer.text()).isEqualTo(200);
    }

    private Api.Answer send(String method, String path, @Nullable String body, Map<String, String> headers)
            throws IOException, InterruptedException {
        var answer = api.send(method, path, "application/json", body, headers);
        document.see(method, path, answer);
        return answer;
    }

    private static Map<String, String> once() {
        return Map.of("Idempotency-Key", UUID.randomUUID().toString());
    }
}
