package eu.bilateral.kernel.delivery;

import static eu.bilateral.kernel.delivery.SmallStore.NOON;
import static eu.bilateral.kernel.delivery.SmallStore.WORKSPACE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import eu.bilateral.kernel.delivery.DeliveryReading.Hearing;
import eu.bilateral.kernel.delivery.DeliveryReading.Verdict;
import eu.bilateral.kernel.event.Topic;
import eu.bilateral.kernel.tracing.Traces;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.mockito.Mockito;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.kafka.listener.AbstractMessageListenerContainer;

@ExtendWith(OutputCaptureExtension.class)
class DeliveryWatchTest {

    private static final String TOPIC = "meeting-events";

    private final SmallStore small = new SmallStore();
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final Hands clock = new Hands(NOON);
    private Optional<Backlog> backlog = Optional.of(new Backlog(3, 7));
    private DeliveryWatch watch;

    @BeforeEach
    void open() {
        watch = watch((topic, group, partitions) -> backlog, Duration.ofDays(1));
    }

    private DeliveryWatch watch(Backlogs backlogs, Duration watchEvery) {
        var container = Mockito.mock(AbstractMessageListenerContainer.class);
        Mockito.when(container.isRunning()).thenReturn(true);
        Mockito.when(container.isInExpectedState()).thenReturn(true);
        var bindings = new ListenerHealth();
        bindings.watch(TOPIC, "small", container);
        var quarantine = new Quarantine(small.database, clock, metrics, new IndexGround(true));
        var never = Duration.ofDays(1);
        return new DeliveryWatch(
                new Outboxes(small.relay(SmallStore.producer(true))::watched, clock, metrics),
                quarantine,
                new Listeners(
                        small.format, Dataset.of(small.database), quarantine, "small", metrics, clock, Traces.none()),
                bindings,
                backlogs,
                new DeliverySettings("small", never, never, never, watchEvery, Duration.ofSeconds(60)),
                clock,
                metrics);
    }

    @AfterEach
    void close() {
        watch.close();
        small.close();
    }

    @Test
    void aBindingThatHearsNothingIsAnAlarmInTheLogAndStoppedInTheReading(CapturedOutput log) {
        watch.look();
        assertThat(watch.read(WORKSPACE).verdict()).isEqualTo(Verdict.WELL);

        clock.at(NOON.plusSeconds(61));
        watch.look();

        assertThat(log).contains("ALARM silent binding: meeting-events of small has 3 events to hear");
        var reading = watch.read(WORKSPACE);
        assertThat(reading.verdict()).isEqualTo(Verdict.STOPPED);
        assertThat(reading.hears())
                .containsExactly(new Hearing(TOPIC, "small", true, true, 3L, NOON, null, null, 0, 0L, 0L));
        assertThat(gauge("bilateral.consumer.lag")).isEqualTo(3);
        assertThat(gauge("bilateral.binding.silence")).isEqualTo(61);
    }

    @Test
    void whereTheBrokerDoesNotAnswerTheLagIsNoNumberAndNoAlarmIsRaised(CapturedOutput log) {
        watch.look();
        backlog = Optional.empty();
        clock.at(NOON.plusSeconds(300));
        watch.look();

        assertThat(log).doesNotContain("ALARM");
        assertThat(watch.read(WORKSPACE).hears().getFirst().lag()).isNull();
        assertThat(watch.read(WORKSPACE).verdict()).isEqualTo(Verdict.STOPPED);
        assertThat(gauge("bilateral.consumer.lag")).isNaN();
    }

    @Test
    void whoHearsBesideTheBindingsIsWatchedLikeThem(CapturedOutput log) {
        var listens = new AtomicBoolean(true);
        var ear = watch.ear(Topic.MEETING_EVENTS, "small-webhooks", listens::get, Set::of);
        watch.look();
        clock.at(NOON.plusSeconds(50));
        ear.heard(4);
        clock.at(NOON.plusSeconds(61));
        watch.look();

        assertThat(log).contains("of small has").doesNotContain("of small-webhooks has");
        assertThat(watch.read(WORKSPACE).hears().getLast())
                .isEqualTo(new Hearing(
                        TOPIC,
                        "small-webhooks",
                        true,
                        false,
                        3L,
                        NOON.plusSeconds(50),
                        NOON.plusSeconds(50),
                        null,
                        4,
                        null,
                        null));

        listens.set(false);
        clock.at(NOON.plusSeconds(111));
        watch.look();
        assertThat(log).contains("of small-webhooks has 3 events to hear");
        assertThat(watch.read(WORKSPACE).hears().getLast().listening()).isFalse();
        assertThat(metrics.get("bilateral.binding.silence")
                        .tag("group", "small-webhooks")
                        .gauge()
                        .value())
                .isEqualTo(61);
    }

    @Test
    void anErrorDoesNotEndTheWatch(CapturedOutput log) {
        var looks = new AtomicInteger();
        Backlogs fail = (topic, group, partitions) -> {
            if (looks.incrementAndGet() == 1) {
                throw new OutOfMemoryError("for a moment");
            }
            return backlog;
        };

        try (var often = watch(fail, Duration.ofMillis(10))) {
            await().atMost(Duration.ofSeconds(30)).until(() -> looks.get() > 1);
            assertThat(log).contains("ALARM delivery watch: ").contains("for a moment");
            assertThat(often.read(WORKSPACE).hears().getFirst().lag()).isEqualTo(3);
        }
    }

    private double gauge(String name) {
        return metrics.get(name)
                .tag("topic", TOPIC)
                .tag("group", "small")
                .gauge()
                .value();
    }
}
