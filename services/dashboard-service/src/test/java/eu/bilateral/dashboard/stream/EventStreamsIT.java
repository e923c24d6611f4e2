package eu.bilateral.dashboard.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import eu.bilateral.dashboard.testing.Awaiting;
import eu.bilateral.dashboard.testing.Broker;
import eu.bilateral.dashboard.testing.Dashboard;
import eu.bilateral.dashboard.testing.SseClient;
import eu.bilateral.dashboard.testing.SseClient.Received;
import eu.bilateral.dashboard.testing.Story;
import eu.bilateral.kernel.event.DomainEvent;
import eu.bilateral.kernel.event.EventEnvelope;
import eu.bilateral.kernel.event.Topic;
import eu.bilateral.kernel.id.MeetingId;
import eu.bilateral.kernel.id.OrganisationId;
import eu.bilateral.kernel.id.WorkspaceId;
import eu.bilateral.kernel.testing.AlsoOnRealParts;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

@AlsoOnRealParts
class EventStreamsIT {

    static final JsonMapper JSON = new JsonMapper();
    static final OrganisationId LUBLIN = OrganisationId.next();

    static Dashboard dashboard;

    @BeforeAll
    static void start() {
        // A small ring, so that coming back soon leads to the topics themselves.
        dashboard = start(Dashboard.freshStore());
    }

    static Dashboard start(String store, String... more) {
        var settings = new ArrayList<>(List.of(
                "--bilateral.stream.ring=4",
                "--bilateral.stream.per-account=3",
                "--bilateral.stream.ready-within=3s",
                "--bilateral.stream.heartbeat=300ms"));
        settings.addAll(List.of(more));
        return Dashboard.start(store, settings.toArray(String[]::new));
    }

    @AfterAll
    static void stop() {
        dashboard.close();
    }

    static String viewer(String workspace) {
        return Dashboard.token(workspace, "visitor", "viewer");
    }

    static List<String> ids(List<Received> events) {
        return events.stream()
                .map(event -> JSON.readTree(event.data()).path("eventId").asString())
                .toList();
    }

    @Test
    void anEventArrivesWithAllThatItTells() {
        var story = new Story(WorkspaceId.of("stream-whole"));
        var boston = OrganisationId.next();
        try (var client = SseClient.listen(dashboard, "", viewer("stream-whole"), null)) {
            var held = story.held(MeetingId.next(), LUBLIN, boston, null);

            Broker.tell(held);

            Awaiting.until(() -> !client.events().isEmpty());
            var received = client.events().getFirst();
            assertThat(received.type()).isEqualTo("meeting-held");
            var data = JSON.readTree(received.data());
            assertThat(data.path("eventId").asString()).isEqualTo(held.eventId().toString());
            assertThat(data.path("workspace").asString()).isEqualTo("stream-whole");
            assertThat(data.path("aggregateId").asString())
                    .isEqualTo(held.aggregateId().toString());
            assertThat(data.path("sequence").asLong()).isEqualTo(1);
            assertThat(data.path("time").asString()).isEqualTo("2017-05-16T16:00:00Z");
            assertThat(data.path("key").asString())
                    .isEqualTo(story.partnership(LUBLIN, boston).toString());
            assertThat(data.path("data").path("partner").asString()).isEqualTo(boston.toString());
        }
    }

    @Test
    void whoeverComesBackMissesNothingAlsoAfterARestart() {
        var store = Dashboard.freshStore();
        var story = new Story(WorkspaceId.of("stream-restart"));
        var boston = OrganisationId.next();
        var told = new ArrayList<EventEnvelope<? extends DomainEvent>>();
        String seen = null;
        try (var first = start(store);
                var client = SseClient.listen(first, "", viewer("stream-restart"), null)) {
            told.add(story.held(MeetingId.next(), LUBLIN, boston, null));
            Broker.tell(told.getFirst());
            Awaiting.until(() -> client.events().size() == 1);
            seen = client.events().getFirst().id();
        }
        // More than the ring takes, while nobody is there.
        for (int count = 0; count < 20; count++) {
            var next = story.held(MeetingId.next(), LUBLIN, boston, null);
            told.add(next);
            Broker.tell(next);
        }
        try (var second = start(store);
                var client = SseClient.listen(second, "", viewer("stream-restart"), seen)) {
            var live = story.held(MeetingId.next(), LUBLIN, boston, null);
            told.add(live);
            Broker.tell(live);

            Awaiting.until(() -> client.events().size() >= 21);

            // The same partnership, hence the same partition, hence the order in which it was told; none twice.
            assertThat(ids(client.events()))
                    .isEqualTo(told.stream()
                            .skip(1)
                            .map(event -> event.eventId().toString())
                            .toList());
        }
    }

