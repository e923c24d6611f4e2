package eu.bilateral.dashboard.sending;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;

import eu.bilateral.dashboard.testing.Receiver;
import eu.bilateral.dashboard.webhook.Anywhere;
import eu.bilateral.dashboard.webhook.HeardEvent;
import eu.bilateral.dashboard.webhook.Turns;
import eu.bilateral.dashboard.webhook.Webhook;
import eu.bilateral.dashboard.webhook.Webhook.Reason;
import eu.bilateral.dashboard.webhook.WebhookDeliveries;
import eu.bilateral.dashboard.webhook.WebhookDelivery;
import eu.bilateral.dashboard.webhook.WebhookDelivery.Attempt;
import eu.bilateral.dashboard.webhook.WebhookDelivery.Outcome;
import eu.bilateral.dashboard.webhook.WebhookDelivery.Status;
import eu.bilateral.dashboard.webhook.WebhookDraft;
import eu.bilateral.dashboard.webhook.WebhookId;
import eu.bilateral.dashboard.webhook.WebhookSettings;
import eu.bilateral.dashboard.webhook.Webhooks;
import eu.bilateral.kernel.command.Page;
import eu.bilateral.kernel.id.AccountId;
import eu.bilateral.kernel.id.EventId;
import eu.bilateral.kernel.id.WorkspaceId;
import eu.bilateral.kernel.tracing.Traces;
import io.github.resilience4j.core.IntervalFunction;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mockito.Mockito;
import org.springframework.dao.DataAccessResourceFailureException;

/** A sender whose store is away for a moment; its receivers are real. */
class SenderTest {

    static final Duration SOON = Duration.ofSeconds(30);
    static final int MOST_WAITING = 10;
    static final WorkspaceId WORKSPACE = WorkspaceId.of("lublin");
    static final Attempt REFUSED = new Attempt(Instant.EPOCH, Duration.ZERO, Outcome.REFUSED, 503, null);

    final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    final Kept kept = new Kept();
    final Mine turns = new Mine();
    final AtomicInteger refusals = new AtomicInteger();
    volatile Runnable beforeTheLastRefusal = () -> {};
    final WebhookSettings settings = Anywhere.settings(Map.of(
            "bilateral.webhooks.first-pause",
            "50ms",
            "bilateral.webhooks.most-waiting",
            Integer.toString(MOST_WAITING)));
    final Webhooks webhooks = Mockito.mock(Webhooks.class);
    Receiver receiver;
    Webhook webhook;
    Carrier carrier;

    @Nullable
    Instant inVainSince;

    /** How far the sender's clock is ahead. */
    volatile Duration ahead = Duration.ZERO;

