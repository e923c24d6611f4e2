package eu.bilateral.dashboard.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.groups.Tuple.tuple;

import com.mongodb.ConnectionString;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import eu.bilateral.dashboard.webhook.HeardEvent;
import eu.bilateral.dashboard.webhook.Turns.Turn;
import eu.bilateral.dashboard.webhook.Webhook;
import eu.bilateral.dashboard.webhook.Webhook.Reason;
import eu.bilateral.dashboard.webhook.Webhook.Secret;
import eu.bilateral.dashboard.webhook.Webhook.State;
import eu.bilateral.dashboard.webhook.WebhookDeliveries.Waiting;
import eu.bilateral.dashboard.webhook.WebhookDelivery;
import eu.bilateral.dashboard.webhook.WebhookDelivery.Attempt;
import eu.bilateral.dashboard.webhook.WebhookDelivery.Outcome;
import eu.bilateral.dashboard.webhook.WebhookDelivery.Status;
import eu.bilateral.dashboard.webhook.WebhookDraft;
import eu.bilateral.dashboard.webhook.WebhookId;
import eu.bilateral.kernel.command.CommandId;
import eu.bilateral.kernel.command.CommandRefusal.KeyReused;
import eu.bilateral.kernel.command.CommandRefusal.VersionOutdated;
import eu.bilateral.kernel.command.Instruction;
import eu.bilateral.kernel.command.Role;
import eu.bilateral.kernel.delivery.IndexGround;
import eu.bilateral.kernel.id.AccountId;
import eu.bilateral.kernel.id.EventId;
import eu.bilateral.kernel.id.WorkspaceId;
import eu.bilateral.kernel.testing.AlsoOnRealParts;
import eu.bilateral.kernel.testing.InMemoryClaims;
import eu.bilateral.kernel.testing.TestStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What both stores promise of webhooks and deliveries, on the one that understands less. */
@AlsoOnRealParts
class WebhookStoreTest {

    static final Instant NOON = Instant.parse("2030-03-01T12:00:00Z");
    static final AccountId MARTA = AccountId.of("marta");
    static final WorkspaceId OFFICE = WorkspaceId.of("office");
    static final WorkspaceId STRANGERS = WorkspaceId.of("strangers");
    static final WebhookDraft DRAFT = new WebhookDraft("https://example.org/hook", List.of("meeting"), "The portal");

    static MongoClient client;
    static MongoWebhooks webhooks;
    static MongoWebhookDeliveries deliveries;

    @BeforeAll
    static void open() {
        var uri = new ConnectionString(TestStore.freshDatabase());
        client = MongoClients.create(uri);
        var database = client.getDatabase(Objects.requireNonNull(uri.getDatabase()));
        webhooks = new MongoWebhooks(database, new InMemoryClaims(), new IndexGround(true));
        deliveries = new MongoWebhookDeliveries(database, new IndexGround(true));
    }

    @AfterAll
    static void close() {
        client.close();
    }

    static Instruction asks(@Nullable Long onlyAt) {
        return asks(new CommandId(UUID.randomUUID(), "something"), onlyAt);
    }

    static Instruction asks(CommandId command, @Nullable Long onlyAt) {
        return new Instruction(OFFICE, MARTA, Role.MANAGER, command, onlyAt);
    }

    static Webhook drafted(Instruction by) {
        var command = by.command().value();
        return Webhook.begins(
                WebhookId.derivedFrom(command.toString()),
                OFFICE,
                DRAFT,
                new Secret("whsec_c2VjcmV0", command, null),
                MARTA,
                NOON);
    }

    static Webhook kept() {
        var by = asks(null);
        return webhooks.add(by, drafted(by)).state();
    }

