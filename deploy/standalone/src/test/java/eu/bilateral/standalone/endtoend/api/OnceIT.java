package eu.bilateral.standalone.endtoend.api;

import static org.assertj.core.api.Assertions.assertThat;

import eu.bilateral.standalone.endtoend.driver.Api;
import eu.bilateral.standalone.endtoend.driver.RunningBilateral;
import eu.bilateral.standalone.endtoend.driver.Soon;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Nothing happens twice. */
class OnceIT {

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

    private static JsonNode partnership(Api api, Api.Answer meeting) throws IOException, InterruptedException {
        var path = "/api/partnerships/" + meeting.json().path("partnershipId").asString();
        return Soon.until(() -> api.get(path), answer -> answer.status() == 200).json();
    }
}
