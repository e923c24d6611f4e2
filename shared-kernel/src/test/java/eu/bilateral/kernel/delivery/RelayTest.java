package eu.bilateral.kernel.delivery;

import static eu.bilateral.kernel.delivery.SmallStore.by;
import static eu.bilateral.kernel.delivery.SmallStore.told;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import eu.bilateral.kernel.delivery.SmallStore.Steps;
import eu.bilateral.kernel.event.ContactEvent;
import eu.bilateral.kernel.id.OrganisationId;
import eu.bilateral.kernel.testing.AlsoOnRealParts;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MockClock;
import io.micrometer.core.instrument.simple.SimpleConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@AlsoOnRealParts
class RelayTest {

    private static final Duration SOON = Duration.ofSeconds(30);

    private final SmallStore small = new SmallStore();
    private final List<Relay> started = new ArrayList<>();

    @AfterEach
    void close() {
        started.forEach(Relay::stop);
        small.close();
    }

    @Test
    void whatIsToldIsSentAndThenLeavesItsOutbox() {
        var producer = SmallStore.producer(true);
        var store = open(started(small.relay(producer)));
        var id = OrganisationId.next();

        tell(store, id, 3);

        await().atMost(SOON).until(() -> firsts(producer, id), List.of(1L, 2L, 3L)::equals);
        await().atMost(SOON).until(() -> small.waiting("things", id.toString()).isEmpty());
        assertThat(store.find(SmallStore.WORKSPACE, id.toString()).orElseThrow().version())
                .as("the relay does not touch the version")
                .isEqualTo(3);
    }

    @Test
    void theNextEventOfADocumentWaitsUntilTheBrokerHasConfirmedTheOneBefore() {
        var producer = SmallStore.producer(false);
        var store = open(started(small.relay(producer)));
        var one = OrganisationId.next();
        var other = OrganisationId.next();
        tell(store, one, 3);
        tell(store, other, 1);
        await().atMost(SOON).until(() -> producer.history().size(), Integer.valueOf(2)::equals);

        assertThat(sequences(producer, one)).containsExactly(1L);
        assertThat(sequences(producer, other)).containsExactly(1L);
        assertThat(small.waiting("things", one.toString())).containsExactly(1L, 2L, 3L);

        assertThat(producer.completeNext()).isTrue();
        await().atMost(SOON).until(() -> sequences(producer, one), List.of(1L, 2L)::equals);
        await().atMost(SOON).until(() -> small.waiting("things", one.toString()), List.of(2L, 3L)::equals);
        assertThat(small.waiting("things", other.toString())).containsExactly(1L);
    }

    @Test
    void whatTheBrokerDoesNotTakeIsSentAgainAndNothingOvertakesIt() {
        var producer = SmallStore.producer(false);
        var store = open(started(small.relay(producer)));
        var id = OrganisationId.next();
        tell(store, id, 2);
        await().atMost(SOON).until(() -> producer.history().size(), Integer.valueOf(1)::equals);

        assertThat(producer.errorNext(new TimeoutException("The broker is away")))
                .isTrue();

        await().atMost(SOON).until(() -> sequences(producer, id), List.of(1L, 1L)::equals);
        assertThat(producer.history())
                .extracting(RelayTest::eventId)
                .containsOnly(eventId(producer.history().getFirst()));
        assertThat(small.waiting("things", id.toString())).containsExactly(1L, 2L);
        assertThat(producer.completeNext()).isTrue();
        await().atMost(SOON).until(() -> sequences(producer, id), List.of(1L, 1L, 2L)::equals);
        assertThat(producer.completeNext()).isTrue();
        await().atMost(SOON).until(() -> small.waiting("things", id.toString()).isEmpty());
    }

    @Test
    void aProducerThatThrowsIsTriedAgain() {
        var producer = SmallStore.producer(true);
        producer.sendException = new TimeoutException("No metadata");
        var store = open(started(small.relay(producer)));
        var id = OrganisationId.next();

        tell(store, id, 1);
        producer.sendException = null;

        await().atMost(SOON).until(() -> small.waiting("things", id.toString()).isEmpty());
        assertThat(firsts(producer, id)).containsExactly(1L);
    }

