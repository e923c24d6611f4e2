package eu.bilateral.standalone.endtoend.api;

import static org.assertj.core.api.Assertions.assertThat;

import eu.bilateral.standalone.endtoend.driver.Api;
import eu.bilateral.standalone.endtoend.driver.RunningBilateral;
import eu.bilateral.standalone.endtoend.driver.Soon;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** One Idempotency-Key is one request, whatever is asked for: it happens once, is answered again, and is refused for another. */
class KeysIT {

    private static Api api;
    private static String ours;
    private static String partner;
    private static String partnership;

    @BeforeAll
    static void aPartnership() throws Exception {
        api = RunningBilateral.demo().as("lublin");
        ours = api.organisation("Keys Cluster");
        partner = api.organisation("Keys Partner");
        var meeting = api.log("keys-known", Api.meeting(ours, partner, "2017-05-22"));
        assertThat(meeting.status()).as(meeting.text()).isEqualTo(201);
        partnership =
                "/api/partnerships/" + meeting.json().path("partnershipId").asString();
        var unused = Soon.until(() -> api.get(partnership), found -> found.status() == 200);
    }

    @Test
    void anOrganisationIsRegisteredOnceWhateverRefTheSecondRequestNames() throws Exception {
        var body = """
                {"ref":"keys-a","name":"Keys A","type":"CLUSTER"}""";
        once("/api/organisations", body, body.replace("keys-a", "keys-b"));
        once("/api/organisations", """
                {"name":"Keys C","type":"CLUSTER"}""", """
                {"name":"Keys D","type":"CLUSTER"}""");
    }

    @Test
    void anOrganisationIsArchivedAndRestoredOnce() throws Exception {
        var one = "/api/organisations/" + api.organisation("Keys Archived");
        var other = "/api/organisations/" + api.organisation("Keys Kept");

        once(one + "/archive", "", other + "/archive", "");
        once(one + "/restore", "", other + "/restore", "");

        assertThat(api.get(other).json().path("archived").asBoolean()).isFalse();
    }

    @Test
    void aPersonIsAddedOnceAlsoWhenTheOrganisationIsArchivedMeanwhile() throws Exception {
        var organisation = "/api/organisations/" + api.organisation("Keys Employer");
        var body = """
                {"name":"Anna","lawfulBasis":"CONSENT","source":"THE_PERSON"}""";
        once(organisation + "/people", body, body.replace("Anna", "Ewa"));
        var first = api.postOnce(organisation + "/people", "keys-person", body);
        assertThat(api.post(organisation + "/archive", "").status()).isEqualTo(200);

        var again = api.postOnce(organisation + "/people", "keys-person", body);

        assertThat(again.status()).as(again.text()).isEqualTo(201);
        assertThat(again.json()).isEqualTo(first.json());
    }

    @Test
    void aMissionIsPlannedOnceWhateverRefTheSecondRequestNames() throws Exception {
        var plan = """
                {"ref":"keys-1","name":"Keys","type":"OUTGOING","startsOn":"2017-06-01","endsOn":"2017-06-03",\
                "zone":"Europe/Paris"}""";
        once("/api/missions", plan, plan.replace("keys-1", "keys-2"));
        var missions = api.all("/api/missions").stream()
                .filter(mission -> mission.path("ref").asString("").startsWith("keys-"))
                .toList();
        assertThat(missions).hasSize(1);

        var mission = "/api/missions/" + missions.getFirst().path("missionId").asString();
        var other = api.post("/api/missions", plan.replace("keys-1", "keys-3"));
        var visit = """
                {"kind":"VISIT","date":"2017-06-02","city":"Paris"}""";
        once(mission + "/programme-items", visit, visit.replace("Paris", "Lyon"));
        var elsewhere = "/api/missions/" + other.json().path("missionId").asString() + "/programme-items";
        once(mission + "/programme-items", visit.replace("Paris", "Lille"), elsewhere, visit);
    }

