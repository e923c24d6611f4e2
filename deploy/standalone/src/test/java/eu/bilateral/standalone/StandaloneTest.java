package eu.bilateral.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class StandaloneTest {

    private static final int ACKNOWLEDGED = 300;

    @TempDir
    Path directory;

    @Test
    void theDemoBringsTheWholeMissionOnceAndKeepsItOverARestart() throws Exception {
        var data = directory.resolve("demo");
        int port = FreePort.find();
        Map<String, Long> stages;
        try (var demo = Running.start(data, port, "--demo").awaitReady()) {
            assertThat(demo.said())
                    .contains("account manager", "account developer", "account viewer", "account lublin");
            stages = stages(demo.read(demo.token("manager"), "/api/board"));
            assertThat(stages.values().stream().mapToLong(count -> count).sum()).isEqualTo(90);
            assertThat(stages(demo.read(demo.token("lublin"), "/api/board")).values().stream()
                            .mapToLong(count -> count)
                            .sum())
                    .isEqualTo(5);
            for (var path : List.of("/api/board", "/api/organisations", "/api/missions", "/api/partnerships")) {
                assertThat(demo.send("", "GET", path, "", Map.of()).statusCode())
                        .as(path)
                        .isEqualTo(401);
            }
            assertThat(demo.stop(Duration.ofSeconds(20))).isTrue();
        }
        try (var again = Running.start(data, port, "--demo").awaitReady()) {
            assertThat(stages(again.read(again.token("manager"), "/api/board"))).isEqualTo(stages);
            assertThat(again.read(again.token("manager"), "/api/missions").path("items"))
                    .hasSize(1);
        }
    }

    private static Map<String, Long> stages(JsonNode board) {
        var stages = new HashMap<String, Long>();
        board.path("columns")
                .forEach(column -> stages.put(
                        column.path("stage").asString(), column.path("count").asLong()));
        return stages;
    }

    @Test
    void whatWasAcknowledgedSurvivesAKillWithAllThatFollowsFromItOnce() throws Exception {
        var data = directory.resolve("data");
        int port = FreePort.find();
        Set<String> acknowledged = ConcurrentHashMap.newKeySet();
        try (var whole = Running.start(data, port).awaitReady()) {
            assertThat(whole.said()).containsPattern("account manager, password [a-z0-9-]{23} ");
            var token = whole.token("manager");
            var ours = whole.organisation(token, "Ours");
            var partners = new ArrayList<String>();
            for (int i = 0; i < ACKNOWLEDGED; i++) {
                partners.add(whole.organisation(token, "Partner " + i));
            }
            var next = new AtomicInteger();
            try (var clients = Executors.newFixedThreadPool(8)) {
                for (int i = 0; i < 8; i++) {
                    var unused = clients.submit(() -> {
                        for (int n = next.getAndIncrement(); n < ACKNOWLEDGED; n = next.getAndIncrement()) {
                            acknowledged.add(logged(whole, token, ours, partners.get(n), "meeting-" + n));
                        }
                        return null;
                    });
                }
            }
            whole.kill();
        }
        assertThat(acknowledged).hasSize(ACKNOWLEDGED);

        try (var again = Running.start(data, port).awaitReady()) {
            assertThat(again.said()).doesNotContain("password");
            var token = again.token("manager");
            awaitBoard(again, token, ACKNOWLEDGED);
            Set<String> kept = new HashSet<>();
            Set<Integer> followUps = new HashSet<>();
            for (var listed : all(again, token, "/api/partnerships")) {
                var id = listed.path("partnershipId").asString();
                var partnership = again.read(token, "/api/partnerships/" + id);
                kept.add(id);
                followUps.add(partnership.path("followUps").size());
                assertThat(partnership.path("meetings")).hasSize(1);
            }
            assertThat(kept).isEqualTo(acknowledged);
            assertThat(followUps).hasSize(1).doesNotContain(0);
            assertThat(all(again, token, "/api/meetings")).hasSize(ACKNOWLEDGED);
        }
    }

    private static Map<String, Object> held(String ours, String partner) {
        return Map.of(
                "ours",
                ours,
                "partner",
                partner,
                "heldOn",
                "2026-01-15",
                "zone",
                "Europe/Warsaw",
                "record",
                Map.of(
                        "interestOurs", 2,
                        "interestTheirs", 2,
                        "areas", List.of("B2B")));
    }

    /**
     * Logs one meeting and tells its partnership. The meeting service hears of organisations a moment after they are
     * registered, so that the first ones may have to be sent again: with the same key, hence once in effect.
     */
    private static String logged(Running running, String token, String ours, String partner, String key)
            throws Exception {
        var json = new JsonMapper();
        var body = json.writeValueAsString(held(ours, partner));
        long until = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (true) {
            var answer = running.send(token, "POST", "/api/meetings", body, Map.of("Idempotency-Key", key));
            if (answer.statusCode() == 201) {
                return json.readTree(answer.body()).path("partnershipId").asString();
            }
            assertThat(System.nanoTime()).as(answer.body()).isLessThan(until);
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
        }
    }

    private static void awaitBoard(Running running, String token, long partnerships) throws Exception {
        long until = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        long shown;
        do {
            assertThat(System.nanoTime()).as("the board is not complete").isLessThan(until);
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
            shown = stages(running.read(token, "/api/board")).values().stream()
                    .mapToLong(count -> count)
                    .sum();
        } while (shown < partnerships);
    }

    private static List<JsonNode> all(Running running, String token, String path) throws Exception {
        var found = new ArrayList<JsonNode>();
        var next = "";
        do {
            var page = running.read(token, path + "?limit=100" + (next.isEmpty() ? "" : "&cursor=" + next));
            page.path("items").forEach(found::add);
            next = page.path("next").asString("");
        } while (!next.isEmpty());
        return found;
    }

    @Test
    void aPortInUseIsSaidInOneLineAndNothingIsTouched() throws Exception {
        var data = directory.resolve("data");
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var refused = Running.start(data, taken.getLocalPort())) {
            assertThat(refused.exitCode()).isEqualTo(1);
            assertThat(refused.said().lines())
                    .singleElement()
                    .satisfies(line -> assertThat(line).contains("Port %d is in use".formatted(taken.getLocalPort())));
        }
        assertThat(data).doesNotExist();
    }

    @Test
    void aPortForFiguresThatIsInUseIsSaidBeforeAnythingStarts() throws Exception {
        var data = directory.resolve("data");
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            // The third of the four.
            int first = taken.getLocalPort() - 2;
            try (var refused = Running.start(data, FreePort.find(), "--metrics", Integer.toString(first))) {
                assertThat(refused.exitCode()).isEqualTo(1);
                assertThat(refused.said().lines())
                        .singleElement()
                        .satisfies(line -> assertThat(line)
                                .contains("Port %d is in use".formatted(taken.getLocalPort()), "--metrics N"));
            }
        }
        assertThat(data).doesNotExist();
    }

    @Test
    void dataOfAnotherVersionAreSaidInOneLineAndNotTouched() throws Exception {
        Files.writeString(directory.resolve("VERSION"), "99\n", UTF_8);
        try (var refused = Running.start(directory, FreePort.find())) {
            assertThat(refused.exitCode()).isEqualTo(1);
            assertThat(refused.said().lines())
                    .singleElement()
                    .satisfies(line -> assertThat(line).contains("version 99", "nothing was changed"));
        }
        try (var files = Files.list(directory)) {
            assertThat(files.map(file -> file.getFileName().toString())).containsExactly("VERSION");
        }
    }
}