    @Test
    void whatACrashLeftBehindIsPublishedByTheNextStart() {
        var id = OrganisationId.next();
        var unstarted = SmallStore.producer(true);
        tell(open(small.relay(unstarted)), id, 3);
        assertThat(unstarted.history()).isEmpty();

        var producer = SmallStore.producer(true);
        var unused = open(started(small.relay(producer)));

        await().atMost(SOON).until(() -> firsts(producer, id), List.of(1L, 2L, 3L)::equals);
        await().atMost(SOON).until(() -> small.waiting("things", id.toString()).isEmpty());
    }

    /** It is most likely on its way with the instance that has just written it. */
    @Test
    void aSweepLeavesAloneWhatHasOnlyJustCome() {
        var pause = Duration.ofMillis(600);
        var producer = SmallStore.producer(true);
        var elsewhere = open(small.relay(SmallStore.producer(true)));
        var early = OrganisationId.next();
        tell(elsewhere, early, 1);
        var unused = open(started(small.relay(producer, pause)));
        await().atMost(SOON).until(() -> firsts(producer, early), List.of(1L)::equals);

        for (int one = 0; one < 4; one++) {
            var id = OrganisationId.next();
            long told = System.nanoTime();
            tell(elsewhere, id, 1);
            await().atMost(SOON)
                    .pollInterval(Duration.ofMillis(10))
                    .until(() -> firsts(producer, id), List.of(1L)::equals);
            assertThat(Duration.ofNanos(System.nanoTime() - told)).isGreaterThanOrEqualTo(pause);
        }
    }

    @Test
    void whatIsMoreThanOneSweepTakesDoesNotWaitForTheNextRegularOne() {
        var elsewhere = open(small.relay(SmallStore.producer(true)));
        var ids = Stream.generate(OrganisationId::next).limit(2_300).toList();
        ids.forEach(id -> tell(elsewhere, id, 1));

        var producer = SmallStore.producer(true);
        var relay = small.relay(producer, Duration.ofHours(1));
        var unused = open(relay);
        assertThat(started(relay).isRunning()).isTrue();

        await().atMost(SOON)
                .until(() -> Set.copyOf(producer.history().stream()
                                .map(sent -> header(sent, "subject"))
                                .toList())
                        .equals(Set.copyOf(
                                ids.stream().map(OrganisationId::toString).toList())));
    }

    @Test
    void aRelayThatWasStoppedGoesOnWhenItIsStartedAgain() {
        var producer = SmallStore.producer(true);
        var relay = started(small.relay(producer));
        var store = open(relay);
        var id = OrganisationId.next();
        tell(store, id, 1);
        await().atMost(SOON).until(() -> small.waiting("things", id.toString()).isEmpty());

        relay.stop();
        tell(store, id, 2);
        assertThat(firsts(producer, id)).containsExactly(1L);
        relay.start();

        await().atMost(SOON).until(() -> small.waiting("things", id.toString()).isEmpty());
        assertThat(firsts(producer, id)).containsExactly(1L, 2L, 3L);
    }

    @Test
    void whateverFailsOrderHoldsAndOnlyOneEventOfADocumentIsOnItsWay() {
        long seed = System.nanoTime();
        var random = new Random(seed);
        var producer = new Watching();
        var store = open(started(small.relay(producer)));
        var ids = new ArrayList<OrganisationId>();
        for (int one = 0; one < 5; one++) {
            ids.add(OrganisationId.next());
        }
        for (int step = 1; step <= 8; step++) {
            for (var id : ids) {
                tell(store, id, 1);
            }
        }

        await().atMost(SOON)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(2))
                .until(() -> {
                    boolean unused = random.nextInt(4) == 0
                            ? producer.errorNext(new TimeoutException("Lost"))
                            : producer.completeNext();
                    return ids.stream()
                            .allMatch(
                                    id -> small.waiting("things", id.toString()).isEmpty());
                });

