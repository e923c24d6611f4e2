package eu.bilateral.dashboard.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import eu.bilateral.dashboard.testing.Dashboard;
import eu.bilateral.dashboard.testing.WatchedStore.Questions;
import eu.bilateral.dashboard.webhook.HeardEvent;
import eu.bilateral.dashboard.webhook.WebhookDeliveries;
import eu.bilateral.dashboard.webhook.WebhookDelivery;
import eu.bilateral.dashboard.webhook.WebhookDelivery.Attempt;
import eu.bilateral.dashboard.webhook.WebhookDelivery.Outcome;
import eu.bilateral.dashboard.webhook.WebhookDesk;
import eu.bilateral.dashboard.webhook.WebhookId;
import eu.bilateral.kernel.id.EventId;
import eu.bilateral.kernel.id.WorkspaceId;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.bson.BsonDocument;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The manners of the webhooks' endpoints; what is sent is looked at elsewhere. */
class WebhookApiTest {

    private static final JsonMapper JSON = new JsonMapper();
    // An address that nobody listens at: documentation's own name.
    private static final String HOOK = "{\"url\":\"https://receiver.example/hook\",\"kinds\":[\"meeting\"]}";

    static Dashboard dashboard;

    @BeforeAll
    static void start() {
        dashboard = Dashboard.start(Dashboard.freshStore());
    }

    @AfterAll
    static void stop() {
        dashboard.close();
    }

    static String manager(String workspace) {
        return Dashboard.token(workspace, "marta", "manager");
    }

    static HttpResponse<String> send(String method, String path, String token, String body, String... headers) {
        var request = dashboard
                .request(path, token)
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return Dashboard.send(request.build());
    }

    static JsonNode made(String workspace) {
        var answer = dashboard.post("/api/webhooks", manager(workspace), HOOK);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return JSON.readTree(answer.body());
    }

    static String path(JsonNode webhook) {
        return "/api/webhooks/" + webhook.path("webhookId").asString();
    }

    static String problem(HttpResponse<String> answer) {
        var type = JSON.readTree(answer.body()).path("type").asString();
        return type.substring(type.lastIndexOf('/') + 1);
    }