    static WebhookDelivery delivery(Webhook webhook, String key, long place) {
        var heard = new HeardEvent(
                OFFICE,
                EventId.next(),
                "meeting-held",
                key,
                NOON,
                "{\"id\":\"ä\"}",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");
        return WebhookDelivery.of(heard, webhook, place, NOON.plusMillis(place));
    }

    static Attempt attempt(Outcome outcome) {
        return new Attempt(NOON, Duration.ofMillis(12), outcome, null, "no <b>");
    }

    // ---- webhooks

    @Test
    void aWebhookIsKeptAsItIsAndNotShownToAnotherWorkspace() {
        var webhook = kept();

        assertThat(webhooks.find(OFFICE, webhook.id()).orElseThrow().state()).isEqualTo(webhook);
        assertThat(webhooks.of(OFFICE)).extracting(one -> one.state().id()).contains(webhook.id());
        assertThat(webhooks.find(STRANGERS, webhook.id())).isEmpty();
        assertThat(webhooks.of(STRANGERS)).isEmpty();
    }

    @Test
    void askingTwiceMakesItOnceAndAnotherRequestUnderTheKeyIsRefused() {
        var by = asks(null);
        var first = webhooks.add(by, drafted(by));
        var again = webhooks.add(by, drafted(by));

        assertThat(first.repeated()).isFalse();
        assertThat(again.repeated()).isTrue();
        assertThat(again.state()).isEqualTo(first.state());
        var other = asks(new CommandId(by.command().value(), "something else"), null);
        assertThatExceptionOfType(KeyReused.class).isThrownBy(() -> webhooks.add(other, drafted(other)));
    }

    @Test
    void aChangeIsGuardedByItsVersionAndHappensOnce() {
        var webhook = kept();
        var by = asks(1L);

        var paused = webhooks.change(by, webhook.id(), Webhook::paused).orElseThrow();
        var again = webhooks.change(by, webhook.id(), one -> one.resumed(NOON)).orElseThrow();

        assertThat(paused.version()).isEqualTo(2);
        assertThat(again.repeated()).isTrue();
        assertThat(again.state().state()).isEqualTo(State.PAUSED);
        assertThatExceptionOfType(VersionOutdated.class)
                .isThrownBy(() -> webhooks.change(asks(1L), webhook.id(), Webhook::paused));
        assertThatExceptionOfType(VersionOutdated.class).isThrownBy(() -> webhooks.remove(asks(1L), webhook.id()));
        assertThat(webhooks.remove(asks(2L), webhook.id())).isTrue();
        assertThat(webhooks.change(asks(null), webhook.id(), Webhook::paused)).isEmpty();
    }

    @Test
    void onlyAnActiveOneIsDisabledAndGoingOnTakesTheReasonAway() {
        var webhook = kept();
        webhooks.disable(OFFICE, webhook.id(), Reason.GONE, NOON);
        webhooks.disable(OFFICE, webhook.id(), Reason.FAILING, NOON);

        var disabled = webhooks.find(OFFICE, webhook.id()).orElseThrow().state();
        assertThat(disabled.stopped()).isEqualTo(new Webhook.Stopped(Reason.GONE, NOON));
        var resumed = webhooks.change(asks(null), webhook.id(), one -> one.resumed(NOON.plusSeconds(9)));
        assertThat(webhooks.find(OFFICE, webhook.id()).orElseThrow().state())
                .isEqualTo(resumed.orElseThrow().state());
        assertThat(resumed.orElseThrow().state().since()).isEqualTo(NOON.plusSeconds(9));
        assertThat(resumed.orElseThrow().state().resumedAt()).isEqualTo(NOON.plusSeconds(9));
    }

    @Test
    void oneInstanceAtATimeHoldsTheTurnUntilItGivesItBackOrItRunsOut() {
        var webhook = kept();
        webhooks.ring(OFFICE, webhook.id());
        var turn = turn(webhook);
        assertThat(turn.isCalledFor(NOON)).isTrue();

        assertThat(webhooks.take(turn, "one", NOON, NOON.plusSeconds(30))).isTrue();
        assertThat(webhooks.take(turn, "two", NOON, NOON.plusSeconds(30))).isFalse();
        assertThat(webhooks.hold(turn, "two", NOON.plusSeconds(60))).isFalse();
        assertThat(webhooks.hold(turn, "one", NOON.plusSeconds(60))).isTrue();
        assertThat(turn(webhook).isCalledFor(NOON.plusSeconds(59))).isFalse();
        assertThat(webhooks.take(turn, "two", NOON.plusSeconds(61), NOON.plusSeconds(90)))
                .isTrue();

        webhooks.leave(turn, "one", turn.bell());
        assertThat(webhooks.hold(turn, "two", NOON.plusSeconds(99))).isTrue();
        webhooks.leave(turn, "two", turn.bell());
        assertThat(turn(webhook).isCalledFor(NOON.plusSeconds(99))).isFalse();
        webhooks.ring(OFFICE, webhook.id());
        assertThat(turn(webhook).isCalledFor(NOON.plusSeconds(99))).isTrue();
        // None of that is a change that somebody has to have seen.
        assertThat(webhooks.find(OFFICE, webhook.id()).orElseThrow().version()).isEqualTo(1);
    }

    static Turn turn(Webhook webhook) {
        return webhooks.all().stream()
                .filter(one -> one.webhook().id().equals(webhook.id()))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aPlaceInTheOrderIsGivenOnce() {
        var webhook = kept();

        assertThat(webhooks.reserve(OFFICE, webhook.id(), 3)).isEqualTo(1);
        assertThat(webhooks.reserve(OFFICE, webhook.id(), 1)).isEqualTo(4);
        assertThat(webhooks.reserve(STRANGERS, webhook.id(), 1)).isZero();
    }

    @Test
    void sinceWhenNothingArrivesIsRemembered() {
        var webhook = kept();
        webhooks.failing(turn(webhook), NOON);
        assertThat(turn(webhook).webhook().failingSince()).isEqualTo(NOON);
        assertThat(webhooks.lastArrived(OFFICE, webhook.id())).isEmpty();

        webhooks.arrived(turn(webhook), NOON.plusSeconds(60));

        assertThat(turn(webhook).webhook().failingSince()).isNull();
        assertThat(turn(webhook).inVainSince()).isNull();
        assertThat(webhooks.lastArrived(OFFICE, webhook.id())).contains(NOON.plusSeconds(60));
        assertThat(webhooks.lastArrived(STRANGERS, webhook.id())).isEmpty();
        webhooks.failing(turn(webhook), NOON.plusSeconds(90));
        assertThat(webhooks.lastArrived(OFFICE, webhook.id())).contains(NOON.plusSeconds(60));
    }

    @Test
    void sinceWhenNothingArrivesOutlivesAChangeButNotAnotherAddressOrGoingOn() {
        var webhook = kept();
        webhooks.failing(turn(webhook), NOON);

        var paused = webhooks.change(asks(null), webhook.id(), Webhook::paused).orElseThrow();
        assertThat(paused.state().failingSince()).isEqualTo(NOON);
        assertThat(turn(webhook).webhook()).isEqualTo(paused.state());
        assertThat(paused.state().isFailing()).isFalse();

        var resumed = webhooks.change(asks(null), webhook.id(), one -> one.resumed(NOON));
        assertThat(turn(webhook).webhook()).isEqualTo(resumed.orElseThrow().state());
        assertThat(resumed.orElseThrow().state().failingSince()).isNull();

        webhooks.failing(turn(webhook), NOON);
        assertThat(turn(webhook).webhook().isFailing()).isTrue();
        var elsewhere = new WebhookDraft("https://example.org/other", List.of(), "");
        var moved = webhooks.change(asks(null), webhook.id(), one -> one.with(elsewhere));
        assertThat(moved.orElseThrow().state().failingSince()).isNull();
        assertThat(turn(webhook).webhook()).isEqualTo(moved.orElseThrow().state());
    }

    @Test
    void whatWasTriedInVainIsOverWhenNothingWaitsButSinceWhenNothingArrivesIsNot() {
        var webhook = kept();
        webhooks.failing(turn(webhook), NOON);
        assertThat(turn(webhook).inVainSince()).isEqualTo(NOON);
        var unused = webhooks.take(turn(webhook), "one", NOON, NOON.plusSeconds(30));
        webhooks.leave(turn(webhook), "one", null);
        assertThat(turn(webhook).inVainSince()).isEqualTo(NOON);

        var alsoUnused = webhooks.take(turn(webhook), "two", NOON, NOON.plusSeconds(30));
        webhooks.leave(turn(webhook), "two", 1L);
        assertThat(turn(webhook).inVainSince()).isNull();
        assertThat(turn(webhook).webhook().failingSince()).isEqualTo(NOON);

        webhooks.failing(turn(webhook), NOON.plusSeconds(60));
        assertThat(turn(webhook).inVainSince()).isEqualTo(NOON.plusSeconds(60));
        assertThat(turn(webhook).webhook().failingSince()).isEqualTo(NOON);
        var resumed = webhooks.change(asks(null), webhook.id(), one -> one.resumed(NOON));
        assertThat(resumed).isPresent();
        assertThat(turn(webhook).inVainSince()).isNull();
    }

    @Test
    void whatASenderNotesWhileSomebodyChangesAWebhookIsNotTakenAway() {
        var webhook = kept();

        var unused = webhooks.change(asks(null), webhook.id(), one -> {
            webhooks.failing(turn(webhook), NOON);
            return one.with(new WebhookDraft(one.draft().url(), List.of(), "Said anew"));
        });

        assertThat(turn(webhook).webhook().failingSince()).isEqualTo(NOON);
    }

    // ---- deliveries

    @Test
    void anEventThatIsHeardTwiceMakesOneDelivery() {
        var webhook = kept();
        var first = delivery(webhook, "a", 1);
        deliveries.add(List.of(first, first.replayed(UUID.randomUUID(), 7, NOON), delivery(webhook, "b", 2)));

        assertThat(deliveries.find(OFFICE, webhook.id(), first.id())).contains(first);
        assertThat(deliveries.find(STRANGERS, webhook.id(), first.id())).isEmpty();
        assertThat(deliveries.known(OFFICE, List.of(first.id(), "another"))).containsExactly(first.id());
        assertThat(deliveries.known(STRANGERS, List.of(first.id()))).isEmpty();
    }

    @Test
    void whatWaitsIsToldInItsOrder() {
        var webhook = kept();
        var second = delivery(webhook, "a", 2);
        deliveries.add(List.of(second, delivery(webhook, "b", 1), delivery(kept(), "c", 3)));

        assertThat(deliveries.waiting(OFFICE, webhook.id(), 10))
                .extracting(Waiting::lane, Waiting::place)
                .containsExactly(tuple("b", 1L), tuple("a", 2L));
        assertThat(deliveries.update(second.delivered(attempt(Outcome.DELIVERED))))
                .isTrue();
        assertThat(deliveries.waiting(OFFICE, webhook.id(), 10)).hasSize(1);
        assertThat(deliveries.waiting(STRANGERS, webhook.id(), 10)).isEmpty();
    }

    @Test
    void whatWaitsIsCountedByWhenItWasMade() {
        var webhook = kept();
        deliveries.add(List.of(delivery(webhook, "a", 1), delivery(webhook, "a", 2), delivery(webhook, "a", 3)));

        assertThat(deliveries.waitingSince(OFFICE, webhook.id(), NOON.plusMillis(1), 10))
                .isEqualTo(2);
        assertThat(deliveries.waitingSince(OFFICE, webhook.id(), NOON, 2)).isEqualTo(2);
        assertThat(deliveries.waitingSince(STRANGERS, webhook.id(), NOON, 10)).isZero();
    }

    @Test
    void ofTwoWhoHaveSeenTheSameOnlyOneHasItsWay() {
        var webhook = kept();
        var delivery = delivery(webhook, "a", 1);
        deliveries.add(List.of(delivery));
        var later = delivery.waitsAfter(attempt(Outcome.REFUSED), NOON.plusSeconds(5));

        assertThat(deliveries.update(later)).isTrue();
        assertThat(deliveries.update(delivery.givenUp(attempt(Outcome.TIMED_OUT))))
                .isFalse();
        assertThat(deliveries.find(OFFICE, webhook.id(), delivery.id())).contains(later);
        var replayed = later.givenUp(attempt(Outcome.GONE)).replayed(UUID.randomUUID(), 2, NOON);
        assertThat(replayed.status()).isEqualTo(Status.WAITING);
        assertThat(replayed.lane()).isEqualTo(delivery.id());
    }

    @Test
    void whatIsWantedNowIsDueAndNothingElseIsChanged() {
        var webhook = kept();
        var later = NOON.plusSeconds(3_600);
        var first = waitsUntil(later, delivery(webhook, "a", 1));
        var second = delivery(webhook, "a", 2);
        var other = waitsUntil(later, delivery(webhook, "b", 3));
        deliveries.add(List.of(second));
        var by = UUID.randomUUID();

        deliveries.hasten(second, by, NOON.plusSeconds(60));

        var hastened = stored(first);
        assertThat(hastened.nextAt()).isEqualTo(NOON.plusSeconds(60));
        assertThat(hastened.attempts()).isZero();
        assertThat(hastened.log()).isEqualTo(first.log());
        assertThat(hastened.version()).isEqualTo(first.version() + 1);
        assertThat(stored(second).replayedBy()).isEqualTo(by);
        assertThat(stored(other)).isEqualTo(other);
        // It may be on its way: what comes of it can still be noted.
        assertThat(deliveries.update(second.delivered(attempt(Outcome.DELIVERED))))
                .isTrue();

        deliveries.hasten(OFFICE, webhook.id(), NOON.plusSeconds(90));
        assertThat(stored(other).nextAt()).isEqualTo(NOON.plusSeconds(90));
        assertThat(stored(first)).isEqualTo(hastened);
        assertThat(stored(second).status()).isEqualTo(Status.DELIVERED);
    }

    static WebhookDelivery waitsUntil(Instant then, WebhookDelivery delivery) {
        var waits = delivery.waitsAfter(attempt(Outcome.REFUSED), then);
        deliveries.add(List.of(waits));
        return waits;
    }

    static WebhookDelivery stored(WebhookDelivery delivery) {
        return deliveries.find(OFFICE, delivery.webhook(), delivery.id()).orElseThrow();
    }

    @Test
    void pagesBeginWithTheLatestAndLeaveNoneOut() {
        var webhook = kept();
        deliveries.add(List.of(delivery(webhook, "a", 1), delivery(webhook, "a", 2), delivery(webhook, "b", 3)));

        var first = deliveries.page(OFFICE, webhook.id(), null, 2, null);
        var rest = deliveries.page(OFFICE, webhook.id(), null, 2, first.next());

        assertThat(first.items()).extracting(WebhookDelivery::place).containsExactly(3L, 2L);
        assertThat(rest.items()).extracting(WebhookDelivery::place).containsExactly(1L);
        assertThat(rest.next()).isNull();
        assertThat(deliveries
                        .page(OFFICE, webhook.id(), Status.GIVEN_UP, 2, null)
                        .items())
                .isEmpty();
        assertThat(deliveries.page(STRANGERS, webhook.id(), null, 2, null).items())
                .isEmpty();
    }

    @Test
    void whatIsOldIsForgottenAndOnlyThere() {
        var webhook = kept();
        deliveries.add(List.of(delivery(webhook, "a", 1)));

        deliveries.forget(STRANGERS, webhook.id(), null);
        deliveries.forget(OFFICE, webhook.id(), NOON);
        assertThat(deliveries.waiting(OFFICE, webhook.id(), 9)).hasSize(1);
        deliveries.forget(OFFICE, webhook.id(), NOON.plusMillis(1));
        assertThat(deliveries.waiting(OFFICE, webhook.id(), 9)).isEmpty();
    }
}