    @Test
    void whoeverReadsTooSlowlyIsSentAwayAndMissesNothing() throws Exception {
        var story = new Story(WorkspaceId.of("stream-slow"));
        var token = viewer("stream-slow");
        try (var strict = start(Dashboard.freshStore(), "--bilateral.stream.catch-up-within=500ms")) {
            String before;
            try (var client = SseClient.listen(strict, "", token, null)) {
                before = Objects.requireNonNull(client.lastId());
            }
            // More than lies between two sockets, so that whoever writes it has to wait for whoever reads it.
            var told = new ArrayList<String>();
            for (int count = 0; count < 400; count++) {
                var next = story.registered(LUBLIN, "Lublin ".repeat(3_000));
                told.add(next.eventId().toString());
                Broker.tell(next);
            }

            var seen = new ArrayList<String>();
            var last = readSlowly(strict, token, before, seen);

            assertThat(seen).isNotEmpty().hasSizeLessThan(told.size());
            while (seen.size() < told.size()) {
                try (var client = SseClient.listen(strict, "", token, last)) {
                    int missing = told.size() - seen.size();
                    Awaiting.until(() -> client.isEnded() || client.events().size() >= missing);
                    seen.addAll(ids(client.events()));
                    last = Objects.requireNonNull(client.lastId());
                }
            }
            assertThat(seen).isEqualTo(told);
        }
    }

    /** Until the stream ends or all is there; the last id. */
    private static String readSlowly(Dashboard at, String token, String lastEventId, List<String> seen)
            throws Exception {
        var address = at.address("/api/streams/events");
        try (var socket = new Socket()) {
            socket.setReceiveBufferSize(4_096);
            socket.connect(new InetSocketAddress(address.getHost(), address.getPort()));
            // As HTTP/1.0 has it, the body is the stream itself.
            socket.getOutputStream().write("""
                    GET /api/streams/events HTTP/1.0\r
                    Host: localhost\r
                    Authorization: Bearer %s\r
                    Last-Event-ID: %s\r
                    \r
                    """.formatted(token, lastEventId).getBytes(UTF_8));
            var lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
            var last = lastEventId;
            for (var line = lines.readLine(); line != null && seen.size() < 400; line = lines.readLine()) {
                if (line.startsWith("id: ")) {
                    last = line.substring(4);
                } else if (line.startsWith("data: ")) {
                    seen.add(JSON.readTree(line.substring(6)).path("eventId").asString());
                    Thread.sleep(10);
                }
            }
            return last;
        }
    }

    @Test
    void whoeverSawNothingYetResumesFromTheIdAtTheBeginning() {
        var story = new Story(WorkspaceId.of("stream-early"));
        String seen;
        try (var client = SseClient.listen(dashboard, "", viewer("stream-early"), null)) {
            seen = client.lastId();
        }
        var organisation = story.registered(OrganisationId.next(), "MassBio");
        Broker.tell(organisation);

        try (var client = SseClient.listen(dashboard, "", viewer("stream-early"), seen)) {
            Awaiting.until(() -> !client.events().isEmpty());
            assertThat(ids(client.events()))
                    .containsExactly(organisation.eventId().toString());
        }
    }

    @Test
    void anotherWorkspaceSeesNothing() {
        var ours = new Story(WorkspaceId.of("stream-ours"));
        var theirs = new Story(WorkspaceId.of("stream-theirs"));
        try (var client = SseClient.listen(dashboard, "", viewer("stream-ours"), null)) {
            var last = ours.registered(OrganisationId.next(), "last");

            Broker.tell(theirs.held(MeetingId.next(), LUBLIN, OrganisationId.next(), null));
            Broker.tell(theirs.registered(OrganisationId.next(), "theirs"), last);

            Awaiting.until(() -> !client.events().isEmpty());
            assertThat(ids(client.events())).containsExactly(last.eventId().toString());
        }
    }

    @Test
    void onlyTheKindAndThePartnershipThatAreAskedForArrive() {
        var story = new Story(WorkspaceId.of("stream-filter"));
        var boston = OrganisationId.next();
        var query = "?kind=follow-up,meeting-held&partnership=" + story.partnership(LUBLIN, boston);
        try (var client = SseClient.listen(dashboard, query, viewer("stream-filter"), null)) {
            var meeting = MeetingId.next();
            var held = story.held(meeting, LUBLIN, boston, null);
            var opened = story.opened(LUBLIN, boston, meeting, null);

            Broker.tell(story.registered(boston, "MassBio"));
            Broker.tell(story.held(MeetingId.next(), LUBLIN, OrganisationId.next(), null));
            Broker.tell(held, opened);

            Awaiting.until(() -> client.events().size() == 2);
            assertThat(ids(client.events()))
                    .containsExactlyInAnyOrder(
                            held.eventId().toString(), opened.eventId().toString());
        }
    }