    @Test
    void aMeetingIsPlannedHeldMissedAndVoidedOnce() throws Exception {
        var planned = """
                {"ours":"%s","partner":"%s","status":"SCHEDULED","startsAt":"2017-05-22T08:00:00Z",\
                "zone":"Europe/Warsaw"}""".formatted(ours, partner);
        once("/api/meetings", planned, planned.replace("T08", "T09"));
        var held = """
                {"record":{"interestOurs":3,"interestTheirs":1}}""";
        once(another(planned) + "/hold", held, held.replace("3", "2"));
        once(another(planned) + "/hold", held, another(planned) + "/hold", held);
        once(another(planned) + "/no-show", "{\"absent\":\"OURS\"}", "{\"absent\":\"THEIRS\"}");
        once(another(planned) + "/void", "", another(planned) + "/void", "");
    }

    @Test
    void aPartnershipIsWorkedOnce() throws Exception {
        var call = """
                {"kind":"CALL","text":"Once","dueOn":"2017-06-20"}""";
        once(partnership + "/follow-ups", call, call.replace("Once", "Twice"));
        var open = api.get(partnership).json().path("followUps");
        var first =
                partnership + "/follow-ups/" + open.get(0).path("followUpId").asString();
        var second =
                partnership + "/follow-ups/" + open.get(1).path("followUpId").asString();

        once(first + "/snooze", "{\"dueOn\":\"2017-09-01\"}", "{\"dueOn\":\"2017-09-02\"}");
        once(first + "/reassign", "{\"owner\":\"keys-jan\"}", second + "/reassign", "{\"owner\":\"keys-jan\"}");
        once(second + "/complete", "{\"outcome\":\"Done\"}", "{\"outcome\":\"Again\"}");
        once(partnership + "/owner", "{\"owner\":\"keys-anna\"}", "{\"owner\":\"keys-ewa\"}");
        once(partnership + "/move", "{\"to\":\"NURTURE\",\"wakeUpOn\":\"2017-08-01\"}", "{\"to\":\"MET\"}");
    }

    @Test
    void aListIsTakenOverOnce() throws Exception {
        var list = """
                ref,name,type
                keys-list-1,First,CLUSTER
                """;
        var first = csv("/api/organisations/import", list);
        var again = csv("/api/organisations/import", list);
        var other = csv("/api/organisations/import", list.replace("list-1", "list-2"));

        assertThat(first.json().path("created").asInt()).isEqualTo(1);
        assertThat(again.json().path("unchanged").asInt()).isEqualTo(1);
        assertThat(other.status()).as(other.text()).isEqualTo(422);
        assertThat(other.problem()).isEqualTo("key-reused");
    }

    private static Api.Answer csv(String path, String list) throws Exception {
        return api.send("POST", path, "text/csv", list, Map.of("Idempotency-Key", "keys-list"));
    }

    private static String another(String planned) throws Exception {
        var made = api.post("/api/meetings", planned);
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        return "/api/meetings/" + made.json().path("meetingId").asString();
    }

    private static void once(String path, String body, String otherBody) throws Exception {
        once(path, body, path, otherBody);
    }

    private static void once(String path, String body, String otherPath, String otherBody) throws Exception {
        var key = "keys-" + Integer.toHexString((path + body + otherPath + otherBody).hashCode());

        var first = api.postOnce(path, key, body);
        var again = api.postOnce(path, key, body);
        var other = api.postOnce(otherPath, key, otherBody);

        assertThat(first.status()).as(path + ": " + first.text()).isIn(200, 201);
        assertThat(again.status()).as(path + ": " + again.text()).isEqualTo(first.status());
        assertThat(again.json()).isEqualTo(first.json());
        assertThat(again.etag()).isEqualTo(first.etag());
        assertThat(again.headers().firstValue("Idempotency-Replayed")).contains("true");
        assertThat(other.status()).as(otherPath + ": " + other.text()).isEqualTo(422);
        assertThat(other.problem()).isEqualTo("key-reused");
    }
}
