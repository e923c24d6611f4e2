package eu.bilateral.standalone.endtoend.operation;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import eu.bilateral.standalone.endtoend.driver.Api;
import eu.bilateral.standalone.endtoend.driver.Desk;
import eu.bilateral.standalone.endtoend.driver.LiveStream;
import eu.bilateral.standalone.endtoend.driver.SlowReceiver;
import eu.bilateral.standalone.endtoend.driver.Soon;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a person sets off can be followed to its last effect. */
class TraceIT {

    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String ASKED = "00f067aa0ba902b7";

    @Test
    void onePostedMeetingIsOneTraceFromTheDoorToTheOpenDashboardAndTheWebhook() throws Exception {
        var observed = Observed.running();
        var collector = observed.collector();
        var api = observed.bilateral().as("manager");
        var ours = api.organisation("Traced");
        var partner = api.organisation("Followed");
        // Both are known by then, so that the one that is followed is asked for once.
        assertThat(api.log("trace", Api.meeting(ours, partner, "2017-05-16")).status())
                .isEqualTo(201);
        try (var live = LiveStream.open(observed.bilateral().url(), api);
                var receiver = SlowReceiver.start()) {
            var webhook = receiver.register(api, "meeting");
            var logged = api.send(
                    "POST",
                    "/api/meetings",
                    "application/json",
                    Api.meeting(ours, partner, "2017-05-17"),
                    Map.of("traceparent", "00-%s-%s-01".formatted(TRACE, ASKED)));
            assertThat(logged.status()).as(logged.text()).isEqualTo(201);
            live.await(logged.json().path("meetingId").asString());

            var tree = Soon.until(
                    () -> collector.tree(TRACE, ASKED), seen -> seen.lines().count() >= 11);

            assertThat(tree).isEqualTo("""
                    dashboard-service SERVER http post /api/meetings/**
                      dashboard-service CLIENT HTTP POST
                        meeting-service SERVER http post /api/meetings
                          meeting-service PRODUCER tell meeting-held
                            dashboard-service CLIENT webhook meeting-held
                            dashboard-service CONSUMER hear meeting-held
                            dashboard-service PRODUCER stream meeting-held
                            follow-up-service CONSUMER hear meeting-held
                              follow-up-service PRODUCER tell meeting-attached
                                dashboard-service CONSUMER hear meeting-attached
                                dashboard-service PRODUCER stream meeting-attached""");
            assertThat(collector.of(TRACE)).as("nothing of it hangs elsewhere").hasSize(11);
            assertThat(receiver.headers()).as("what a receiver is told of it").doesNotContain(TRACE);
            assertThat(api.send("DELETE", webhook, "application/json", null, Map.of())
                            .status())
                    .isEqualTo(204);
        }
    }

    @Test
    void oneMeetingLoggedInABrowserIsOneTraceFromTheFormOn() throws Exception {
        var observed = Observed.running();
        var collector = observed.collector();
        var api = observed.bilateral().as("manager");
        var ours = api.organisation("Klaster Śladu");
        var partner = api.organisation("Traced Partner");
        assertThat(api.log("trace-browser", Api.meeting(ours, partner, "2017-05-16"))
                        .status())
                .isEqualTo(201);
        try (var desk = Desk.of("manager", observed.bilateral())) {
            desk.fillInMeeting("Traced Partner", "Klaster Śladu");
            desk.page().locator("#save-meeting").click();

            // Whether the page's own stream is open just then is up to the browser.
            var tree = Soon.until(
                    () -> collector
                            .trees("http post /meetings")
                            .lines()
                            .filter(line -> !line.contains(" PRODUCER stream "))
                            .collect(joining("\n")),
                    seen -> seen.contains("hear meeting-attached")
                            && seen.contains("dashboard-service CONSUMER hear meeting-held"));

            assertThat(tree).isEqualTo("""
                    dashboard-service SERVER http post /meetings
                      dashboard-service CLIENT HTTP POST
                        meeting-service SERVER http post /api/meetings
                          meeting-service PRODUCER tell meeting-held
                            dashboard-service CONSUMER hear meeting-held
                            follow-up-service CONSUMER hear meeting-held
                              follow-up-service PRODUCER tell meeting-attached
                                dashboard-service CONSUMER hear meeting-attached""");
        }
    }
}
