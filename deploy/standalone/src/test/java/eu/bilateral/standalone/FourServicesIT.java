package eu.bilateral.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import eu.bilateral.kernel.testing.AlsoOnRealParts;
import eu.bilateral.kernel.testing.TestBroker;
import eu.bilateral.kernel.testing.TestStore;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The four services together, on whichever broker and store the tests have. */
@AlsoOnRealParts
class FourServicesIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    private Path data;

    @Test
    void aLoggedMeetingOpensOneLeadWithItsFollowUpsAndACardAndIsThereAfterAKill() throws Exception {
        int port = FreePort.find();
        String partnership;
        JsonNode before;
        try (var running = start(port)) {
            var token = running.token("manager");
            var meeting = JSON.writeValueAsString(
                    meeting(running.organisation(token, "Ours"), running.organisation(token, "Theirs")));
            var key = Map.of("Idempotency-Key", "logged-once");
            var first = until(
                    () -> running.send(token, "POST", "/api/meetings", meeting, key),
                    answer -> answer.statusCode() == 201);
            var again = running.send(token, "POST", "/api/meetings", meeting, key);

            assertThat(again.statusCode()).isEqualTo(201);
            assertThat(again.headers().firstValue("Idempotency-Replayed")).contains("true");
            partnership = JSON.readTree(first.body()).path("partnershipId").asString();
            before = lead(running, partnership);
            assertThat(before.path("stage").asString()).isEqualTo("INTEREST_CONFIRMED");
            assertThat(before.path("followUps")).isNotEmpty();
            assertThat(cards(running)).isEqualTo(1);
            running.kill();
        }
        try (var running = start(port)) {
            assertThat(lead(running, partnership)).isEqualTo(before);
            assertThat(cards(running)).isEqualTo(1);
        }
    }

    private Running start(int port) throws IOException {
        return Running.start(ServicesAlone.class, data, port, TestBroker.bootstrapServers(), TestStore.address())
                .awaitReady();
    }

    private static Map<String, Object> meeting(String ours, String theirs) {
        var day = LocalDate.now(ZoneId.of("Europe/Warsaw")).minusDays(1);
        return Map.of(
                "ours",
                ours,
                "partner",
                theirs,
                "heldOn",
                day.toString(),
                "zone",
                "Europe/Warsaw",
                "record",
                Map.of(
                        "interestOurs",
                        3,
                        "interestTheirs",
                        2,
                        "areas",
                        List.of("JOINT_FUNDING"),
                        "promises",
                        List.of(),
                        "nextStep",
                        Map.of(
                                "kind",
                                "CALL",
                                "text",
                                "Call",
                                "dueOn",
                                day.plusDays(7).toString(),
                                "by",
                                "OURS")));
    }

    private static JsonNode lead(Running running, String partnership) throws Exception {
        var token = running.token("manager");
        return JSON.readTree(until(
                        () -> running.send(token, "GET", "/api/partnerships/" + partnership, "", Map.of()),
                        answer -> answer.statusCode() == 200)
                .body());
    }

    /** How many there are on the board, once there is one. */
    private static long cards(Running running) throws Exception {
        var token = running.token("manager");
        return count(until(
                () -> running.send(token, "GET", "/api/board", "", Map.of()),
                answer -> answer.statusCode() == 200 && count(answer) > 0));
    }

    private static long count(HttpResponse<String> board) {
        return JSON.readTree(board.body())
                .path("columns")
                .valueStream()
                .mapToLong(column -> column.path("count").asLong())
                .sum();
    }

    private static HttpResponse<String> until(
            Callable<HttpResponse<String>> asking, Predicate<HttpResponse<String>> good) throws Exception {
        long giveUp = System.nanoTime() + PATIENCE.toNanos();
        var answer = asking.call();
        while (!good.test(answer)) {
            if (System.nanoTime() > giveUp) {
                throw new AssertionError("It stays %d %s".formatted(answer.statusCode(), answer.body()));
            }
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
            answer = asking.call();
        }
        return answer;
    }
}