    @Test
    void aQuietStreamMovesOnWithTheTopics() {
        var story = new Story(WorkspaceId.of("stream-elsewhere"));
        try (var client = SseClient.listen(dashboard, "", viewer("stream-quiet"), null)) {
            var before = client.lastId();

            Broker.tell(story.registered(OrganisationId.next(), "elsewhere"));

            Awaiting.until(() -> !Objects.equals(client.lastId(), before));
            assertThat(client.events()).isEmpty();
        }
    }

    @Test
    void aPlaceInTopicsThatAreGoneMeansLoadAnew() {
        var later = Place.beginning(0, 0, 0).with(Topic.MEETING_EVENTS, 0, 1_000_000_000L);
        try (var client = SseClient.listen(dashboard, "", viewer("stream-reset"), later.text())) {
            Awaiting.until(() -> !client.events().isEmpty());
            assertThat(client.events().getFirst().type()).isEqualTo("reset");

            var story = new Story(WorkspaceId.of("stream-reset"));
            Broker.tell(story.registered(OrganisationId.next(), "goes on"));
            Awaiting.until(() -> client.events().size() == 2);
        }
    }

    @Test
    void aPlaceFromBeforeARestoreMeansLoadAnew() {
        var elsewhere = new Bookmark(7, Place.beginning(0, 0, 0)).text();
        try (var client = SseClient.listen(dashboard, "", viewer("stream-restored"), elsewhere)) {
            Awaiting.until(() -> !client.events().isEmpty());
            assertThat(client.events().getFirst().type()).isEqualTo("reset");
            assertThat(client.lastId()).startsWith("1.");
        }
    }

    @Test
    void theStreamEndsWithTheToken() {
        var token = Dashboard.token("stream-token", "visitor", "viewer", Duration.ofSeconds(2));
        try (var client = SseClient.listen(dashboard, "", token, null)) {
            Awaiting.until(client::isEnded);
        }
    }

    @Test
    void theStreamEndsSoonAfterTheAccountIsGone() {
        var token = Dashboard.token("stream-gone", "leaver", "viewer");
        try (var client = SseClient.listen(dashboard, "", token, null)) {
            Broker.tell(new Story(WorkspaceId.of("stream-gone")).registered(OrganisationId.next(), "before"));
            Awaiting.until(() -> client.events().size() == 1);

            Dashboard.disable("leaver");

            Awaiting.until(client::isEnded);
        }
    }

    @Test
    void oneAccountHasOnlySoManyStreams() {
        var token = viewer("stream-many");
        try (var one = SseClient.listen(dashboard, "", token, null);
                var two = SseClient.listen(dashboard, "", token, null);
                var three = SseClient.listen(dashboard, "", token, null)) {
            var refused = dashboard.get("/api/streams/events", token);
            assertThat(refused.statusCode()).isEqualTo(429);
            assertThat(refused.body()).contains("too-many-streams");
            assertThat(refused.headers().firstValue("Retry-After")).isPresent();
            assertThat(List.of(one, two, three)).noneMatch(SseClient::isEnded);
        }
        // Three that have gone without a word, as a browser goes to its next page, keep nobody out.
        for (int page = 0; page < 7; page++) {
            SseClient.listen(dashboard, "", token, null).close();
        }
    }

    @Test
    void whatIsNoIdOrNoKindIsRefused() {
        var token = viewer("stream-malformed");
        var badId = Dashboard.send(dashboard
                .request("/api/streams/events", token)
                .header("Last-Event-ID", "42")
                .GET()
                .build());
        assertThat(badId.statusCode()).isEqualTo(400);
        assertThat(badId.body()).contains("malformed-event-id").contains("Last-Event-ID");
        var badKind = dashboard.get("/api/streams/events?kind=weather", token);
        assertThat(badKind.statusCode()).isEqualTo(400);
        assertThat(badKind.body()).contains("unknown-kind");
        var badPartnership = dashboard.get("/api/streams/events?partnership=1", token);
        assertThat(badPartnership.statusCode()).isEqualTo(400);
    }

    @Test
    void withoutATokenThereIsNoStream() {
        var refused = Dashboard.send(HttpRequest.newBuilder(dashboard.address("/api/streams/events"))
                .GET()
                .build());
        assertThat(refused.statusCode()).isEqualTo(401);
    }
}
