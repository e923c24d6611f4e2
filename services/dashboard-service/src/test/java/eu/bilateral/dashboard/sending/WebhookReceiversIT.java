package eu.bilateral.dashboard.sending;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import eu.bilateral.dashboard.testing.Awaiting;
import eu.bilateral.dashboard.testing.Broker;
import eu.bilateral.dashboard.testing.Certificates;
import eu.bilateral.dashboard.testing.Dashboard;
import eu.bilateral.dashboard.testing.Receiver;
import eu.bilateral.dashboard.testing.Receiver.Call;
import eu.bilateral.dashboard.testing.Receiver.Manner;
import eu.bilateral.dashboard.testing.Story;
import eu.bilateral.dashboard.webhook.HostLookup;
import eu.bilateral.dashboard.webhook.Signatures;
import eu.bilateral.kernel.event.DomainEvent;
import eu.bilateral.kernel.event.EventEnvelope;
import eu.bilateral.kernel.id.MeetingId;
import eu.bilateral.kernel.id.OrganisationId;
import eu.bilateral.kernel.id.WorkspaceId;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The whole service and real receivers, of which each behaves badly in a way of its own. Makes the table of docs/webhooks.md. */
class WebhookReceiversIT {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Path TABLE = Path.of("target", "webhook-receivers.md");
    private static final Path PAGE = Path.of("..", "..", "docs", "webhooks.md");
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(10);
    private static final InetAddress PUBLIC = literal("93.184.216.34");

    /** What the names of this test lead to; a name that is asked for more often than it has answers keeps the last. */
    private static final Map<String, List<InetAddress>> NAMES = new ConcurrentHashMap<>();

    private static final Map<String, AtomicInteger> ASKED = new ConcurrentHashMap<>();

    private static Dashboard dashboard;
    private static Certificates trusted;
    private static final List<Receiver> RECEIVERS = new ArrayList<>();

    @Configuration(proxyBeanMethods = false)
    static class Names {

        @Bean
        @Primary
        HostLookup namesOfTheTest() {
            return host -> {
                var answers = NAMES.get(host);
                if (answers == null) {
                    return List.of(InetAddress.getAllByName(host));
                }
                int nth = ASKED.computeIfAbsent(host, first -> new AtomicInteger())
                        .getAndIncrement();
                if (answers.isEmpty()) {
                    throw new UnknownHostException(host);
                }
                return List.of(answers.get(Math.min(nth, answers.size() - 1)));
            };
        }
    }

    private static InetAddress literal(String address) {
        try {
            return InetAddress.getByName(address);
        } catch (UnknownHostException none) {
            throw new IllegalArgumentException(none);
        }
    }

    /** The year of the story's events, a little before them. */
    private static String clock() {
        return "--bilateral.clock-offset=" + Duration.between(Instant.now(), Story.NOON.minus(Duration.ofMinutes(20)));
    }

    private static Dashboard start(String store, String... more) {
        var settings = new ArrayList<String>(List.of(
                clock(),
                "--bilateral.webhooks.http-on-loopback=true",
                "--bilateral.webhooks.attempts=3",
                "--bilateral.webhooks.per-workspace=30",
                "--bilateral.webhooks.first-pause=300ms",
                "--bilateral.webhooks.longest-pause=1s",
                "--bilateral.webhooks.look-every=200ms"));
        settings.addAll(List.of(more));
        return Dashboard.startWith(List.of(Names.class), store, settings.toArray(String[]::new));
    }

    @BeforeAll
    static void open() throws Exception {
        trusted = Certificates.of("hooks.example");
        trusted.trust();
        dashboard = start(Dashboard.freshStore());
    }

    @AfterAll
    static void close() throws IOException {
        Certificates.trustAsBefore();
        dashboard.close();
        for (var receiver : RECEIVERS) {
            receiver.close();
        }
    }