    @Test
    void theSecretIsInTheFirstAnswerAndInNoOther() {
        var webhook = made("secrets");
        var token = manager("secrets");
        var secret = webhook.path("secret").asString();
        assertThat(secret).startsWith("whsec_");

        var others = List.of(
                dashboard.get(path(webhook), token),
                dashboard.get("/api/webhooks", token),
                dashboard.post(path(webhook) + "/pause", token, ""),
                dashboard.post(path(webhook) + "/resume", token, ""),
                send("PUT", path(webhook), token, HOOK, "If-Match", "\"3\""),
                dashboard.post(path(webhook) + "/test", token, ""),
                dashboard.get(path(webhook) + "/deliveries", token));

        assertThat(others).allSatisfy(answer -> {
            assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 202);
            assertThat(answer.body()).doesNotContain("whsec_");
        });
        var rotated = dashboard.post(path(webhook) + "/secret", token, "");
        assertThat(JSON.readTree(rotated.body()).path("secret").asString())
                .startsWith("whsec_")
                .isNotEqualTo(secret);
    }

    @Test
    void askingAgainUnderTheSameKeyMakesOneAndIsAnsweredTheSame() {
        var token = manager("repeated");
        var key = UUID.randomUUID().toString();

        var first = send("POST", "/api/webhooks", token, HOOK, "Idempotency-Key", key);
        var again = send("POST", "/api/webhooks", token, HOOK, "Idempotency-Key", key);
        var other = send("POST", "/api/webhooks", token, HOOK.replace("meeting", "contact"), "Idempotency-Key", key);

        assertThat(again.statusCode()).isEqualTo(201);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.headers().firstValue("Idempotency-Replayed")).contains("true");
        assertThat(other.statusCode()).isEqualTo(422);
        assertThat(JSON.readTree(dashboard.get("/api/webhooks", token).body()).path("items"))
                .hasSize(1);
    }

    @Test
    void aChangeNamesTheVersionThatWasRead() {
        var token = manager("versions");
        var webhook = made("versions");
        var changed = HOOK.replace("hook", "other");

        assertThat(send("PUT", path(webhook), token, changed).statusCode()).isEqualTo(428);
        assertThat(send("PUT", path(webhook), token, changed, "If-Match", "\"7\"")
                        .statusCode())
                .isEqualTo(412);
        var done = send("PUT", path(webhook), token, changed, "If-Match", "\"1\"");
        assertThat(done.statusCode()).as(done.body()).isEqualTo(200);
        assertThat(done.headers().firstValue("ETag")).contains("\"2\"");
        assertThat(done.body()).contains("https://receiver.example/other");
        assertThat(send("DELETE", path(webhook), token, "", "If-Match", "\"1\"").statusCode())
                .isEqualTo(412);
        assertThat(send("DELETE", path(webhook), token, "", "If-Match", "\"2\"").statusCode())
                .isEqualTo(204);
        assertThat(problem(dashboard.get(path(webhook), token))).isEqualTo("unknown-webhook");
    }

    @Test
    void whoeverSaysWhatIsThereAlreadyChangesNothing() {
        var token = manager("same");
        var webhook = made("same");

        var same = send("PUT", path(webhook), token, HOOK, "If-Match", "\"1\"", "Idempotency-Key", "same");
        var again = send("PUT", path(webhook), token, HOOK, "If-Match", "\"1\"", "Idempotency-Key", "same");
        var other = send(
                "PUT",
                path(webhook),
                token,
                HOOK.replace("meeting", "contact"),
                "If-Match",
                "\"1\"",
                "Idempotency-Key",
                "same");

        assertThat(List.of(same, again)).allSatisfy(answer -> {
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            assertThat(answer.headers().firstValue("ETag")).contains("\"1\"");
        });
        assertThat(again.headers().firstValue("Idempotency-Replayed")).contains("true");
        assertThat(problem(other)).isEqualTo("key-reused");
    }

    @Test
    void webhooksAreForManagersOfTheirOwnWorkspace() {
        var webhook = made("walls");
        for (var role : List.of("viewer", "developer")) {
            var token = Dashboard.token("walls", "jan", role);
            for (var operation : operations(webhook)) {
                assertThat(asked(operation, token).statusCode())
                        .as(role + " " + operation[1])
                        .isEqualTo(403);
            }
        }
        var stranger = manager("another");
        for (var operation : operations(webhook)) {
            assertThat(asked(operation, stranger).statusCode())
                    .as("stranger " + operation[1])
                    .isEqualTo(404);
        }
        assertThat(dashboard.get("/api/webhooks", stranger).body()).doesNotContain("receiver.example");
        assertThat(dashboard.get(path(webhook), manager("walls")).statusCode()).isEqualTo(200);
    }

    private HttpResponse<String> asked(String[] operation, String token) {
        var seen = operation[0].equals("PUT") ? new String[] {"If-Match", "\"1\""} : new String[0];
        return send(operation[0], operation[1], token, operation[2], seen);
    }

    private static List<String[]> operations(JsonNode webhook) {
        var delivery = path(webhook) + "/deliveries/00000000-0000-4000-8000-000000000001";
        var all = new ArrayList<String[]>();
        all.add(new String[] {"GET", path(webhook), ""});
        all.add(new String[] {"PUT", path(webhook), HOOK});
        for (var action : List.of("pause", "resume", "secret", "test")) {
            all.add(new String[] {"POST", path(webhook) + "/" + action, ""});
        }
        all.add(new String[] {"GET", path(webhook) + "/deliveries", ""});
        all.add(new String[] {"GET", delivery, ""});
        all.add(new String[] {"POST", delivery + "/replay", ""});
        all.add(new String[] {"DELETE", path(webhook), ""});
        return all;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://receiver.example/hook",
                "https://127.0.0.1/hook",
                "https://10.0.0.1/hook",
                "https://169.254.169.254/latest/meta-data",
                "https://[::1]/hook",
                "https://[fd00:ec2::254]/hook",
                "https://localhost/hook",
                "https://me:secret@receiver.example/hook",
                "ftp://receiver.example/hook",
                "nonsense"
            })
    void anAddressThatNobodyMayBeSentToIsRefusedAndTheFieldNamed(String url) {
        var answer = dashboard.post("/api/webhooks", manager("addresses"), "{\"url\":\"" + url + "\"}");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(problem(answer)).isEqualTo("webhook-address");
        assertThat(answer.body()).contains("\"field\":\"url\"");
    }

    /** RFC 3986, 3.1: it is one scheme in whichever case, and is written in lower case. */
    @ParameterizedTest
    @ValueSource(strings = {"HTTPS://receiver.example/Hook?A=B", "Https://receiver.example/Hook?A=B"})
    void aSchemeIsTheSameInCapitalsAndKeptInSmallLetters(String url) {
        var token = manager("capitals");
        var body = HOOK.replace("https://receiver.example/hook", url);

        var added = dashboard.post("/api/webhooks", token, body);
        assertThat(added.statusCode()).as(added.body()).isEqualTo(201);
        var webhook = JSON.readTree(added.body());
        assertThat(webhook.path("url").asString()).isEqualTo("https://receiver.example/Hook?A=B");

        var changed = send("PUT", path(webhook), token, body.replace("Hook?A", "Other?A"), "If-Match", "\"1\"");
        assertThat(changed.statusCode()).as(changed.body()).isEqualTo(200);
        assertThat(JSON.readTree(dashboard.get(path(webhook), token).body())
                        .path("url")
                        .asString())
                .isEqualTo("https://receiver.example/Other?A=B");
    }

    @Test
    void aReceiverWithoutEncryptionIsRefusedInCapitalsToo() {
        var answer = dashboard.post("/api/webhooks", manager("capitals"), "{\"url\":\"HTTP://receiver.example/hook\"}");

        assertThat(problem(answer)).isEqualTo("webhook-address");
    }

    /** Whoever changes the address and leaves the rest out would have a receiver told of more than before. */
    @Test
    void aChangeThatDoesNotSayOfWhatItIsToldIsRefusedAndTheFieldNamed() {
        var token = manager("unsaid");
        var webhook = made("unsaid");
        var unsaid = "{\"url\":\"https://receiver.example/other\"}";

        for (var body : List.of(unsaid, unsaid.replace("}", ",\"kinds\":null}"))) {
            var refused = send("PUT", path(webhook), token, body, "If-Match", "\"1\"");

            assertThat(refused.statusCode()).as(refused.body()).isEqualTo(400);
            assertThat(problem(refused)).isEqualTo("invalid-request");
            assertThat(JSON.readTree(refused.body()).at("/errors/0/field").asString())
                    .isEqualTo("kinds");
        }
        var kept = JSON.readTree(dashboard.get(path(webhook), token).body());
        assertThat(kept.path("kinds").valueStream().map(JsonNode::asString)).containsExactly("meeting");
        assertThat(kept.path("url").asString()).isEqualTo("https://receiver.example/hook");
    }

    @Test
    void ofAllEventsItIsToldWhereThatIsSaidOrWhereANewOneSaysNothing() {
        var token = manager("all");
        var webhook = made("all");

        var changed = send(
                "PUT",
                path(webhook),
                token,
                "{\"url\":\"https://receiver.example/hook\",\"kinds\":[]}",
                "If-Match",
                "\"1\"");
        var added = dashboard.post("/api/webhooks", token, "{\"url\":\"https://receiver.example/hook\"}");

        assertThat(changed.statusCode()).as(changed.body()).isEqualTo(200);
        assertThat(added.statusCode()).as(added.body()).isEqualTo(201);
        for (var answer : List.of(changed, added)) {
            assertThat(JSON.readTree(answer.body()).path("kinds").isEmpty())
                    .as(answer.body())
                    .isTrue();
        }
    }

    @Test
    void whatAChangeMustSayIsInTheDocument() {
        var document = JSON.readTree(
                dashboard.get("/api/openapi.json", manager("described")).body());
        var sent = "/requestBody/content/application~1json/schema/$ref";
        var webhooks = document.path("paths");

        assertThat(schema(document, webhooks.path("/api/webhooks").path("post").at(sent))
                        .path("required")
                        .valueStream()
                        .map(JsonNode::asString))
                .containsExactly("url");
        assertThat(schema(
                                document,
                                webhooks.path("/api/webhooks/{webhookId}")
                                        .path("put")
                                        .at(sent))
                        .path("required")
                        .valueStream()
                        .map(JsonNode::asString))
                .containsExactlyInAnyOrder("url", "kinds");
    }

    private static JsonNode schema(JsonNode document, JsonNode reference) {
        return document.at(reference.asString().substring(1));
    }

    @ParameterizedTest
    @CsvSource({
        "http://127.0.0.1:9000/hook, BILATERAL_WEBHOOKS_HTTP_ON_LOOPBACK",
        "https://127.0.0.1:9000/hook, BILATERAL_WEBHOOKS_HTTP_ON_LOOPBACK",
        "https://10.0.0.1/hook, BILATERAL_WEBHOOKS_ALLOW",
        "https://nobody-has-this-name.example:22/hook, '443, 8443'"
    })
    void aRefusalOfAnAddressSaysWhatWouldHelp(String url, String hint) {
        var answer = dashboard.post("/api/webhooks", manager("hints"), "{\"url\":\"" + url + "\"}");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(answer.body()).contains(hint);
    }

    @Test
    void aKindThatNobodyKnowsIsToldByTheNameOfItsField() {
        var answer = dashboard.post(
                "/api/webhooks", manager("kinds"), "{\"url\":\"https://receiver.example\",\"kinds\":[\"nonsense\"]}");

        assertThat(JSON.readTree(answer.body()).at("/errors/0/field").asString())
                .isEqualTo("kinds");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|invalid-request",
                "{\"url\":\"https://receiver.example\",\"kinds\":[\"nonsense\"]}|unknown-kind",
                "{\"url\":\"https://receiver.example\",\"state\":\"ACTIVE\"}|unknown-field",
                "{\"url\":\"https://receiver.example\",\"secret\":\"whsec_mine\"}|unknown-field",
                "{\"url\":{\"$gt\":\"\"}}|wrong-type"
            })
    void whatNobodyCanMeanIsRefused(String body, String code) {
        var answer = dashboard.post("/api/webhooks", manager("rubbish"), body);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(problem(answer)).isEqualTo(code);
    }

    @ParameterizedTest
    @ValueSource(strings = {"?cursor=AAAA", "?cursor=%00", "?limit=0", "?limit=201", "?status=nonsense"})
    void aPageThatNobodyGaveIsRefused(String query) {
        var webhook = made("pages");

        assertThat(dashboard
                        .get(path(webhook) + "/deliveries" + query, manager("pages"))
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void whatWaitsIsTriedNowWhenSomebodyAsksAndTheFirstOfItsLaneBeforeIt() {
        var webhook = made("hurried");
        var token = manager("hurried");
        var paused = dashboard.post(path(webhook) + "/pause", token, "");
        assertThat(paused.statusCode()).isEqualTo(200);
        var first = waitingForAnHour("hurried", webhook, 1);
        var second = waitingForAnHour("hurried", webhook, 2);

        var answer = send(
                "POST",
                second + "/replay",
                token,
                "",
                "Idempotency-Key",
                UUID.randomUUID().toString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        assertThat(shown("hurried", first).path("nextAttemptAt").asString())
                .isLessThan(Instant.now().toString());

        assertThat(dashboard.post(path(webhook) + "/resume", token, "").statusCode())
                .isEqualTo(200);
        // Nobody knows the name, so that an attempt says as much at once.
        await().atMost(Duration.ofSeconds(30))
                .until(() -> shown("hurried", first).path("log").size() == 2);
        assertThat(shown("hurried", second).path("log").size()).isEqualTo(1);
        assertThat(shown("hurried", second).path("status").asString()).isEqualTo("WAITING");
    }

    @Test
    void goingOnTriesWhatWaitsAtOnce() {
        var webhook = made("resumed");
        var token = manager("resumed");
        assertThat(dashboard.post(path(webhook) + "/pause", token, "").statusCode())
                .isEqualTo(200);
        var waits = waitingForAnHour("resumed", webhook, 1);

        assertThat(dashboard.post(path(webhook) + "/resume", token, "").statusCode())
                .isEqualTo(200);

        await().atMost(Duration.ofSeconds(30))
                .until(() -> shown("resumed", waits).path("log").size() == 2);
        var failing = JSON.readTree(dashboard.get(path(webhook), token).body());
        assertThat(failing.path("state").asString()).isEqualTo("ACTIVE");
        assertThat(failing.hasNonNull("failingSince")).isTrue();
    }

    /** Where a delivery is shown that was refused once. */
    private static String waitingForAnHour(String workspace, JsonNode webhook, long place) {
        var office = WorkspaceId.of(workspace);
        var id = WebhookId.of(webhook.path("webhookId").asString());
        var event = new HeardEvent(office, EventId.next(), "meeting-held", "boston", Instant.now(), "{}", null);
        var deliveries = dashboard.bean(WebhookDeliveries.class);
        var state = dashboard.bean(WebhookDesk.class).get(office, id).state();
        var refused = new Attempt(Instant.now(), Duration.ZERO, Outcome.REFUSED, 503, null);
        var waits = WebhookDelivery.of(event, state, place, Instant.now())
                .waitsAfter(refused, Instant.now().plusSeconds(3_600));
        deliveries.add(List.of(waits));
        return path(webhook) + "/deliveries/" + waits.id();
    }

    private static JsonNode shown(String workspace, String delivery) {
        return JSON.readTree(dashboard.get(delivery, manager(workspace)).body());
    }

    @Test
    void aWorkspaceHasOnlySoMany() {
        for (int nth = 0; nth < 20; nth++) {
            var unused = made("many");
        }

        var more = dashboard.post("/api/webhooks", manager("many"), HOOK);

        assertThat(more.statusCode()).isEqualTo(409);
        assertThat(problem(more)).isEqualTo("too-many-webhooks");
    }

    @Test
    void everyQuestionIsAboutOneWorkspaceOrMarkedAsTheServicesOwn() {
        var questions = dashboard.bean(Questions.class);
        var webhook = made("questions");
        questions.forget();

        var unused = dashboard.get(path(webhook) + "/deliveries?status=WAITING", manager("questions"));
        var alsoUnused = dashboard.post(path(webhook) + "/test", manager("questions"), "");

        var asked = questions.asked().stream()
                .filter(question -> question.toJson().contains("webhook"))
                .toList();
        assertThat(asked).isNotEmpty().allSatisfy(question -> {
            var filter = question.getDocument("filter", new BsonDocument());
            assertThat(filter.containsKey("workspace") || question.containsKey("comment"))
                    .as(question.toJson())
                    .isTrue();
        });
    }

    @Test
    void theDescriptionHasEveryOperation() {
        var paths = JSON.readTree(
                        dashboard.get("/api/openapi.json", manager("described")).body())
                .path("paths");

        assertThat(paths.path("/api/webhooks").propertyNames()).containsExactlyInAnyOrder("get", "post");
        assertThat(paths.path("/api/webhooks/{webhookId}").propertyNames())
                .containsExactlyInAnyOrder("get", "put", "delete");
        for (var action : List.of("pause", "resume", "secret", "test")) {
            assertThat(paths.path("/api/webhooks/{webhookId}/" + action).propertyNames())
                    .containsExactly("post");
        }
        assertThat(paths.path("/api/webhooks/{webhookId}/deliveries").propertyNames())
                .containsExactly("get");
        assertThat(paths.path("/api/webhooks/{webhookId}/deliveries/{deliveryId}")
                        .propertyNames())
                .containsExactly("get");
        assertThat(paths.path("/api/webhooks/{webhookId}/deliveries/{deliveryId}/replay")
                        .propertyNames())
                .containsExactly("post");
    }
}
