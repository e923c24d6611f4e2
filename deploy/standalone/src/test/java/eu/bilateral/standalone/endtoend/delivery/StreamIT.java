package eu.bilateral.standalone.endtoend.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import eu.bilateral.standalone.endtoend.driver.LiveStream;
import eu.bilateral.standalone.endtoend.driver.RunningBilateral;
import org.junit.jupiter.api.Test;

/** A dashboard that comes back misses nothing, also when the service was killed meanwhile. */
class StreamIT {

    @Test
    void aClientThatComesBackHearsWhatHappenedMeanwhileAlsoAfterAKill() throws Exception {
        try (var bilateral = RunningBilateral.start()) {
            var api = bilateral.as("manager");
            String lastId;
            try (var live = LiveStream.open(bilateral.url(), api)) {
                live.await(api.organisation("Heard"));
                lastId = live.lastId();
            }
            var missed = api.organisation("Missed");
            bilateral.killAndRestart();
            var later = bilateral.as("manager").organisation("Later");

            try (var live = LiveStream.open(bilateral.url(), bilateral.as("manager"), lastId)) {
                live.await(missed);
                live.await(later);
                // At least once: killed between the broker's answer and the removal from the outbox, it is told again
                // as is.
                assertThat(live.all().stream().filter(data -> data.contains(missed)))
                        .isNotEmpty()
                        .containsOnly(live.all().stream()
                                .filter(data -> data.contains(missed))
                                .findFirst()
                                .orElseThrow());
                assertThat(live.all()).noneMatch(data -> data.contains("\"Heard\""));
            }
        }
    }
}