    private static Receiver receiver(Manner manner) throws IOException {
        var receiver = Receiver.that(manner);
        RECEIVERS.add(receiver);
        return receiver;
    }

    // ---- a manager of one workspace

    private record Desk(Dashboard at, String workspace, String token) {

        static Desk of(Dashboard at, String workspace) {
            return new Desk(at, workspace, Dashboard.token(workspace, "marta", "manager"));
        }

        JsonNode webhook(String url, String... kinds) {
            var body = "{\"url\":\"%s\",\"kinds\":[%s]}"
                    .formatted(
                            url,
                            List.of(kinds).stream().map("\"%s\""::formatted).collect(Collectors.joining(",")));
            var made = at.post("/api/webhooks", token, body);
            assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
            return JSON.readTree(made.body());
        }

        JsonNode get(String path) {
            var answer = at.get(path, token);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            return JSON.readTree(answer.body());
        }

        JsonNode post(String path) {
            var answer = at.post(path, token, "");
            assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 202);
            return JSON.readTree(answer.body());
        }

        JsonNode state(JsonNode webhook) {
            return get(path(webhook));
        }

        List<JsonNode> deliveries(JsonNode webhook) {
            var items = new ArrayList<JsonNode>();
            get(path(webhook) + "/deliveries").path("items").forEach(items::add);
            return items;
        }

