package eu.bilateral.standalone.endtoend.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import eu.bilateral.standalone.endtoend.driver.RunningBilateral;
import eu.bilateral.standalone.endtoend.driver.TopicAccess;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sample subscribers hear a running Bilateral: each event once, nothing missed, whoever is restarted. */
class SamplesIT {

    private static RunningBilateral bilateral;

    @TempDir
    Path directory;

    @BeforeAll
    static void open() throws Exception {
        bilateral = RunningBilateral.start();
    }

    @AfterAll
    static void end() {
        bilateral.close();
    }

    /** Starts one of the two that hear the topics. */
    private interface Start {
        Sample with(String brokers, String group) throws Exception;
    }

    @Test
    void theSubscriberInJavaHearsEachEventOnce() throws Exception {
        hearsEachEventOnce("in-java", Sample::inJava);
    }

    @Test
    void theSubscriberInNodeHearsEachEventOnce() throws Exception {
        assumeTrue(Sample.isNodeThere(), "There is no Node.js on this machine");
        assumeTrue(
                Sample.areModulesThere(),
                "The packages of the sample in Node.js are not there; deploy/check fetches them");
        hearsEachEventOnce("in-node", Sample::inNode);
    }

    private static void hearsEachEventOnce(String name, Start start) throws Exception {
        var api = bilateral.as("manager");
        var brokers = bilateral.endpoints().getProperty("brokers");
        var before = api.organisation(name + ", before");
        try (var topics = new TopicAccess(brokers);
                var sample = start.with(brokers, name)) {
            sample.await(before);
            // What is no event must not stop it, and what is told twice must not be heard twice.
            topics.send(new ProducerRecord<>("contact-events", null, "rubbish".getBytes(StandardCharsets.UTF_8)))
                    .get();
            for (var record : topics.all()) {
                if (new String(record.value(), StandardCharsets.UTF_8).contains(before)) {
                    topics.send(new ProducerRecord<>(
                                    record.topic(), record.partition(), record.key(), record.value(), record.headers()))
                            .get();
                }
            }
            var meanwhile = api.organisation(name + ", meanwhile");
            sample.await(meanwhile);
            sample.await("Not an event: contact-events");
            // Behind what was told twice, on the same partition.
            var renamed = api.send(
                    "PUT",
                    "/api/organisations/" + before,
                    "application/json",
                    "{\"name\":\"%s, renamed\",\"type\":\"CLUSTER\"}".formatted(name),
                    Map.of("If-Match", api.get("/api/organisations/" + before).etag()));
            assertThat(renamed.status()).as(renamed.text()).isEqualTo(200);
            sample.await("organisation-changed\t" + before);

            assertThat(sample.told(before))
                    .hasSize(2)
                    .satisfiesExactly(
                            registered ->
                                    assertThat(registered).startsWith("organisation-registered\t" + before + "\t1\t{"),
                            changed -> assertThat(changed).startsWith("organisation-changed\t" + before + "\t2\t{"));
            assertThat(sample.told(meanwhile)).hasSize(1);
        }
        var missed = api.organisation(name + ", missed");
        try (var again = start.with(brokers, name)) {
            again.await(missed);
            assertThat(again.told(before)).isEmpty();
            assertThat(again.told(missed)).hasSize(1);
        }
    }

    @Test
    void theFollowerOfTheStreamMissesNothingWhoeverIsRestarted() throws Exception {
        assumeTrue(Sample.isNodeThere(), "There is no Node.js on this machine");
        try (var own = RunningBilateral.start()) {
            var api = own.as("manager");
            var place = directory.resolve("place");
            String before;
            String killed;
            try (var sample = Sample.ofTheStream(own.url(), api.bearer(), place)) {
                sample.await("Listening");
                before = api.organisation("Before");
                sample.await(before);
                own.killAndRestart();
                killed = api.organisation("After the kill");
                sample.await(killed);
                sample.await("Listening again, behind ");
                // Killed before it was taken out of its outbox, it is told again as it is.
                assertThat(sample.told(before).stream().distinct()).hasSize(1);
            }
            var missed = api.organisation("Missed");
            try (var again = Sample.ofTheStream(own.url(), api.bearer(), place)) {
                again.await(missed);
                assertThat(again.told(missed)).hasSize(1);
                assertThat(again.told(killed)).isEmpty();
                assertThat(again.told(before)).isEmpty();
            }
        }
    }

    /** An empty place is none: what happened until the next start would be missed without a word. */
    @Test
    void thePlaceOfTheFollowerIsWholeWheneverItIsStopped() throws Exception {
        assumeTrue(Sample.isNodeThere(), "There is no Node.js on this machine");
        var place = directory.resolve("place");
        try (var flood = new FloodOfEvents()) {
            for (int stop = 1; stop <= 5; stop++) {
                try (var sample = Sample.ofTheStream(flood.url(), "any", place)) {
                    sample.await("something\t");
                }

                assertThat(place).content().matches("\\d+");
            }
        }
    }

    @Test
    void whoIsNotSignedInIsToldSoAndDoesNotGoOn() throws Exception {
        assumeTrue(Sample.isNodeThere(), "There is no Node.js on this machine");
        try (var sample = Sample.ofTheStream(bilateral.url(), "no-token", directory.resolve("place"))) {
            sample.await("The token is not honoured");
        }
    }
}