        assertThat(producer.mostOnTheirWay()).as("seed %d", seed).isEqualTo(1);
        for (var id : ids) {
            assertThat(producer.confirmed(id).stream().distinct())
                    .as("seed %d", seed)
                    .containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L);
        }
    }

    @Test
    void howManyEventsAreOnTheirWayIsKnownHoweverTheyWereFoundAndWhateverFails() {
        var id = OrganisationId.next();
        tell(open(small.relay(SmallStore.producer(true))), id, 2);
        var metrics = new SimpleMeterRegistry();
        var producer = SmallStore.producer(false);
        var store = open(started(small.relay(producer, metrics)));
        await().atMost(SOON).until(() -> unconfirmed(metrics), Double.valueOf(2)::equals);

        tell(store, id, 1);
        await().atMost(SOON).until(() -> unconfirmed(metrics), Double.valueOf(3)::equals);
        assertThat(producer.errorNext(new TimeoutException("The broker is away")))
                .isTrue();
        await().atMost(SOON).until(() -> sequences(producer, id), List.of(1L, 1L)::equals);
        await().atMost(SOON).until(() -> unconfirmed(metrics), Double.valueOf(3)::equals);
        for (double left = 2; left >= 0; left--) {
            await().atMost(SOON).until(producer::completeNext);
            await().atMost(SOON).until(() -> unconfirmed(metrics), Double.valueOf(left)::equals);
        }
    }

    private static double unconfirmed(MeterRegistry metrics) {
        return metrics.get("bilateral.outbox.unconfirmed").gauge().value();
    }

    @Test
    void theTimeUntilAConfirmationBeginsWithTheNudgeHoweverLongOthersAreOnTheirWay() {
        var time = new MockClock();
        var metrics = new SimpleMeterRegistry(SimpleConfig.DEFAULT, time);
        var producer = SmallStore.producer(false);
        var store = open(started(small.relay(producer, metrics)));
        var id = OrganisationId.next();
        tell(store, id, 2);
        await().atMost(SOON).until(() -> sequences(producer, id), List.of(1L)::equals);

        time.add(Duration.ofSeconds(5));
        assertThat(producer.completeNext()).isTrue();
        await().atMost(SOON).until(producer::completeNext);

        var confirmation = metrics.get("bilateral.outbox.confirmation").timer();
        await().atMost(SOON).until(confirmation::count, Long.valueOf(2)::equals);
        assertThat(confirmation.totalTime(TimeUnit.SECONDS)).isEqualTo(10);
    }

    private Relay started(Relay relay) {
        started.add(relay);
        relay.start();
        return relay;
    }

    private AggregateStore<Steps, ContactEvent> open(Relay relay) {
        return small.stores(relay).open("things", Steps.class);
    }

    private static void tell(AggregateStore<Steps, ContactEvent> store, OrganisationId id, int events) {
        for (int event = 0; event < events; event++) {
            if (store.change(by(), id.toString(), steps -> told(steps, id)).isEmpty()) {
                var unused = store.add(by(), id.toString(), () -> told(new Steps(List.of()), id));
            }
        }
    }

    private static List<Long> sequences(MockProducer<byte[], byte[]> producer, OrganisationId id) {
        return producer.history().stream()
                .filter(sent -> header(sent, "subject").equals(id.toString()))
                .map(sent -> Long.valueOf(header(sent, "sequence")))
                .toList();
    }

    /** Without what is sent again, which at-least-once allows: a sweep may read an outbox right before it is emptied. */
    private static List<Long> firsts(MockProducer<byte[], byte[]> producer, OrganisationId id) {
        return sequences(producer, id).stream().distinct().toList();
    }

    private static String eventId(ProducerRecord<byte[], byte[]> sent) {
        return header(sent, "id");
    }

    private static String header(ProducerRecord<byte[], byte[]> sent, String attribute) {
        return new String(sent.headers().lastHeader("ce_" + attribute).value(), UTF_8);
    }

    /** A broker that counts what is on its way of each document, and keeps what it confirmed. */
    private static final class Watching extends MockProducer<byte[], byte[]> {

        private final Map<String, Integer> onTheirWay = new HashMap<>();
        private final Map<String, List<Long>> confirmed = new HashMap<>();
        private int most;

        Watching() {
            super(false, null, new ByteArraySerializer(), new ByteArraySerializer());
        }

        @Override
        public synchronized Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> sent, Callback callback) {
            var subject = header(sent, "subject");
            most = Math.max(most, onTheirWay.merge(subject, 1, Integer::sum));
            return super.send(sent, (metadata, failure) -> {
                onTheirWay.merge(subject, -1, Integer::sum);
                if (failure == null) {
                    confirmed
                            .computeIfAbsent(subject, first -> new ArrayList<>())
                            .add(Long.valueOf(header(sent, "sequence")));
                }
                callback.onCompletion(metadata, failure);
            });
        }

        synchronized int mostOnTheirWay() {
            return most;
        }

        synchronized List<Long> confirmed(OrganisationId id) {
            return List.copyOf(confirmed.getOrDefault(id.toString(), List.of()));
        }
    }
}
