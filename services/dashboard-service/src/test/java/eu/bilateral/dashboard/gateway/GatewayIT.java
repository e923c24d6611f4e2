package eu.bilateral.dashboard.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import eu.bilateral.dashboard.testing.Awaiting;
import eu.bilateral.dashboard.testing.Dashboard;
import eu.bilateral.kernel.web.Cursor;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import tools.jackson.databind.json.JsonMapper;

class GatewayIT {

    static final String MANAGER = Dashboard.token("gateway", "boss", "manager");

    static StubService contacts;
    static StubService followUps;
    static int nobodyThere;
    static Dashboard dashboard;

    @BeforeAll
    static void start() throws IOException {
        contacts = new StubService();
        followUps = new StubService();
        try (var free = new ServerSocket(0)) {
            nobodyThere = free.getLocalPort();
        }
        dashboard = Dashboard.start(
                Dashboard.freshStore(),
                "--bilateral.services.contact=" + contacts.address(),
                "--bilateral.services.meeting=http://localhost:" + nobodyThere,
                "--bilateral.services.follow-up=" + followUps.address(),
                "--resilience4j.timelimiter.instances.follow-up-service.timeout-duration=500ms",
                "--resilience4j.bulkhead.configs.default.max-concurrent-calls=2",
                "--resilience4j.bulkhead.configs.default.max-wait-duration=50ms",
                "--resilience4j.bulkhead.instances.contact-service.max-wait-duration=2s",
                "--resilience4j.circuitbreaker.instances.meeting-service.minimum-number-of-calls=4",
                "--resilience4j.circuitbreaker.instances.meeting-service.sliding-window-size=4");
    }

    @AfterAll
    static void stop() {
        dashboard.close();
        contacts.close();
        followUps.close();
    }