    final Clock clock = new Clock() {
        @Override
        public Instant instant() {
            return Instant.now().plus(ahead);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    };

    @BeforeEach
    void open() throws Exception {
        receiver = Receiver.that((nth, caller) -> {
            if (nth == refusals.get()) {
                beforeTheLastRefusal.run();
            }
            Receiver.say(caller, nth <= refusals.get() ? 503 : 200, "");
        });
        webhook = Webhook.begins(
                new WebhookId(UUID.randomUUID()),
                WORKSPACE,
                new WebhookDraft(receiver.url(), List.of(), ""),
                new Webhook.Secret("whsec_" + "A".repeat(32), UUID.randomUUID(), null),
                AccountId.of("marta"),
                Instant.now());
        carrier = new Carrier(Anywhere.rules(settings), settings);
    }

    @AfterEach
    void close() throws Exception {
        threads.shutdownNow();
        carrier.destroy();
        receiver.close();
    }

    private Sender sender() {
        var tools = new Tools(
                "here",
                webhooks,
                kept,
                turns,
                carrier,
                IntervalFunction.of(50),
                settings,
                clock,
                Instant::now,
                new SimpleMeterRegistry(),
                Traces.none(),
                threads);
        var now = Instant.now();
        return new Sender(tools, new Turns.Turn(webhook, 1, 0, now, inVainSince), now.plusSeconds(30));
    }

    private List<String> told() {
        return receiver.calls().stream().map(call -> call.header("webhook-id")).toList();
    }

    private String waiting(String key, long place) {
        var event = new HeardEvent(
                WORKSPACE, EventId.next(), "meeting-held", key, Instant.now().minusSeconds(1), "{}", null);
        var made = WebhookDelivery.of(event, webhook, place, Instant.now());
        kept.add(List.of(made));
        return made.eventId().toString();
    }

    @Test
    void nothingOvertakesAnEventOfItsLaneWhoseReadingFailed() {
        kept.readsThatFail.set(1);

        assertThat(places(2)).containsExactly(1, 2);
    }

    @Test
    void whatCouldNotBeNotedIsToldAgainBeforeWhatFollows() {
        kept.writesThatFail.set(1);

        assertThat(places(3)).containsExactly(1, 1, 2);
    }

    /** The places in their lane of what the receiver is told, of two events, once it was told so often. */
    private List<Integer> places(int calls) {
        var waiting = List.of(waiting("boston", 1), waiting("boston", 2));
        threads.execute(sender());
        await().atMost(SOON).until(() -> told().size() == calls);
        return told().stream().map(id -> waiting.indexOf(id) + 1).toList();
    }

    @Test
    void whatSomebodyWantsNowDoesNotWaitForItsTime() {
        var first = waiting("boston", 1);
        var second = waiting("boston", 2);
        waitsForAnHour(first);
        var sender = sender();
        threads.execute(sender);
        await().atMost(SOON).until(() -> kept.loads.get() > 0);
        assertThat(told()).isEmpty();

        kept.hasten(WORKSPACE, webhook.id(), Instant.now());
        sender.learn(new Turns.Turn(webhook, 2, 0, Instant.now(), null), System.nanoTime());

        await().atMost(SOON).until(() -> told().equals(List.of(first, second)));
    }

    private void waitsForAnHour(String eventId) {
        var waits = kept.all().stream()
                .filter(one -> one.eventId().toString().equals(eventId))
                .findFirst()
                .orElseThrow();
        kept.add(List.of(waits.waitsAfter(REFUSED, Instant.now().plusSeconds(3_600))));
    }

    /** The breaker is half open after five failures, and lets one through then. */
    @Test
    void aStoreThatIsAwayWhileTheBreakerTriesOneDoesNotStopEverything() {
        refusals.set(5);
        beforeTheLastRefusal = () -> kept.readsThatFail.set(1);
        for (int place = 1; place <= 5; place++) {
            var unused = waiting("key-" + place, place);
        }

        threads.execute(sender());

        await().atMost(SOON).until(() -> kept.all().stream().allMatch(one -> one.status() == Status.DELIVERED));
        assertThat(kept.readsThatFail).hasValue(0);
    }

    @Test
    void whatHadWaitedGoesOutOnceItGoesOnHoweverMuchItIs() {
        var waited = IntStream.rangeClosed(1, 3 * MOST_WAITING)
                .mapToObj(place -> waiting("key-" + place % 2, place))
                .toList();

        webhook = webhook.disabled(Reason.BACKLOG, Instant.now()).resumed(Instant.now());
        threads.execute(sender());

        await().atMost(SOON).until(() -> told().size() >= waited.size());
        assertThat(told()).containsExactlyInAnyOrderElementsOf(waited);
        Mockito.verifyNoInteractions(webhooks);
    }

    @Test
    void tooMuchThatCameWhileItWasActiveStopsIt() {
        for (int place = 1; place <= MOST_WAITING + 1; place++) {
            var unused = waiting("boston", place);
        }

        threads.execute(sender());

        Mockito.verify(webhooks, Mockito.timeout(SOON.toMillis()))
                .disable(eq(WORKSPACE), eq(webhook.id()), eq(Reason.BACKLOG), any());
        assertThat(told()).isEmpty();
    }

    @Test
    void aFailureAfterQuietDaysBeginsAnew() {
        webhook = failingSince(Instant.now().minus(settings.disableAfter()).minusSeconds(1));
        refusals.set(1);
        var unused = waiting("boston", 1);

        threads.execute(sender());

        await().atMost(SOON).until(() -> kept.all().stream().allMatch(one -> one.status() == Status.DELIVERED));
        Mockito.verifyNoInteractions(webhooks);
    }

    @Test
    void whoeverWasTriedInVainForDaysIsGivenUp() {
        inVainSince = Instant.now().minus(settings.disableAfter()).minusSeconds(1);
        webhook = failingSince(inVainSince);
        refusals.set(1);
        var unused = waiting("boston", 1);

        threads.execute(sender());

        Mockito.verify(webhooks, Mockito.timeout(SOON.toMillis()))
                .disable(eq(WORKSPACE), eq(webhook.id()), eq(Reason.FAILING), any());
    }

    private Webhook failingSince(Instant since) {
        return new Webhook(
                webhook.id(),
                WORKSPACE,
                webhook.draft(),
                webhook.state(),
                null,
                webhook.secrets(),
                webhook.createdBy(),
                webhook.createdAt(),
                webhook.since(),
                webhook.resumedAt(),
                since);
    }

    @Test
    void onlyWhatIsDoneWithIsSaidToBe() {
        var unused = waiting("boston", 1);
        threads.execute(sender());
        await().atMost(SOON).until(() -> turns.settled.equals(List.of(1L)));

        waitsForAnHour(waiting("boston", 2));
        int loads = kept.loads.get();
        var interrupted = sender();
        threads.execute(interrupted);
        await().atMost(SOON).until(() -> kept.loads.get() > loads);
        interrupted.end();

        await().atMost(SOON).until(interrupted::isOver);
        assertThat(turns.settled).containsExactly(1L);
    }

    @Test
    void whenSomethingArrivedIsNotedAlsoWhereNothingWasInVain() {
        var began = Instant.now();
        var unused = waiting("boston", 1);

        threads.execute(sender());

        await().atMost(SOON).until(() -> !turns.settled.isEmpty());
        assertThat(turns.arrivals)
                .singleElement()
                .satisfies(at -> assertThat(at).isBetween(began, Instant.now()));
    }

    /** Whoever has the turn by then may be sending the same. */
    @Test
    void noAttemptBeginsOnceTheTurnIsOver() {
        var unused = waiting("boston", 1);
        kept.beforeEachReading = () -> {
            turns.lost = true;
            ahead = Duration.ofMinutes(1);
        };
        var sender = sender();

        threads.execute(sender);

        await().atMost(SOON).until(sender::isOver);
        assertThat(told()).isEmpty();
    }

    /** Deliveries in memory, of which reading and noting can fail. */
    private static final class Kept implements WebhookDeliveries {

        final AtomicInteger readsThatFail = new AtomicInteger();
        final AtomicInteger writesThatFail = new AtomicInteger();
        final AtomicInteger loads = new AtomicInteger();
        volatile Runnable beforeEachReading = () -> {};
        private final Map<String, WebhookDelivery> byId = new ConcurrentHashMap<>();

        Collection<WebhookDelivery> all() {
            return byId.values();
        }

        private static void failIfAway(AtomicInteger left) {
            if (left.getAndUpdate(count -> Math.max(0, count - 1)) > 0) {
                throw new DataAccessResourceFailureException("The store is away");
            }
        }

        @Override
        public void add(List<WebhookDelivery> made) {
            made.forEach(one -> byId.put(one.id(), one));
        }

        @Override
        public Optional<WebhookDelivery> find(WorkspaceId workspace, WebhookId of, String id) {
            failIfAway(readsThatFail);
            beforeEachReading.run();
            return Optional.ofNullable(byId.get(id));
        }

        @Override
        public List<Waiting> waiting(WorkspaceId workspace, WebhookId of, int limit) {
            loads.incrementAndGet();
            return byId.values().stream()
                    .filter(one -> one.status() == Status.WAITING)
                    .sorted(Comparator.comparingLong(WebhookDelivery::place))
                    .limit(limit)
                    .map(one -> new Waiting(
                            one.id(),
                            one.lane(),
                            one.place(),
                            Optional.ofNullable(one.nextAt()).orElseThrow(),
                            false))
                    .toList();
        }

        @Override
        public int waitingSince(WorkspaceId workspace, WebhookId of, Instant since, int limit) {
            return (int) byId.values().stream()
                    .filter(one ->
                            one.status() == Status.WAITING && one.madeAt().isAfter(since))
                    .limit(limit)
                    .count();
        }

        @Override
        public boolean update(WebhookDelivery next) {
            failIfAway(writesThatFail);
            byId.put(next.id(), next);
            return true;
        }

        @Override
        public void hasten(WorkspaceId workspace, WebhookId of, Instant now) {
            byId.replaceAll((id, one) -> one.waitsAfter(REFUSED, now));
        }

        @Override
        public void hasten(WebhookDelivery delivery, UUID by, Instant now) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Set<String> known(WorkspaceId workspace, Collection<String> ids) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Page<WebhookDelivery> page(
                WorkspaceId workspace, WebhookId of, @Nullable Status status, int limit, @Nullable String cursor) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void forget(WorkspaceId workspace, WebhookId of, @Nullable Instant before) {
            throw new UnsupportedOperationException();
        }
    }

    /** Turns of which this instance has all. */
    private static final class Mine implements Turns {

        final List<Long> settled = new CopyOnWriteArrayList<>();
        final List<Instant> arrivals = new CopyOnWriteArrayList<>();
        volatile boolean lost;

        @Override
        public boolean take(Turn turn, String holder, Instant now, Instant until) {
            return true;
        }

        @Override
        public boolean hold(Turn turn, String holder, Instant until) {
            return !lost;
        }

        @Override
        public void leave(Turn turn, String holder, @Nullable Long upTo) {
            if (upTo != null) {
                settled.add(upTo);
            }
        }

        @Override
        public void failing(Turn turn, Instant since) {}

        @Override
        public void arrived(Turn turn, Instant at) {
            arrivals.add(at);
        }

        @Override
        public Optional<Instant> lastArrived(WorkspaceId workspace, WebhookId id) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<Turn> all() {
            throw new UnsupportedOperationException();
        }

        @Override
        public long reserve(WorkspaceId workspace, WebhookId id, int places) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void ring(WorkspaceId workspace, WebhookId id) {
            throw new UnsupportedOperationException();
        }
    }
}
