package eu.bilateral.standalone.endtoend.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import eu.bilateral.standalone.endtoend.driver.Api;
import eu.bilateral.standalone.endtoend.driver.RunningBilateral;
import eu.bilateral.standalone.endtoend.driver.SlowReceiver;
import eu.bilateral.standalone.endtoend.driver.Soon;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** A receiver is told everything in order, also by a Bilateral that is killed again and again while it tells. */
class WebhookKillsIT {

    private static final int ORGANISATIONS = 3;
    private static final int ROUNDS = 2;
    private static final int CHANGES_PER_ROUND = 4;

    /** A dead instance is waited for as long as its turn lasts. */
    private static final Map<String, String> QUICKLY = Map.of(
            "BILATERAL_WEBHOOKS_HTTP_ON_LOOPBACK", "true",
            "BILATERAL_WEBHOOKS_ANSWER_WITHIN", "2s",
            "BILATERAL_WEBHOOKS_LEASE", "5s");

    @Test
    void whatWasAcceptedIsToldInOrderHoweverOftenItIsKilledMeanwhile() throws Exception {
        try (var bilateral = RunningBilateral.start(QUICKLY);
                var receiver = SlowReceiver.start()) {
            var api = bilateral.as("manager");
            var unused = receiver.register(api, "contact");
            var organisations = new ArrayList<String>();
            for (int n = 0; n < ORGANISATIONS; n++) {
                organisations.add(api.organisation("Told " + n));
            }
            for (int round = 0; round < ROUNDS; round++) {
                for (int change = 0; change < CHANGES_PER_ROUND; change++) {
                    for (var organisation : organisations) {
                        rename(api, organisation, "Round %d, change %d".formatted(round, change));
                    }
                }
                assertThat(receiver.answered())
                        .as("something is on its way when it is killed")
                        .isLessThan(ORGANISATIONS * (1 + CHANGES_PER_ROUND * (round + 1)));
                bilateral.killAndRestart();
            }

            var whole = LongStream.rangeClosed(1, 1 + ROUNDS * CHANGES_PER_ROUND)
                    .boxed()
                    .toList();
            var expected = new TreeMap<String, List<Long>>();
            organisations.forEach(one -> expected.put(one, whole));
            assertThat(Soon.until(receiver::firstTold, expected::equals)).isEqualTo(expected);
        }
    }

    private static void rename(Api api, String organisation, String name) throws Exception {
        var renamed = api.send(
                "PUT",
                "/api/organisations/" + organisation,
                "application/json",
                "{\"name\":\"%s\",\"type\":\"CLUSTER\"}".formatted(name),
                Map.of("If-Match", api.get("/api/organisations/" + organisation).etag()));
        assertThat(renamed.status()).as(renamed.text()).isEqualTo(200);
    }
}