    @Test
    void aServiceThatHasEnoughToDoIsNotAskedForMoreAndTheOthersAreToldToComeBack() throws Exception {
        var mayAnswer = new CountDownLatch(1);
        var atWork = new CountDownLatch(2);
        contacts.behave(exchange -> {
            atWork.countDown();
            awaitQuietly(mayAnswer);
            StubService.answer(exchange, 200, Map.of("Content-Type", "application/json"), "{}");
        });
        try (var people = Executors.newVirtualThreadPerTaskExecutor()) {
            var first = List.of(
                    people.submit(() -> dashboard.get("/api/organisations", MANAGER)),
                    people.submit(() -> dashboard.get("/api/organisations", MANAGER)));
            assertThat(atWork.await(10, TimeUnit.SECONDS)).isTrue();

            var third = dashboard.get("/api/organisations", MANAGER);

            assertThat(third.statusCode()).isEqualTo(503);
            assertThat(third.headers().firstValue("Retry-After")).isPresent();
            assertThat(third.body()).contains("problems/service-busy\"", "contact-service", "too much to do");
            mayAnswer.countDown();
            for (var one : first) {
                assertThat(one.get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
            }
        } finally {
            mayAnswer.countDown();
        }
        assertThat(dashboard.get("/api/organisations", MANAGER).statusCode()).isEqualTo(200);
        assertThat(contacts.asked()).hasSize(3);
    }

    @Test
    void whoFindsTheWaitingRoomFullIsSentAwayBeforeAnybodyLooksAtTheToken() throws Exception {
        var mayAnswer = new CountDownLatch(1);
        var atWork = new CountDownLatch(2);
        contacts.behave(exchange -> {
            atWork.countDown();
            awaitQuietly(mayAnswer);
            StubService.answer(exchange, 200, Map.of("Content-Type", "application/json"), "{}");
        });
        var address = "/api/organisations";
        double before = sentAway();
        try (var people = Executors.newVirtualThreadPerTaskExecutor()) {
            var all = IntStream.range(0, 6)
                    .mapToObj(n -> people.submit(() -> dashboard.post(address, MANAGER, "{}")))
                    .toList();
            assertThat(atWork.await(10, TimeUnit.SECONDS)).isTrue();
            Awaiting.until(() -> dashboard.bean(Line.class).isFull(Neighbour.CONTACT));

            var seventh = dashboard.post(address, "no token at all", "{}");

            assertThat(seventh.statusCode()).isEqualTo(503);
            assertThat(seventh.headers().firstValue("Retry-After")).contains("2");
            assertThat(seventh.headers().firstValue("Content-Type")).contains("application/problem+json");
            assertThat(seventh.body())
                    .contains("problems/service-busy\"", "contact-service", "too much to do", "\"" + address + "\"");
            assertThat(sentAway()).isEqualTo(before + 1);
            // Whoever only reads waits for a turn, as does who writes to somebody else; what is read here needs nobody.
            assertThat(dashboard.get("/api/organisations", MANAGER).body()).contains("service-busy");
            assertThat(sentAway()).isEqualTo(before + 1);
            assertThat(dashboard.get("/api/board", MANAGER).statusCode()).isEqualTo(200);
            assertThat(dashboard.post("/api/organisationsx", MANAGER, "{}").statusCode())
                    .isEqualTo(404);
            mayAnswer.countDown();
            for (var one : all) {
                assertThat(one.get(10, TimeUnit.SECONDS).statusCode()).isNotEqualTo(401);
            }
        } finally {
            mayAnswer.countDown();
        }
        assertThat(dashboard.post(address, "no token at all", "{}").statusCode())
                .isEqualTo(401);
    }

    private static double sentAway() {
        return dashboard
                .bean(MeterRegistry.class)
                .get("bilateral.door.sent.away")
                .counter()
                .count();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void aRequestIsPassedOnAsItCameAndTheAnswerAsItIs() {
        contacts.behave(exchange -> StubService.answer(
                exchange,
                201,
                Map.of(
                        "Content-Type", "application/json",
                        "ETag", "\"1\"",
                        "Location", contacts.address() + "/api/organisations/1",
                        "Idempotency-Replayed", "true",
                        "Set-Cookie", "session=1"),
                "{\"name\":\"Łódź\"}"));

        var answer = Dashboard.send(dashboard
                .request("/api/organisations?name=%C5%81%C3%B3d%C5%BA%26co", MANAGER)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", "key-1")
                .header("If-Match", "\"0\"")
                .header("Cookie", "SESSION=secret")
                .POST(HttpRequest.BodyPublishers.ofString("{\"name\":\"Łódź\"}"))
                .build());

        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.body()).isEqualTo("{\"name\":\"Łódź\"}");
        assertThat(answer.headers().firstValue("ETag")).contains("\"1\"");
        assertThat(answer.headers().firstValue("Location")).contains("/api/organisations/1");
        assertThat(answer.headers().firstValue("Idempotency-Replayed")).contains("true");
        assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
        var asked = contacts.asked().getFirst();
        assertThat(asked.method()).isEqualTo("POST");
        assertThat(asked.target()).isEqualTo("/api/organisations?name=%C5%81%C3%B3d%C5%BA%26co");
        assertThat(asked.body()).isEqualTo("{\"name\":\"Łódź\"}");
        assertThat(asked.headers())
                .containsEntry("Authorization", List.of("Bearer " + MANAGER))
                .containsEntry("Idempotency-key", List.of("key-1"))
                .containsEntry("If-match", List.of("\"0\""))
                .doesNotContainKey("Cookie");
        assertThat(asked.headers().getOrDefault("Content-type", List.of("")).getFirst())
                .startsWith("application/json");
    }

    /** Without the version it would overwrite unseen; without the key, sent twice, it would be refused as outdated. */
    @Test
    void aPageReplacesWhatItHasReadUnderAKeyOfItsOwn() {
        contacts.behave(exchange ->
                StubService.answer(exchange, 200, Map.of("Content-Type", "application/json", "ETag", "\"8\""), "{}"));

        var answer = dashboard
                .bean(ServiceCalls.class)
                .put(Neighbour.CONTACT, "/api/organisations/1", Map.of("name", "Łódź"), MANAGER, "\"7\"", "key-1");

        assertThat(answer)
                .isInstanceOfSatisfying(
                        ServiceAnswer.Done.class,
                        done -> assertThat(done.etag()).isEqualTo("\"8\""));
        var asked = contacts.asked().getFirst();
        assertThat(asked.method()).isEqualTo("PUT");
        assertThat(asked.body()).isEqualTo("{\"name\":\"Łódź\"}");
        assertThat(asked.headers())
                .containsEntry("If-match", List.of("\"7\""))
                .containsEntry("Idempotency-key", List.of("key-1"));
    }

    @Test
    void aRefusalOfAServiceArrivesUnchanged() {
        var problem = "{\"type\":\"https://bilateral.eu/problems/unknown-organisation\",\"status\":404}";
        contacts.behave(exchange ->
                StubService.answer(exchange, 404, Map.of("Content-Type", "application/problem+json"), problem));

        var answer = dashboard.get("/api/organisations/1", MANAGER);

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).isEqualTo(problem);
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
        assertThat(contacts.asked()).hasSize(1);
    }

