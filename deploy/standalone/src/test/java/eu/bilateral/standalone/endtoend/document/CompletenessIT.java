package eu.bilateral.standalone.endtoend.document;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import eu.bilateral.standalone.endtoend.driver.Api;
import eu.bilateral.standalone.endtoend.driver.LiveStream;
import eu.bilateral.standalone.endtoend.driver.RunningBilateral;
import eu.bilateral.standalone.endtoend.driver.TopicAccess;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.util.AntPathMatcher;
import tools.jackson.databind.json.JsonMapper;

/**
 * The documents of the API and of the events are whole and true: after a day in which everything was asked for, there was
 * nothing that they do not say, and nothing that they say was not there.
 */
class CompletenessIT {

    private static final String RUBBISH = "rubbish";
    /** The part of a service that is described to the door, which answers for all of them. */
    private static final List<String> BEHIND_THE_DOOR = List.of("/api/delivery", "/api/quarantine", "/api/openapi");

    private static RunningBilateral bilateral;
    private static ApiDocument document;
    private static WorkingDay day;

    @BeforeAll
    static void passADay() throws Exception {
        bilateral = RunningBilateral.start();
        var api = bilateral.as("manager");
        document = new ApiDocument(api.get("/api/openapi.json").json());
        day = new WorkingDay(api, document);
        try (var topics = new TopicAccess(bilateral.endpoints().getProperty("brokers"))) {
            topics.send(new ProducerRecord<>("contact-events", RUBBISH.getBytes(UTF_8), RUBBISH.getBytes(UTF_8)))
                    .get();
            day.pass();
            day.clear(Set.of("meeting-service", "dashboard-service"));
        }
        listen(api);
    }

    @AfterAll
    static void end() {
        bilateral.close();
    }

    /** The stream never ends, so that its answer is looked at by its head alone. */
    private static void listen(Api api) throws Exception {
        try (var live = LiveStream.open(bilateral.url(), api)) {
            live.await(api.organisation("Heard"));
            document.see("GET", "/api/streams/events", live.answer());
        }
    }

    @Test
    void everyOperationWasAskedForAndAnsweredAsDocumented() {
        assertThat(document.faults()).isEmpty();
        assertThat(document.done()).isEqualTo(document.operations());
    }

    @Test
    void whateverIsSentHasAnExampleThatHolds() {
        assertThat(document.badExamples()).isEmpty();
    }

    @Test
    void whatIsAnsweredIsDocumentedAndTheOtherWayRound() throws IOException {
        var door = routes("dashboard-service");
        var passedOn = door.stream().filter(route -> route.endsWith("/**")).toList();
        var answered = new TreeSet<String>();
        door.stream().filter(route -> !route.endsWith("/**")).forEach(answered::add);
        for (var service : List.of("contact-service", "meeting-service", "follow-up-service")) {
            for (var route : routes(service)) {
                if (passedOn.stream().anyMatch(pattern -> new AntPathMatcher().match(pattern, route))) {
                    answered.add(route);
                } else {
                    assertThat(BEHIND_THE_DOOR)
                            .as("%s of the %s", route, service)
                            .anyMatch(route::contains);
                }
            }
        }

        assertThat(answered).isEqualTo(document.operations());
    }

    /** RFC 9110, 15.5.6; at the door as behind it. */
    @Test
    void whoeverComesByAnotherMethodIsToldWhichOnesThereAre() throws Exception {
        var told = new TreeMap<String, SortedSet<String>>();
        var documented = new TreeMap<String, SortedSet<String>>();
        for (var operation : document.operations()) {
            var path = operation.split(" ", 2)[1].replaceAll("\\{[^}]*}", "00000000-0000-4000-8000-000000000001");
            var answer = bilateral.as("manager").send("PATCH", path, "application/json", null, Map.of());
            assertThat(answer.status()).as(path).isEqualTo(405);
            var allowed = answer.headers().firstValue("Allow").orElse("");
            told.put(path, new TreeSet<>(List.of(allowed.split(", "))));
            var there = document.methods(path);
            there.add("OPTIONS");
            if (there.contains("GET")) {
                there.add("HEAD");
            }
            documented.put(path, there);
        }

        assertThat(told).isEqualTo(documented);
    }

    @Test
    void thereIsNoOtherDocumentBesideTheWholeOne() throws Exception {
        for (var part : List.of("/api/openapi", "/api/openapi.yaml")) {
            assertThat(bilateral.as("manager").get(part).status()).as(part).isEqualTo(404);
        }
    }

    @Test
    void aStrangerIsRefusedEverywhereAsDocumented() throws Exception {
        var strict =
                new ApiDocument(bilateral.as("manager").get("/api/openapi.json").json());
        for (var operation : strict.operations()) {
            var method = operation.split(" ", 2)[0];
            var path = operation.split(" ", 2)[1].replaceAll("\\{[^}]*}", "00000000-0000-4000-8000-000000000001");
            var answer = bilateral.asNobody().send(method, path, "application/json", null, Map.of());
            assertThat(answer.status()).as(operation).isEqualTo(401);
            strict.see(method, path, answer);
            if (path.contains("00000000")) {
                var unknown = bilateral.as("manager").send(method, path, "application/json", null, Map.of());
                assertThat(unknown.status()).as(operation).isBetween(400, 499);
                strict.see(method, path, unknown);
            }
        }
        assertThat(strict.faults()).isEmpty();
    }

    @Test
    void everyEventIsOnItsChannelAndAsDocumented() throws Exception {
        var events = new EventDocument(
                bilateral.as("manager").get("/api/asyncapi.json").json());
        try (var topics = new TopicAccess(bilateral.endpoints().getProperty("brokers"))) {
            assertThat(topics.names()).isEqualTo(events.channels());
            for (var record : topics.all()) {
                if (!RUBBISH.equals(new String(record.value(), UTF_8))) {
                    events.see(record);
                }
            }
        }

        assertThat(events.faults()).isEmpty();
        assertThat(events.seen()).isEqualTo(events.messages());
    }

    /** A look that cannot fail would have seen no fault either. */
    @Test
    void aDocumentThatWereWrongWouldBeFound() throws Exception {
        var api = bilateral.as("manager");
        var text = api.get("/api/openapi.json").text();
        var wrong = new ApiDocument(new JsonMapper()
                .readTree(text.replace("\"registeredAt\"", "\"bornAt\"").replace("/api/board", "/api/bored")));
        for (var path : List.of("/api/organisations", "/api/board", "/api/whoami")) {
            wrong.see("GET", path, api.get(path));
        }

        assertThat(wrong.faults())
                .anyMatch(fault -> fault.contains("registeredAt"))
                .anyMatch(fault -> fault.contains("/api/board is not documented"))
                .noneMatch(fault -> fault.contains("whoami"));
    }

    private static TreeSet<String> routes(String service) throws IOException {
        var routes = new TreeSet<String>();
        for (var route : Files.readAllLines(bilateral.routes().resolve(service))) {
            if (route.contains(" /api/")) {
                routes.add(route);
            }
        }
        assertThat(routes).as(service).isNotEmpty();
        return routes;
    }
}
