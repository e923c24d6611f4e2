package eu.bilateral.dashboard.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Updates;
import eu.bilateral.dashboard.testing.Awaiting;
import eu.bilateral.dashboard.testing.Broker;
import eu.bilateral.dashboard.testing.Dashboard;
import eu.bilateral.dashboard.testing.Receiver;
import eu.bilateral.dashboard.testing.Story;
import eu.bilateral.kernel.delivery.Quarantine;
import eu.bilateral.kernel.delivery.QuarantineDesk;
import eu.bilateral.kernel.event.DomainEvent;
import eu.bilateral.kernel.event.EventEnvelope;
import eu.bilateral.kernel.event.Position;
import eu.bilateral.kernel.id.AccountId;
import eu.bilateral.kernel.id.EventId;
import eu.bilateral.kernel.id.MeetingId;
import eu.bilateral.kernel.id.OrganisationId;
import eu.bilateral.kernel.id.WorkspaceId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What waits in the quarantine waits for the webhooks too: they are told in order when it is replayed, and not before. */
class WebhookQuarantineIT {

    private static final WorkspaceId WORKSPACE = WorkspaceId.of("hooks-quarantine");
    private static final AccountId MARTA = AccountId.of("marta");
    private static final long LATER_LIFE = 2;

    private final Story story = new Story(WORKSPACE);
    private final OrganisationId ours = OrganisationId.next();

    /** Nobody else can read them either: each later test would have them in its quarantine. */
    @AfterEach
    void forget() {
        Broker.forget();
    }

    @Test
    void aReceiverIsToldInOrderOnceWhatCouldNotBeReadIsReplayed() throws Exception {
        var store = Dashboard.freshStore();
        var mended = OrganisationId.next();
        var unreadable = ofALaterLife(held(mended));
        var behind = held(mended);
        var hopeless = OrganisationId.next();
        var discarded = ofALaterLife(held(hopeless));
        var behindDiscarded = held(hopeless);
        var other = held(OrganisationId.next());
        try (var receiver = Receiver.answering(200)) {
            try (var dashboard = start(store)) {
                webhook(dashboard, receiver);

                Broker.tell(unreadable, behind, discarded, behindDiscarded, other);

                Awaiting.until(
                        () -> parked(dashboard).size() == 4 && told(receiver).size() == 1);
                assertThat(told(receiver)).containsExactly(other.eventId());
                var desk = dashboard.bean(QuarantineDesk.class);
                assertThat(desk.discard(WORKSPACE, MARTA, entryOf(dashboard, discarded)))
                        .isTrue();
                Awaiting.until(() -> told(receiver).size() == 2);
                assertThat(told(receiver)).containsExactly(other.eventId(), behindDiscarded.eventId());
                raiseEpoch(dashboard);
            }
            try (var dashboard = start(store)) {
                assertThat(dashboard.bean(QuarantineDesk.class).replay(WORKSPACE, entryOf(dashboard, unreadable)))
                        .isTrue();

                Awaiting.until(() -> told(receiver).size() == 4);
                assertThat(told(receiver))
                        .containsExactly(
                                other.eventId(), behindDiscarded.eventId(), unreadable.eventId(), behind.eventId());
                assertThat(parked(dashboard)).isEmpty();
            }
        }
    }

    private EventEnvelope<? extends DomainEvent> held(OrganisationId partner) {
        return story.held(MeetingId.next(), ours, partner, null);
    }

    private static <E extends DomainEvent> EventEnvelope<E> ofALaterLife(EventEnvelope<E> event) {
        return new EventEnvelope<>(
                event.eventId(),
                event.workspace(),
                event.aggregateId(),
                new Position(LATER_LIFE, event.position().sequence()),
                event.key(),
                event.cause(),
                event.event());
    }

    /** As a restore does it; the services learn of it when they start. */
    private static void raiseEpoch(Dashboard dashboard) {
        var unused = dashboard
                .bean(MongoDatabase.class)
                .getCollection("dataset")
                .updateOne(new Document(), Updates.set("epoch", LATER_LIFE));
    }

    private static Dashboard start(String store) {
        return Dashboard.start(
                store,
                "--bilateral.clock-offset=" + Duration.between(Instant.now(), Story.NOON.minus(Duration.ofMinutes(20))),
                "--bilateral.webhooks.http-on-loopback=true",
                "--bilateral.webhooks.look-every=200ms");
    }

    private static void webhook(Dashboard dashboard, Receiver receiver) {
        var manager = Dashboard.token(WORKSPACE.value(), MARTA.value(), "manager");
        var made = dashboard.post("/api/webhooks", manager, "{\"url\":\"%s\",\"kinds\":[]}".formatted(receiver.url()));
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
    }

    private static List<Quarantine.Entry> parked(Dashboard dashboard) {
        return dashboard.bean(QuarantineDesk.class).list(WORKSPACE);
    }

    private static String entryOf(Dashboard dashboard, EventEnvelope<? extends DomainEvent> event) {
        return parked(dashboard).stream()
                .filter(entry ->
                        event.eventId().toString().equals(entry.headers().get("ce_id")))
                .findFirst()
                .orElseThrow()
                .id();
    }

    private static List<EventId> told(Receiver receiver) {
        return receiver.calls().stream()
                .map(call -> EventId.of(call.header("webhook-id")))
                .toList();
    }
}