    @Test
    void aLargeFileStreamsThrough() {
        contacts.behave(exchange -> StubService.answer(exchange, 200, Map.of(), "{\"rows\":1}"));
        var csv = "ref,name\n" + "x,Klaster Lubelska Medycyna\n".repeat(10_000);

        var answer = Dashboard.send(dashboard
                .request("/api/organisations/import", MANAGER)
                .header("Content-Type", "text/csv")
                .POST(HttpRequest.BodyPublishers.ofString(csv))
                .build());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(contacts.asked().getFirst().body()).isEqualTo(csv);
    }

    @ParameterizedTest
    @ValueSource(strings = {"csv", "text/csv;charset=klingon", "text/*"})
    void aFileThatSaysOfItselfWhatNobodyCanReadIsToldWhatIsRead(String type) {
        var answer = Dashboard.send(dashboard
                .request("/api/organisations/import", MANAGER)
                .header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofString("ref,name\n"))
                .build());

        assertThat(answer.statusCode()).isEqualTo(415);
        assertThat(answer.body()).contains("unreadable-body", "such as text/csv");
    }

    @Test
    void aFileOfUnknownLengthArrivesWhole() {
        contacts.behave(exchange -> StubService.answer(exchange, 200, Map.of(), "{\"rows\":1}"));
        var csv = "ref,name\n" + "x,Klaster Lubelska Medycyna\n".repeat(100_000);

        var answer = Dashboard.send(dashboard
                .request("/api/organisations/import", MANAGER)
                .header("Content-Type", "text/csv")
                .POST(HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(csv.getBytes(UTF_8))))
                .build());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(contacts.asked().getFirst().body()).isEqualTo(csv);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "POST /api/organisations Transfer-Encoding: chunked",
                "POST /api/organisations/import Transfer-Encoding: chunked",
                "POST /api/organisations Content-Length: 100000",
                "PUT /api/organisations/import Content-Length: 100000",
                "PATCH /api/organisations/import Content-Length: 100000"
            })
    void aBodyThatDripsKeepsNoneOfTheCallsOfAService(String request) throws Exception {
        contacts.behave(exchange -> StubService.answer(exchange, 200, Map.of(), "{}"));
        var parts = request.split(" ", 3);
        try (var one = beginning(parts[0], parts[1], parts[2]);
                var two = beginning(parts[0], parts[1], parts[2])) {
            // As many as the service takes at once, if they were passed on; long enough for both to have been.
            Thread.sleep(500);

            var answer = dashboard.get("/api/organisations", MANAGER);

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(List.of(one, two)).noneMatch(Socket::isClosed);
        }
    }

    /** A request of which the first byte of the body has come. */
    private static Socket beginning(String method, String path, String header) throws IOException {
        var address = dashboard.address(path);
        var socket = new Socket(address.getHost(), address.getPort());
        var first = header.startsWith("Transfer") ? "100\r\nx" : "x";
        socket.getOutputStream()
                .write("""
                %s %s HTTP/1.1\r
                Host: localhost\r
                Authorization: Bearer %s\r
                Content-Type: text/csv\r
                %s\r
                \r
                %s""".formatted(method, path, MANAGER, header, first).getBytes(UTF_8));
        socket.getOutputStream().flush();
        return socket;
    }

    @ParameterizedTest
    @CsvSource({"/api/partnerships/x/follow-ups, 1100000, 1", "/api/organisations/import, 5300000, 5"})
    void aBodyThatIsTooLargeIsTheCallersFaultAndNobodyElsePaysForIt(String path, int bytes, int megabytes) {
        contacts.behave(
                exchange -> StubService.answer(exchange, 200, Map.of("Content-Type", "application/json"), "{}"));
        followUps.behave(
                exchange -> StubService.answer(exchange, 200, Map.of("Content-Type", "application/json"), "{}"));
        var body = new byte[bytes];
        for (int i = 0; i < 12; i++) {
            var told = i % 2 == 0
                    ? HttpRequest.BodyPublishers.ofByteArray(body)
                    // Chunked: how long it is shows only as it comes.
                    : HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body));
            var refused = Dashboard.send(dashboard
                    .request(path, MANAGER)
                    .header("Content-Type", "text/csv")
                    .POST(told)
                    .build());
            assertThat(refused.statusCode()).isEqualTo(413);
            assertThat(refused.body()).contains("problems/body-too-large\"", "larger than " + megabytes + " MB");
        }
        assertThat(dashboard.bean(Line.class).isCutShort(Neighbour.CONTACT)).isFalse();
        assertThat(dashboard.bean(Line.class).isCutShort(Neighbour.FOLLOW_UP)).isFalse();
    }

    @Test
    void readingIsTriedAgainAndWritingIsNot() {
        contacts.behave(exchange -> {
            if (contacts.asked().size() < 3) {
                exchange.close();
            } else {
                StubService.answer(exchange, 200, Map.of("Content-Type", "application/json"), "[3]");
            }
        });
        var read = dashboard.get("/api/organisations/2", MANAGER);
        assertThat(read.statusCode()).isEqualTo(200);
        assertThat(read.body()).isEqualTo("[3]");

        contacts.behave(HttpExchange::close);
        var written = dashboard.post("/api/organisations", MANAGER, "{}");
        assertThat(written.statusCode()).isEqualTo(503);
        assertThat(contacts.asked()).hasSize(1);

        contacts.behave(exchange -> StubService.answer(exchange, 200, Map.of(), "{}"));
        // Whatever the breaker made of the broken answers, this service is soon there again.
        Awaiting.until(() -> dashboard.get("/api/organisations/3", MANAGER).statusCode() == 200);
    }

    @Test
    @ExtendWith(OutputCaptureExtension.class)
    void aServiceThatIsDownIsNamedAndTheOthersWork(CapturedOutput log) {
        contacts.behave(exchange -> StubService.answer(exchange, 200, Map.of(), "{}"));
        var breaker = dashboard.bean(CircuitBreakerRegistry.class).circuitBreaker("meeting-service");
        breaker.reset();

        for (int count = 0; count < 12; count++) {
            var answer = dashboard.post("/api/meetings", MANAGER, "{}");

            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Retry-After")).isPresent();
            assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
            assertThat(answer.body())
                    .contains("https://bilateral.eu/problems/service-unavailable")
                    .contains("meeting-service")
                    .contains("Nothing is known to be stored");
        }
        assertThat(dashboard.bean(Line.class).isCutShort(Neighbour.MEETING)).isTrue();
        // Twelve were sent away; the log tells of those that tried, and that nobody tries any more.
        assertThat(log.getOut().lines().filter(line -> line.contains("The meeting-service does not answer")))
                .hasSizeLessThan(8);
        breaker.transitionToHalfOpenState();
        breaker.transitionToOpenState();
        assertThat(log.getOut())
                .containsOnlyOnce("Too many calls to the meeting-service failed")
                .doesNotContain("The meeting-service answers again");
        Awaiting.until(() -> dashboard.get("/api/organisations", MANAGER).statusCode() == 200);
        assertThat(dashboard.get("/api/board", MANAGER).statusCode()).isEqualTo(200);
        var calls = dashboard.bean(ServiceCalls.class);
        assertThat(calls.get(Neighbour.MEETING, "/api/missions", MANAGER))
                .isInstanceOfSatisfying(ServiceAnswer.Problem.class, problem -> {
                    assertThat(problem.status()).isEqualTo(503);
                    assertThat(problem.code()).isEqualTo("service-unavailable");
                });
        var health = dashboard.get("/api/health", MANAGER).body();
        assertThat(health).contains("{\"name\":\"meeting-service\",\"state\":\"down\"}");
        assertThat(health).contains("{\"name\":\"contact-service\",\"state\":\"up\"}");
        breaker.transitionToHalfOpenState();
        breaker.transitionToClosedState();
        assertThat(log.getOut()).containsOnlyOnce("The meeting-service answers again");
    }

    @Test
    void aServiceThatIsTooSlowIsGivenUpInTime() {
        var released = new CountDownLatch(1);
        followUps.behave(exchange -> {
            try {
                var unused = released.await(20, TimeUnit.SECONDS);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
            exchange.close();
        });
        long began = System.nanoTime();

        var answer = dashboard.get("/api/partnerships", MANAGER);

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).contains("follow-up-service takes too long");
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(10));
        assertThat(followUps.asked()).hasSize(1);
        released.countDown();
    }

    @Test
    void anImportMayTakeLongerThanAnythingElseHoweverShortItsFile() {
        followUps.behave(exchange -> {
            try {
                TimeUnit.SECONDS.sleep(1);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
            StubService.answer(exchange, 200, Map.of(), "{\"rows\":1}");
        });

        var answer = dashboard.post("/api/partnerships/import", MANAGER, "{}");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"rows\":1}");
    }

    @Test
    void theQuarantineTellsWhoCouldNotBeAsked() {
        contacts.behave(exchange -> StubService.answer(
                exchange, 200, Map.of("Content-Type", "application/json"), "{\"items\":[{\"id\":\"a-0-1\"}]}"));

        var answer = dashboard.get("/api/quarantine", MANAGER);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .contains("{\"service\":\"contact-service\",\"entry\":{\"id\":\"a-0-1\"}}")
                .contains("\"meeting-service\"");
        var replayed = dashboard.post("/api/quarantine/contact-service/a-0-1/replay", MANAGER, "");
        assertThat(replayed.statusCode()).isEqualTo(204);
        assertThat(contacts.asked().getLast().target()).isEqualTo("/api/quarantine/a-0-1/replay");
        assertThat(dashboard
                        .post("/api/quarantine/dashboard-service/none/discard", MANAGER, "")
                        .statusCode())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"199 | []", "200 | [\"contact-service\"]"})
    void theQuarantineTellsWhoMayHaveMoreThanIsListed(int listed, String truncated) {
        var entries = IntStream.range(0, listed)
                .mapToObj("{\"id\":\"a-0-%d\"}"::formatted)
                .collect(Collectors.joining(",", "{\"items\":[", "]}"));
        contacts.behave(
                exchange -> StubService.answer(exchange, 200, Map.of("Content-Type", "application/json"), entries));

        assertThat(dashboard.get("/api/quarantine", MANAGER).body()).contains("\"truncated\":" + truncated);
    }

    @ParameterizedTest
    @CsvSource({"no-service/a-0-1, unknown-service", "contact-service/a.b, unknown-entry"})
    void whatIsInNoQuarantineIsNotAskedFor(String entry, String code) {
        int before = contacts.asked().size();

        var answer = dashboard.post("/api/quarantine/%s/replay".formatted(entry), MANAGER, "");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).contains("problems/" + code);
        assertThat(contacts.asked()).hasSize(before);
    }

    @Test
    void howAllServicesDeliverIsToldAndWhoDoesNotAnswerIsNamed() {
        contacts.behave(exchange -> StubService.answer(exchange, 200, Map.of("Content-Type", "application/json"), """
                {"readAt":"2030-03-01T12:00:00Z","verdict":"BEHIND","outbox":{"documents":3,
                 "oldestSince":"2030-03-01T11:59:00Z"},"quarantine":{"poisoned":0,"waiting":0},"hears":[],
                 "saidByTheNextVersion":true}"""));

        var answer = dashboard.get("/api/delivery", MANAGER);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(contacts.asked().getLast().target()).isEqualTo("/api/delivery");
        assertThat(answer.body())
                .contains(
                        "{\"service\":\"contact-service\",\"delivery\":{\"readAt\":\"2030-03-01T12:00:00Z\","
                                + "\"verdict\":\"BEHIND\",\"outbox\":{\"documents\":3,\"oldestSince\":\"2030-03-01T11:59:00Z\"}")
                .contains("{\"service\":\"meeting-service\"}")
                .contains("\"service\":\"dashboard-service\",\"delivery\":{")
                .containsPattern("\"topic\":\"follow-up-events\",\"group\":\"[^\"]+-webhooks\",\"listening\":true");
    }

    @Test
    void theApiDocumentHasTheRoutesOfAllWhoAnswer() {
        contacts.behave(exchange -> StubService.answer(exchange, 200, Map.of("Content-Type", "application/json"), """
                {"openapi":"3.1.0","paths":{"/api/organisations":{"get":{"operationId":"list","responses":{"200":{"content":{
                    "application/json":{"schema":{"$ref":"#/components/schemas/Party"}}}}}}},
                  "/api/quarantine/{id}/replay":{"post":{"operationId":"replay"}}},
                 "components":{"schemas":{"Party":{"type":"string"},"Unused":{"type":"string"}}}}"""));

        var answer = dashboard.get("/api/openapi.json", MANAGER);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .contains("\"/api/organisations\"")
                .contains("\"/api/board\"")
                .contains("\"/api/delivery\"")
                .contains("\"/api/streams/events\"")
                .contains("\"/api/quarantine/{service}/{id}/replay\"")
                .doesNotContain("\"/api/quarantine/{id}/replay\"")
                .contains("\"contact-service.Party\"", "\"#/components/schemas/contact-service.Party\"")
                .doesNotContain("\"Unused\"");
        assertThat(answer.headers().allValues("Bilateral-Incomplete")).contains("meeting-service");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /api/organisations",
                "POST /api/organisations",
                "GET /api/people/1",
                "GET /api/missions",
                "POST /api/meetings",
                "GET /api/partnerships",
                "PUT /api/organisations/1",
                "GET /api/board",
                "GET /api/partnerships/1/timeline",
                "GET /api/follow-ups",
                "GET /api/missions/1/report",
                "GET /api/streams/events",
                "GET /api/quarantine",
                "GET /api/delivery",
                "GET /api/health",
                "GET /api/whoami",
                "GET /api/openapi.json",
                "GET /api/openapi",
                "GET /api/asyncapi.json",
                "GET /api/schemas/meeting-held",
                "GET /api/read-models",
                "POST /api/read-models/rebuild",
                "GET /api/anything-else"
            })
    void nothingIsAnsweredWithoutAToken(String operation) {
        var parts = operation.split(" ");
        var answer = Dashboard.send(HttpRequest.newBuilder(dashboard.address(parts[1]))
                .method(parts[0], HttpRequest.BodyPublishers.noBody())
                .build());
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).contains("unauthenticated");
    }

    @Test
    void aServiceThatEndsInTheMiddleOfItsAnswerHasGivenNone() {
        contacts.behave(exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, 1_000);
            exchange.getResponseBody().write("{\"items\":".getBytes(UTF_8));
            exchange.getResponseBody().flush();
            exchange.close();
        });

        var answer = dashboard.get("/api/organisations", MANAGER);

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).contains("contact-service", "service-unavailable");
    }

    @Test
    void theEventsAreDescribedForWhoeverSubscribes() {
        var document = JsonMapper.shared()
                .readTree(dashboard.get("/api/asyncapi.json", MANAGER).body());
        var schema = JsonMapper.shared()
                .readTree(dashboard.get("/api/schemas/meeting-held", MANAGER).body());

        assertThat(document.at("/channels/meeting-events/messages/meeting-held/$ref")
                        .asString())
                .isEqualTo("#/components/messages/meeting-held");
        assertThat(schema.at("/properties/heldOn/format").asString()).isEqualTo("date");
        assertThat(dashboard.get("/api/schemas/meeting-dreamt", MANAGER).statusCode())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "viewer POST /api/meetings",
                "viewer PUT /api/organisations/1",
                "viewer POST /api/read-models/rebuild",
                "developer POST /api/read-models/rebuild",
                "developer GET /api/quarantine",
                "developer GET /api/delivery",
                "viewer GET /api/read-models"
            })
    void whatARoleMayNotDoIsRefusedAtTheDoor(String operation) {
        var parts = operation.split(" ");
        var answer = Dashboard.send(dashboard
                .request(parts[2], Dashboard.token("gateway", "somebody", parts[0]))
                .method(parts[1], HttpRequest.BodyPublishers.noBody())
                .build());
        assertThat(answer.statusCode()).isEqualTo(403);
    }

    @ParameterizedTest
    @CsvSource({
        "GET,/api/nope,404",
        "POST,/api/nope,404",
        "GET,/api/openapi,404",
        "GET,/api/openapi.yaml,404",
        "DELETE,/api/webhooks,405",
        "PATCH,/api/quarantine,405",
        "PUT,/api/board,405",
        "DELETE,/api/missions/1/report,405",
        "POST,/api/partnerships/1/timeline,405"
    })
    void whatIsNotThereIsToldAsSuchToWhoeverIsSignedIn(String method, String path, int status) {
        var answer = Dashboard.send(dashboard
                .request(path, Dashboard.token("gateway", "somebody", "manager"))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build());

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
        assertThat(answer.headers().firstValue("Allow").isPresent()).isEqualTo(status == 405);
    }

    /** HEAD is among the methods that OPTIONS names; the stream itself would never end. */
    @Test
    void theHeadOfTheStreamIsToldWithoutTheStream() {
        var path = "/api/streams/events?kind=";
        var viewer = Dashboard.token("gateway", "somebody", "viewer");
        var head = asked("HEAD", path + "meeting", viewer);

        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/event-stream"));
        assertThat(asked("HEAD", path + "weather", viewer).statusCode()).isEqualTo(400);
        assertThat(asked("OPTIONS", path + "meeting", viewer).headers().firstValue("Allow"))
                .contains("GET,HEAD,OPTIONS");
    }

    private static HttpResponse<String> asked(String method, String path, String token) {
        return Dashboard.send(dashboard
                .request(path, token)
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build());
    }

    /** The door does not know which methods there are behind it: it would promise some that are refused. */
    @ParameterizedTest
    @CsvSource({
        "viewer,PATCH,/api/organisations",
        "viewer,DELETE,/api/organisations/1",
        "manager,PUT,/api/partnerships/1",
        "developer,DELETE,/api/people/1"
    })
    void whichMethodsThereAreBehindTheDoorIsToldByTheServiceThere(String role, String method, String path) {
        for (var service : List.of(contacts, followUps)) {
            service.behave(exchange -> StubService.answer(
                    exchange,
                    405,
                    Map.of("Content-Type", "application/problem+json", "Allow", "GET, HEAD, OPTIONS"),
                    "{\"status\":405}"));
        }

        var answer = Dashboard.send(dashboard
                .request(path, Dashboard.token("gateway", "somebody", role))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build());

        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.headers().allValues("Allow")).containsExactly("GET, HEAD, OPTIONS");
        assertThat(Stream.of(contacts, followUps).flatMap(service -> service.asked().stream()))
                .singleElement()
                .satisfies(asked -> {
                    assertThat(asked.method()).isEqualTo(method);
                    assertThat(asked.target()).isEqualTo(path);
                });
    }

    @Test
    void whoAsksForTheMethodsBehindTheDoorIsAnsweredByTheServiceToo() {
        contacts.behave(exchange -> StubService.answer(exchange, 200, Map.of("Allow", "GET,HEAD,PUT,OPTIONS"), ""));

        var answer = Dashboard.send(dashboard
                .request("/api/organisations/1", Dashboard.token("gateway", "somebody", "viewer"))
                .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
                .build());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Allow")).contains("GET,HEAD,PUT,OPTIONS");
    }

    /** Of two versions the service must see both, or it would take the first for the only one. */
    @Test
    void severalLinesOfAHeaderAreAllPassedOn() {
        contacts.behave(
                exchange -> StubService.answer(exchange, 200, Map.of("Content-Type", "application/json"), "{}"));

        var answer = Dashboard.send(dashboard
                .request("/api/organisations/1", MANAGER)
                .header("If-Match", "\"1\"")
                .header("If-Match", "\"2\"")
                .header("Idempotency-Key", "key-1")
                .header("Idempotency-Key", "key-2")
                .PUT(HttpRequest.BodyPublishers.ofString("{}"))
                .build());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(contacts.asked().getFirst().headers())
                .containsEntry("If-match", List.of("\"1\"", "\"2\""))
                .containsEntry("Idempotency-key", List.of("key-1", "key-2"));
    }

    /** Some lists go by the same parts; a place in one of them is none in another. */
    @Test
    void aCursorOfAnotherListIsRefused() {
        var cursor = new Cursor("meetings", 2).after("2017-05-16", "6f1b9a52-3a51-4c0e-9d3e-2a4b0e6d7c11");

        var answer = dashboard.get("/api/follow-ups?cursor=" + cursor, MANAGER);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("malformed-cursor", "begin anew");
    }

    /** To forget what is forgotten changes nothing, so that there is nothing for a key to guard. */
    @Test
    void whatIsDeletedNeedsNoKeyAndWhatIsReadMayBeUnchanged() {
        var document = JsonMapper.shared()
                .readTree(dashboard.get("/api/openapi.json", MANAGER).body());

        var webhook = document.at("/paths/~1api~1webhooks~1{webhookId}");
        assertThat(webhook.at("/delete/parameters")
                        .valueStream()
                        .map(one -> one.path("name").asString()))
                .contains("webhookId", "If-Match")
                .doesNotContain("Idempotency-Key");
        assertThat(webhook.at("/get/responses/304/headers/ETag").isMissingNode())
                .isFalse();
        assertThat(webhook.at("/get/responses/304/content").isMissingNode()).isTrue();
        assertThat(webhook.at("/put/responses/304").isMissingNode()).isTrue();
    }

    /** Of an event that may be any, clients make the first that fits, and lose what it does not have. */
    @Test
    void theEntriesOfATimelineAreToldApartByTheirType() {
        var schemas = JsonMapper.shared()
                .readTree(dashboard.get("/api/openapi.json", MANAGER).body())
                .at("/components/schemas");

        var entry = schemas.path("TimelineEntry");
        assertThat(entry.at("/discriminator/propertyName").asString("")).isEqualTo("type");
        var mapping = entry.at("/discriminator/mapping");
        assertThat(mapping.propertyNames()).contains("lead-opened", "meeting-held", "stage-moved");
        assertThat(entry.path("oneOf").valueStream().map(one -> one.path("$ref").asString("")))
                .containsExactlyElementsOf(
                        mapping.valueStream().map(one -> one.asString()).toList());
        mapping.properties().forEach(kind -> {
            var one = schemas.path(kind.getValue().asString().replaceFirst(".*/", ""));
            assertThat(one.at("/properties/type/enum").valueStream().map(type -> type.asString()))
                    .containsExactly(kind.getKey());
            assertThat(one.at("/properties/event/$ref").asString(""))
                    .isEqualTo("#/components/schemas/" + kind.getKey());
            assertThat(one.path("required").valueStream().map(field -> field.asString()))
                    .contains("eventId", "at", "type", "byPerson", "event");
        });
    }

    @Test
    void theDocumentNamesTheGroupsOfTheQueue() {
        var document = JsonMapper.shared()
                .readTree(dashboard.get("/api/openapi.json", MANAGER).body());

        var group = document.at("/paths/~1api~1follow-ups/get/parameters")
                .valueStream()
                .filter(parameter -> "group".equals(parameter.path("name").asString()))
                .findFirst()
                .orElseThrow();
        var groups = group.at("/schema/enum")
                .valueStream()
                .map(one -> one.asString())
                .toList();

        assertThat(groups).containsExactly("late", "today", "next");
        assertThat(group.path("description").asString("")).isNotBlank();
        for (var one : groups) {
            assertThat(dashboard.get("/api/follow-ups?group=" + one, MANAGER).statusCode())
                    .isEqualTo(200);
        }
        assertThat(dashboard.get("/api/follow-ups?group=LATE", MANAGER).statusCode())
                .isEqualTo(400);
    }
}
