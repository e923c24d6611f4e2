package eu.bilateral.standalone.endtoend.api;

import static org.assertj.core.api.Assertions.assertThat;

import eu.bilateral.standalone.endtoend.driver.Api;
import eu.bilateral.standalone.endtoend.driver.LiveStream;
import eu.bilateral.standalone.endtoend.driver.RunningBilateral;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Nothing crosses a workspace, a viewer writes nothing, and nobody gets in without a token. */
class WallsIT {

    private static final String SOMEBODY = "00000000-0000-4000-8000-000000000001";

    /** Every operation that the door's own description lists, with ids filled in. */
    static List<String> operations() throws Exception {
        var description = RunningBilateral.demo().as("manager").get("/api/openapi.json");
        assertThat(description.status()).isEqualTo(200);
        var operations = new ArrayList<String>();
        for (var path : description.json().path("paths").properties()) {
            for (var method : path.getValue().properties()) {
                if (List.of("get", "post", "put", "delete", "patch").contains(method.getKey())) {
                    operations.add(method.getKey().toUpperCase(Locale.ROOT) + " "
                            + path.getKey().replaceAll("\\{[^}]*}", SOMEBODY));
                }
            }
        }
        return operations;
    }

    @ParameterizedTest
    @MethodSource("operations")
    void withoutATokenEveryOperationAnswers401(String operation) throws Exception {
        var answer = send(RunningBilateral.demo().asNobody(), operation);

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.problem()).isEqualTo("unauthenticated");
    }

    @ParameterizedTest
    @MethodSource("operations")
    void aViewerWritesNothing(String operation) throws Exception {
        if (operation.startsWith("GET")) {
            return;
        }
        assertThat(send(RunningBilateral.demo().as("viewer"), operation).status())
                .isEqualTo(403);
    }

    /** Of what is there with these ids, and of what is not; the live stream has no headers worth asking for alone. */
    @ParameterizedTest
    @MethodSource("operations")
    void whatAViewerReadsItAlsoAsksForTheHeadersOf(String operation) throws Exception {
        if (!operation.startsWith("GET") || operation.contains("/api/streams/")) {
            return;
        }
        var viewer = RunningBilateral.demo().as("viewer");
        var whole = send(viewer, operation);

        var headers = send(viewer, operation.replace("GET", "HEAD"));

        assertThat(headers.status()).isEqualTo(whole.status());
        assertThat(headers.headers().firstValue("Content-Type"))
                .isEqualTo(whole.headers().firstValue("Content-Type"));
        assertThat(headers.text()).isEmpty();
    }

    @Test
    void aWorkspaceSeesNothingOfAnother() throws Exception {
        var lublin = RunningBilateral.demo().as("lublin");
        var office = RunningBilateral.demo().as("manager");
        var paths = new ArrayList<String>();
        for (var organisation : office.all("/api/organisations").subList(0, 3)) {
            paths.add(
                    "/api/organisations/" + organisation.path("organisationId").asString());
            paths.add(
                    "/api/organisations/" + organisation.path("organisationId").asString() + "/people");
        }
        for (var meeting : office.all("/api/meetings").subList(0, 3)) {
            paths.add("/api/meetings/" + meeting.path("meetingId").asString());
            paths.add("/api/partnerships/" + meeting.path("partnershipId").asString());
            paths.add("/api/partnerships/" + meeting.path("partnershipId").asString() + "/timeline");
        }
        for (var mission : office.all("/api/missions")) {
            paths.add("/api/missions/" + mission.path("missionId").asString());
            paths.add("/api/missions/" + mission.path("missionId").asString() + "/report");
            paths.add("/api/missions/" + mission.path("missionId").asString() + "/programme-items");
        }

        for (var path : paths) {
            assertThat(office.get(path).status()).as("own " + path).isEqualTo(200);
            assertThat(lublin.get(path).status()).as("foreign " + path).isEqualTo(404);
        }
        var hook = office.post("/api/webhooks", "{\"url\":\"https://receiver.example/hook\"}");
        assertThat(hook.status()).isEqualTo(201);
        var webhook = "/api/webhooks/" + hook.json().path("webhookId").asString();
        try {
            var test = office.post(webhook + "/test", "");
            assertThat(test.status()).isEqualTo(202);
            var delivery =
                    webhook + "/deliveries/" + test.json().path("deliveryId").asString();
            for (var path : List.of(webhook, webhook + "/deliveries", delivery)) {
                assertThat(office.get(path).status()).as("own " + path).isEqualTo(200);
                assertThat(lublin.get(path).status()).as("foreign " + path).isEqualTo(404);
            }
            for (var path : List.of(webhook + "/pause", webhook + "/secret", webhook + "/test", delivery + "/replay")) {
                assertThat(lublin.post(path, "").status()).as("foreign " + path).isEqualTo(404);
            }
            assertThat(lublin.get("/api/webhooks").text()).doesNotContain("receiver.example");
        } finally {
            assertThat(office.send("DELETE", webhook, "application/json", null, Map.of())
                            .status())
                    .isEqualTo(204);
        }
        var foreign = office.all("/api/meetings").stream()
                .map(meeting -> meeting.path("partnershipId").asString())
                .toList();
        for (var list : List.of("/api/meetings", "/api/partnerships", "/api/follow-ups")) {
            assertThat(lublin.all(list))
                    .as(list)
                    .isNotEmpty()
                    .noneMatch(
                            item -> foreign.contains(item.path("partnershipId").asString()));
        }
    }

    @Test
    void theStreamTellsAWorkspaceOnlyOfItself() throws Exception {
        var lublin = RunningBilateral.demo().as("lublin");
        var office = RunningBilateral.demo().as("manager");
        try (var heardInLublin = LiveStream.open(RunningBilateral.demo().url(), lublin);
                var heardInTheOffice = LiveStream.open(RunningBilateral.demo().url(), office)) {
            var secret = office.organisation("Only the office knows");
            var own = lublin.organisation("Only Lublin knows");

            heardInTheOffice.await(secret);
            heardInLublin.await(own);
            assertThat(heardInLublin.all()).noneMatch(data -> data.contains(secret));
            assertThat(heardInTheOffice.all()).noneMatch(data -> data.contains(own));
        }
    }

    private static Api.Answer send(Api api, String operation) throws Exception {
        var parts = operation.split(" ", 2);
        boolean csv = parts[1].endsWith("/import");
        return api.send(
                parts[0],
                parts[1],
                csv ? "text/csv" : "application/json",
                parts[0].equals("GET") ? null : "{}",
                Map.of());
    }
}