        static String path(JsonNode webhook) {
            return "/api/webhooks/" + webhook.path("webhookId").asString();
        }
    }

    private static EventEnvelope<? extends DomainEvent> held(Story story, OrganisationId partner) {
        return story.held(MeetingId.next(), LUBLIN, partner, null);
    }

    private static final OrganisationId LUBLIN = OrganisationId.next();

    // ---- the table

    private record Case(String words, @Nullable Receiver receiver, String url) {

        static Case of(String words, Receiver receiver) {
            return new Case(words, receiver, receiver.url());
        }
    }

    private static Case encrypted(String words, SSLContext certificate, String name) throws IOException {
        var receiver = Receiver.encrypted(certificate, (nth, caller) -> Receiver.say(caller, 200, ""));
        RECEIVERS.add(receiver);
        return new Case(words, receiver, receiver.url(name));
    }

    private static void hang(Socket caller) throws Exception {
        var unused = caller.getInputStream().read();
    }

    private static void drip(Socket caller) throws Exception {
        caller.getOutputStream().write("HTTP/1.1 200 Slowly\r\n".getBytes(UTF_8));
        while (true) {
            caller.getOutputStream().write("X-Drop: 1\r\n".getBytes(UTF_8));
            caller.getOutputStream().flush();
            Thread.sleep(300);
        }
    }

    private static void pour(int status, Socket caller) throws Exception {
        var head = "HTTP/1.1 %d Endless\r\nContent-Length: 9000000000\r\n\r\n".formatted(status);
        caller.getOutputStream().write(head.getBytes(UTF_8));
        while (true) {
            caller.getOutputStream().write("lorem ipsum ".repeat(1_000).getBytes(UTF_8));
        }
    }

    @Test
    void whatHappensToEachKindOfReceiver() throws Exception {
        var desk = Desk.of(dashboard, "hooks-table");
        var elsewhere = receiver((nth, caller) -> Receiver.say(caller, 200, ""));
        var nobody = Receiver.answering(200);
        nobody.close();
        var sleepy = receiver((nth, caller) -> hang(caller));
        var well = receiver((nth, caller) -> Receiver.say(caller, 200, "thank you"));
        NAMES.put("nobody-has-this-name.example", List.of());
        // Public when it is written down, this machine's own network when it is told.
        NAMES.put("rebinds.example", List.of(PUBLIC, literal("169.254.169.254")));
        NAMES.put("moved-inside.example", List.of(PUBLIC, literal("10.0.0.7")));
        for (var name : List.of("hooks.example", "other.example", "stranger.example")) {
            NAMES.put(name, List.of(InetAddress.getLoopbackAddress()));
        }
        var stranger = Certificates.of("stranger.example").shown();
        var cases = List.of(
                Case.of("answers 200", well),
                Case.of("answers 204", receiver((nth, caller) -> Receiver.say(caller, 204, ""))),
                Case.of(
                        "answers 500 twice, then 200",
                        receiver((nth, caller) -> Receiver.say(caller, nth < 3 ? 500 : 200, "a moment"))),
                Case.of("answers 503 for ever", receiver((nth, caller) -> Receiver.say(caller, 503, "down"))),
                Case.of(
                        "answers 429 with `Retry-After: 2`, then 200",
                        receiver((nth, caller) -> Receiver.say(caller, nth == 1 ? 429 : 200, "", "Retry-After: 2"))),
                Case.of("answers 404", receiver((nth, caller) -> Receiver.say(caller, 404, "no such hook"))),
                Case.of("takes it and hangs", sleepy),
                Case.of("answers one header after another, without end", receiver((nth, caller) -> drip(caller))),
                Case.of("answers 500 with a body without end", receiver((nth, caller) -> pour(500, caller))),
                Case.of(
                        "redirects to a receiver that would take it",
                        receiver((nth, caller) -> Receiver.say(caller, 302, "", "Location: " + elsewhere.url()))),
                Case.of("answers 410", receiver((nth, caller) -> Receiver.say(caller, 410, ""))),
                Case.of("closes the connection without an answer", receiver((nth, caller) -> {})),
                Case.of(
                        "speaks no HTTP",
                        receiver((nth, caller) ->
                                caller.getOutputStream().write("220 mail.example ESMTP\r\n".getBytes(UTF_8)))),
                new Case("is not there: nobody listens", null, nobody.url()),
                new Case("has a name that nobody knows", null, "https://nobody-has-this-name.example/hook"),
                new Case("has a name that led outside, and now to 10.0.0.7", null, "https://moved-inside.example/hook"),
                new Case(
                        "has a name that led outside, and now to 169.254.169.254 (metadata)",
                        null,
                        "https://rebinds.example/hook"),
                Case.of("answers 200 with a body without end", receiver((nth, caller) -> pour(200, caller))),
                encrypted("speaks TLS and has a certificate that is trusted", trusted.shown(), "hooks.example"),
                encrypted("has a certificate that nobody vouches for", stranger, "stranger.example"),
                encrypted("has a certificate for another name", trusted.shown(), "other.example"));
        var webhooks = new LinkedHashMap<Case, JsonNode>();
        cases.forEach(one -> webhooks.put(one, desk.webhook(one.url())));
        var story = new Story(WorkspaceId.of("hooks-table"));
        var boston = OrganisationId.next();
        var first = held(story, boston);
        var second = held(story, boston);

        Broker.tell(first);
        // One that hangs holds up nobody.
        Awaiting.until(() -> well.calls().size() == 1 && sleepy.calls().size() == 1);
        assertThat(desk.deliveries(Objects.requireNonNull(webhooks.get(cases.get(6))))
                        .getFirst()
                        .path("status")
                        .asString())
                .isEqualTo("WAITING");
        Awaiting.until(() -> desk.state(Objects.requireNonNull(webhooks.get(cases.get(10))))
                .path("state")
                .asString()
                .equals("DISABLED"));
        Broker.tell(second);
        var patience = Instant.now().plus(Duration.ofSeconds(150));
        while (Instant.now().isBefore(patience)
                && webhooks.values().stream()
                        .anyMatch(webhook -> desk.deliveries(webhook).stream()
                                .anyMatch(one -> one.path("status").asString().equals("WAITING")))) {
            Thread.sleep(500);
        }

        var table = new StringBuilder("""
                | a receiver that | attempts at the first event | it became | the second event of that partnership | the webhook then |
                |---|---|---|---|---|
                """);
        webhooks.forEach((one, webhook) -> table.append(line(one, desk, webhook)));
        Files.writeString(TABLE, table);

        // Whoever hangs is left after ten seconds.
        for (int slow : List.of(6, 7)) {
            var took = desk.deliveries(Objects.requireNonNull(webhooks.get(cases.get(slow))))
                    .getLast()
                    .path("log")
                    .get(0)
                    .path("millis")
                    .asLong();
            assertThat(took).isBetween(ANSWER_WITHIN.toMillis() - 50, ANSWER_WITHIN.toMillis() + 4_000);
        }
        assertThat(elsewhere.connections()).as("nobody follows a redirect").isZero();
        // Whoever asks for patience gets it.
        var patient = Objects.requireNonNull(cases.get(4).receiver()).calls();
        assertThat(Duration.between(patient.get(0).at(), patient.get(1).at())).isGreaterThan(Duration.ofMillis(1_900));
        assertThat(Files.readString(PAGE)).contains(table);
    }

    private static String line(Case one, Desk desk, JsonNode webhook) {
        var deliveries = desk.deliveries(webhook);
        var first = deliveries.getLast();
        var log = new ArrayList<String>();
        first.path("log").forEach(attempt -> log.add(said(attempt)));
        var state = desk.state(webhook);
        return "| %s | %s | %s | %s | %s |%n"
                .formatted(
                        one.words(),
                        shortened(log),
                        became(first),
                        deliveries.size() == 1 ? "is not made" : became(deliveries.getFirst()),
                        state.path("state").asString().equals("DISABLED")
                                ? "disabled: `" + state.path("reason").asString() + "`"
                                : "active")
                .replace("\r", "");
    }

    private static String said(JsonNode attempt) {
        var outcome = "`" + attempt.path("outcome").asString() + "`";
        return attempt.hasNonNull("status")
                ? outcome + " " + attempt.path("status").asInt()
                : outcome;
    }

    private static String shortened(List<String> log) {
        return log.size() > 1 && log.stream().distinct().count() == 1
                ? log.size() + " x " + log.getFirst()
                : String.join(", ", log);
    }

    private static String became(JsonNode delivery) {
        return switch (delivery.path("status").asString()) {
            case "DELIVERED" -> "delivered";
            case "GIVEN_UP" -> "given up";
            default -> "still waits";
        };
    }

    // ---- what a receiver may rely on

    @Test
    void aBodyIsTheCloudEventAndItsSignatureHolds() throws Exception {
        var desk = Desk.of(dashboard, "hooks-signed");
        var receiver = receiver((nth, caller) -> Receiver.say(caller, 200, ""));
        var webhook = desk.webhook(receiver.url(), "meeting-held");
        var story = new Story(WorkspaceId.of("hooks-signed"));
        var event = held(story, OrganisationId.next());

        Broker.tell(story.registered(LUBLIN, "Not asked for"), event);
        Awaiting.until(() -> !receiver.calls().isEmpty());

        var call = receiver.calls().getFirst();
        assertThat(call.header("content-type")).startsWith("application/cloudevents+json");
        assertThat(call.header("webhook-id")).isEqualTo(event.eventId().toString());
        var at = Instant.ofEpochSecond(Long.parseLong(call.header("webhook-timestamp")));
        assertThat(at).isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(1));
        assertThat(call.header("webhook-signature"))
                .isEqualTo(signature(webhook.path("secret").asString(), call));
        var body = JSON.readTree(call.body());
        assertThat(body.path("specversion").asString()).isEqualTo("1.0");
        assertThat(body.path("id").asString()).isEqualTo(event.eventId().toString());
        assertThat(body.path("type").asString()).isEqualTo("meeting-held");
        assertThat(body.path("source").asString()).isEqualTo("/meeting-service");
        assertThat(body.path("partitionkey").asString()).isEqualTo(event.key());
        assertThat((Object) body.path("data")).isEqualTo(JSON.readTree(Story.FORMAT.toJson(event.event())));

        var newer = desk.post(Desk.path(webhook) + "/secret").path("secret").asString();
        var unused = desk.post(Desk.path(webhook) + "/test");
        Awaiting.until(() -> receiver.calls().size() == 2);
        var test = receiver.calls().getLast();
        assertThat(JSON.readTree(test.body()).path("type").asString()).isEqualTo("webhook-test");
        assertThat(test.header("webhook-signature").split(" "))
                .containsExactly(
                        signature(newer, test), signature(webhook.path("secret").asString(), test));
    }

    private static String signature(String secret, Call call) {
        var at = Instant.ofEpochSecond(Long.parseLong(call.header("webhook-timestamp")));
        return Signatures.header(List.of(secret), call.header("webhook-id"), at, call.body());
    }

    @Test
    void laterEventsOfAPartnershipWaitForTheEarlierAndOthersGoOn() throws Exception {
        var desk = Desk.of(dashboard, "hooks-order");
        var story = new Story(WorkspaceId.of("hooks-order"));
        var stubborn = OrganisationId.next();
        var first = held(story, stubborn);
        var receiver = receiver((nth, caller) -> Receiver.say(caller, nth == 1 ? 500 : 200, ""));
        var unused = desk.webhook(receiver.url());
        var second = held(story, stubborn);
        var other = held(story, OrganisationId.next());

        Broker.tell(first);
        Awaiting.until(() -> receiver.calls().size() == 1);
        Broker.tell(second, other);
        Awaiting.until(() -> receiver.calls().size() == 4);

        var ids =
                receiver.calls().stream().map(call -> call.header("webhook-id")).toList();
        assertThat(ids.getFirst()).isEqualTo(first.eventId().toString());
        assertThat(ids.subList(1, 4))
                .containsSubsequence(
                        first.eventId().toString(), second.eventId().toString())
                .contains(other.eventId().toString());
    }

    @Test
    void whatWasTakenIsSentOnceMoreWhenSomebodyAsksUnderTheSameId() throws Exception {
        var desk = Desk.of(dashboard, "hooks-replay");
        var receiver = receiver((nth, caller) -> Receiver.say(caller, 200, ""));
        var webhook = desk.webhook(receiver.url());
        var event = held(new Story(WorkspaceId.of("hooks-replay")), OrganisationId.next());
        Broker.tell(event);
        Awaiting.until(() -> receiver.calls().size() == 1
                && desk.deliveries(webhook).getFirst().path("status").asString().equals("DELIVERED"));

        var path = Desk.path(webhook) + "/deliveries/"
                + desk.deliveries(webhook).getFirst().path("deliveryId").asString() + "/replay";
        var unused = desk.post(path);
        Awaiting.until(() -> receiver.calls().size() == 2);

        assertThat(receiver.calls())
                .extracting(call -> call.header("webhook-id"))
                .containsExactly(event.eventId().toString(), event.eventId().toString());
    }

    @Test
    void aPausedOneCollectsAndGoesOnWhereItStopped() throws Exception {
        var desk = Desk.of(dashboard, "hooks-paused");
        var receiver = receiver((nth, caller) -> Receiver.say(caller, 200, ""));
        var webhook = desk.webhook(receiver.url());
        var unused = desk.post(Desk.path(webhook) + "/pause");
        Broker.tell(held(new Story(WorkspaceId.of("hooks-paused")), OrganisationId.next()));
        Awaiting.until(() -> desk.deliveries(webhook).size() == 1);
        var test = desk.post(Desk.path(webhook) + "/test");
        Awaiting.until(() -> receiver.calls().size() == 1);
        assertThat(receiver.calls().getFirst().header("webhook-id"))
                .isEqualTo(test.path("eventId").asString());

        var going = desk.post(Desk.path(webhook) + "/resume");

        assertThat(going.path("state").asString()).isEqualTo("ACTIVE");
        Awaiting.until(() -> receiver.calls().size() == 2);
    }

    @Test
    void aReceiverThatTakesNothingForTooLongIsGivenUp() throws Exception {
        try (var strict = start(Dashboard.freshStore(), "--bilateral.webhooks.disable-after=1s")) {
            var desk = Desk.of(strict, "hooks-failing");
            var receiver = receiver((nth, caller) -> Receiver.say(caller, 500, "never"));
            var webhook = desk.webhook(receiver.url());
            Broker.tell(held(new Story(WorkspaceId.of("hooks-failing")), OrganisationId.next()));

            Awaiting.until(() -> {
                Broker.tell(held(new Story(WorkspaceId.of("hooks-failing")), OrganisationId.next()));
                return desk.state(webhook).path("state").asString().equals("DISABLED");
            });

            assertThat(desk.state(webhook).path("reason").asString()).isEqualTo("FAILING");
        }
    }

    /** Its name led outside when the webhook was added. */
    @Test
    void aReceiverInsideIsNeverConnectedTo() throws Exception {
        var inside = receiver((nth, caller) -> Receiver.say(caller, 200, ""));
        NAMES.put("inside.example", List.of(PUBLIC, InetAddress.getLoopbackAddress()));
        try (var careful = start(
                Dashboard.freshStore(),
                "--bilateral.webhooks.http-on-loopback=false",
                "--bilateral.webhooks.ports=" + inside.port())) {
            var desk = Desk.of(careful, "hooks-inside");
            var webhook = desk.webhook("https://inside.example:" + inside.port() + "/hook");
            Broker.tell(held(new Story(WorkspaceId.of("hooks-inside")), OrganisationId.next()));

            Awaiting.until(() -> {
                var deliveries = desk.deliveries(webhook);
                return deliveries.size() == 1
                        && deliveries.getFirst().path("status").asString().equals("GIVEN_UP");
            });

            assertThat(desk.deliveries(webhook).getFirst().path("log"))
                    .hasSize(3)
                    .allSatisfy(attempt ->
                            assertThat(attempt.path("outcome").asString()).isEqualTo("FORBIDDEN_ADDRESS"));
            assertThat(inside.connections()).isZero();
        }
    }

    /** Two instances share the work; what one is killed in the middle of is not looked at here. */
    @Test
    void twoInstancesSendEachEventOnceAndInOrder() throws Exception {
        var store = Dashboard.freshStore();
        try (var one = start(store);
                var two = start(store)) {
            var receiver = receiver((nth, caller) -> Receiver.say(caller, 200, ""));
            var unused = Desk.of(one, "hooks-two").webhook(receiver.url());
            var alsoUnused = Desk.of(two, "hooks-two").webhook(receiver.url() + "?again");
            var story = new Story(WorkspaceId.of("hooks-two"));
            var partners =
                    IntStream.range(0, 5).mapToObj(nth -> OrganisationId.next()).toList();
            var told = new ArrayList<EventEnvelope<? extends DomainEvent>>();
            for (int round = 0; round < 6; round++) {
                partners.forEach(partner -> told.add(held(story, partner)));
            }
            for (var event : told) {
                Broker.tell(event);
            }
            Awaiting.until(() -> receiver.calls().size() >= 2 * told.size());
            Thread.sleep(1_500);

            assertThat(receiver.calls()).hasSize(2 * told.size());
            for (var partner : partners) {
                var key = story.partnership(LUBLIN, partner).toString();
                var expected = told.stream()
                        .filter(event -> event.key().equals(key))
                        .map(event -> event.eventId().toString())
                        .toList();
                var received = receiver.calls().stream()
                        .map(call -> call.header("webhook-id"))
                        .filter(expected::contains)
                        .toList();
                // Two webhooks, so each twice; the order of first sight is the order of the partnership.
                assertThat(received.stream().distinct()).containsExactlyElementsOf(expected);
                assertThat(received).hasSize(2 * expected.size());
            }
        }
    }
}
