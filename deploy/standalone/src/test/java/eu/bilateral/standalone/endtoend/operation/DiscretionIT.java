package eu.bilateral.standalone.endtoend.operation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import eu.bilateral.standalone.endtoend.driver.Api;
import eu.bilateral.standalone.endtoend.driver.Soon;
import eu.bilateral.standalone.endtoend.driver.TopicAccess;
import java.net.URLEncoder;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

/** What people entrust to it is seen by nobody who only watches it: no log line, span or figure shows any of it. */
class DiscretionIT {

    private static final String NAME = "Kanarek Zofia";
    private static final String MAIL = "zofia.kanarek@example.org";
    private static final String PHONE = "+48 600 123 987";
    private static final String NOTE = "kanarek spiewa o rozwodzie";
    private static final List<String> SECRETS =
            List.of("Kanarek", "kanarek", "600 123 987", "600123987", "spiewa", "rozwodzie");

    @Test
    void nothingThatIsSaidOfAPersonOrAMeetingIsLoggedTracedOrCounted() throws Exception {
        var observed = Observed.running();
        var api = observed.bilateral().as("manager");
        var ours = api.organisation("Discreet");
        var partner = api.organisation("Silent");
        var people = "/api/organisations/%s/people".formatted(partner);
        var person = """
                {"name":"%s","role":"%s","email":"%s","phone":"%s","lawfulBasis":"CONTRACT","source":"THE_PERSON"}""".formatted(NAME, NOTE, MAIL, PHONE);

        // What is taken ...
        assertThat(api.post(people, person).status()).as("a person is taken").isEqualTo(201);
        var meeting = Api.meeting(ours, partner, "2017-05-16")
                .replace("Call them", NOTE)
                .replace("\"promises\":[]", "\"promises\":[],\"note\":\"%s\"".formatted(NOTE + " " + MAIL));
        assertThat(api.log("discreet", meeting).status())
                .as("a meeting is taken")
                .isEqualTo(201);
        assertThat(api.get("/api/organisations?name=" + URLEncoder.encode(NAME, UTF_8))
                        .status())
                .as("a name is looked for")
                .isEqualTo(200);

        // ... and what is refused, each for another reason.
        for (var refused : List.of(
                person.replace("THE_PERSON", NOTE),
                person.replace("\"role\"", "\"%s\"".formatted(NAME)),
                person.replace(MAIL, "no mail of " + NAME),
                person.substring(0, person.length() - 3),
                "[" + person + "]",
                person.replace("\"" + NAME + "\"", "{\"$gt\":\"%s\"}".formatted(NAME)))) {
            assertThat(api.post(people, refused).status()).as(refused).isBetween(400, 499);
        }
        for (var refused : List.of(
                meeting.replace("2017-05-16", NOTE),
                meeting.replace("\"CALL\"", "\"%s\"".formatted(NOTE)),
                meeting.replace("\"note\"", "\"%s\"".formatted(NOTE)),
                meeting.replace(ours, NAME))) {
            assertThat(api.post("/api/meetings", refused).status()).as(refused).isBetween(400, 499);
        }
        assertThat(api.postCsv("/api/organisations/import", "name,%s\n\"%s\",%s\n".formatted(NOTE, NAME, MAIL))
                        .status())
                .isLessThan(500);
        assertThat(api.send(
                                "GET",
                                "/api/meetings?cursor=" + URLEncoder.encode(NAME, UTF_8),
                                "text/plain",
                                null,
                                Map.of())
                        .status())
                .isBetween(400, 499);
        // An event that says what none may say, and that nobody can read.
        try (var topics = new TopicAccess(observed.bilateral().endpoints().getProperty("brokers"))) {
            topics.send(new ProducerRecord<>("meeting-events", partner.getBytes(UTF_8), ("{\"" + NOTE).getBytes(UTF_8)))
                    .get(30, SECONDS);
            topics.awaitAllHeard();
        }

        var logged = Soon.until(
                () -> observed.bilateral().logged(), lines -> lines.contains("ALARM quarantine: meeting-events"));
        assertThat(logged).as("whose line names its trace").containsPattern("\\[[0-9a-f]{32}] .*ALARM quarantine");
        assertThat(SECRETS).as("in the log").noneMatch(logged::contains);
        var printed = observed.bilateral().printed();
        assertThat(SECRETS).as("on the terminal").noneMatch(printed::contains);
        var figures = observed.scrape().text();
        assertThat(SECRETS).as("in the figures").noneMatch(figures::contains);
        var spans = Soon.until(() -> observed.collector().everything(), sent -> sent.contains("hear unreadable"));
        assertThat(SECRETS).as("in the spans").noneMatch(spans::contains);
        assertThat(spans).as("that would be seen there").contains("http post /api/meetings");
    }
}
