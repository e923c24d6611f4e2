package eu.bilateral.standalone.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Nothing acknowledged is lost, and nothing happens twice. */
class OnceIT {

    private static final int MEETINGS = 300;

    @Test
    void theSameMeetingPostedTwiceOpensOneLeadWithOneSetOfFollowUps() throws Exception {
        var api = RunningBilateral.demo().as("lublin");
        var ours = api.organisation("Once Cluster");
        var partner = api.organisation("Once Partner");
        var meeting = Api.meeting(ours, partner, "2017-05-22");

        var first = api.log("once-and-again", meeting);
        var second = api.postOnce("/api/meetings", "once-and-again", meeting);

        assertThat(first.status()).as(first.text()).isEqualTo(201);
        assertThat(second.status()).isEqualTo(201);
        assertThat(second.json().path("meetingId")).isEqualTo(first.json().path("meetingId"));
        assertThat(second.headers().firstValue("Idempotency-Replayed")).contains("true");
        var partnership = partnership(api, first);
        assertThat(partnership.path("followUps")).hasSize(7);
        assertThat(api.all("/api/meetings?partner=" + partner)).hasSize(1);

        var other = api.postOnce("/api/meetings", "once-and-again", Api.meeting(ours, partner, "2017-05-21"));
        assertThat(other.status()).isEqualTo(422);
        assertThat(other.problem()).isEqualTo("key-reused");
    }

    @Test
    void threeHundredAcknowledgedMeetingsSurviveAKillWithTheirLeadsAndFollowUpsEachOnce() throws Exception {
        try (var bilateral = RunningBilateral.start()) {
            var api = bilateral.as("manager");
            var ours = api.organisation("Lublin");
            var partners = new ArrayList<String>();
            for (int i = 0; i < MEETINGS; i++) {
                partners.add(api.organisation("Partner " + i));
            }
            var last = api.log("last", Api.meeting(ours, partners.getLast(), "2026-01-15"));
            assertThat(last.status()).as(last.text()).isEqualTo(201);
            var acknowledged = new ConcurrentHashMap<String, String>();
            try (var workers = Executors.newFixedThreadPool(8)) {
                for (var partner : partners.subList(0, MEETINGS - 1)) {
                    var unused = workers.submit(() -> {
                        var answer = api.log("meet-" + partner, Api.meeting(ours, partner, "2026-01-15"));
                        if (answer.status() == 201) {
                            acknowledged.put(
                                    answer.json().path("meetingId").asString(),
                                    answer.json().path("partnershipId").asString());
                        }
                        return answer;
                    });
                }
            }
            acknowledged.put(
                    last.json().path("meetingId").asString(),
                    last.json().path("partnershipId").asString());
            assertThat(acknowledged).hasSize(MEETINGS);

            bilateral.killAndRestart();

            var after = bilateral.as("manager");
            var meetings = after.all("/api/meetings");
            assertThat(meetings).hasSize(MEETINGS);
            assertThat(meetings)
                    .extracting(meeting -> meeting.path("meetingId").asString())
                    .containsExactlyInAnyOrderElementsOf(acknowledged.keySet());
            var partnerships = Soon.until(() -> after.all("/api/partnerships"), all -> all.size() >= MEETINGS);
            assertThat(partnerships)
                    .extracting(partnership -> partnership.path("partnershipId").asString())
                    .containsExactlyInAnyOrderElementsOf(acknowledged.values());
            for (var partnership : partnerships) {
                var whole = after.get("/api/partnerships/"
                                + partnership.path("partnershipId").asString())
                        .json();
                assertThat(whole.path("followUps")).as(whole.toString()).hasSize(7);
            }
            var cards = Soon.until(() -> cards(after), count -> count >= MEETINGS);
            assertThat(cards).isEqualTo(MEETINGS);
        }
    }

    private static long cards(Api api) throws IOException, InterruptedException {
        long count = 0;
        for (var column : api.get("/api/board").json().path("columns")) {
            count += column.path("count").asLong();
        }
        return count;
    }

    private static JsonNode partnership(Api api, Api.Answer meeting) throws IOException, InterruptedException {
        var path = "/api/partnerships/" + meeting.json().path("partnershipId").asString();
        return Soon.until(() -> api.get(path), answer -> answer.status() == 200).json();
    }
}
