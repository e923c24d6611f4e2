package eu.bilateral.dashboard.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import eu.bilateral.dashboard.testing.Story;
import eu.bilateral.kernel.command.Role;
import eu.bilateral.kernel.delivery.BrokerAccess;
import eu.bilateral.kernel.delivery.Dataset;
import eu.bilateral.kernel.id.AccountId;
import eu.bilateral.kernel.security.Caller;
import eu.bilateral.kernel.tracing.Traces;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.mock.web.MockHttpServletResponse;

/** How a stream ends. */
@Timeout(30)
class EventStreamsTest {

    static final Instant NOON = Instant.parse("2030-03-01T12:00:00Z");
    static final Duration SOON = Duration.ofSeconds(30);
    static final Caller MARTA = viewer("marta");
    static final Caller JAN = viewer("jan");
    static final Permit WITHOUT_END = new Permit(null, () -> true);

    final StreamSettings settings = new StreamSettings(Duration.ofMillis(1), 8, 1, 10, 1, 1, SOON, SOON);
    final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    final CatchUps catchUps = new CatchUps(settings);
    final Tail tail = mock(Tail.class);
    final EventStreams streams = new EventStreams(
            tail,
            new Seats(settings),
            Story.FORMAT,
            mock(Dataset.class),
            settings,
            () -> NOON,
            new Sendings(metrics, Clock.fixed(NOON, ZoneOffset.UTC), Traces.none()),
            catchUps,
            metrics);

    private static Caller viewer(String account) {
        return new Caller(RingTest.STORY.workspace(), AccountId.of(account), Role.VIEWER);
    }

    @BeforeEach
    void begin() throws InterruptedException {
        when(tail.isReadyWithin(any())).thenReturn(true);
        when(tail.isRunning()).thenReturn(true);
        when(tail.end()).thenReturn(RingTest.START);
        when(tail.join(any(), any())).thenReturn(null);
        when(tail.broker()).thenReturn(BrokerAccess.at("localhost:1"));
        when(tail.atHandFrom()).thenThrow(new IllegalStateException("The stream has not begun yet"));
    }

    private void serve(Permit permit, @Nullable String lastEventId) throws IOException {
        streams.serve(MARTA, permit, StreamFilter.NONE, lastEventId, new MockHttpServletResponse());
    }

    private double overrun() {
        return metrics.get("bilateral.stream.overrun").counter().count();
    }

    // ---- who was too slow

    @Test
    void whoeverIsSlowerThanTheEventsIsCounted() throws IOException {
        var ring = new Ring(8, RingTest.START);
        when(tail.join(any(), any())).thenAnswer(joins -> {
            Subscription subscription = joins.getArgument(0);
            assertThat(subscription.offer(ring.add(RingTest.meetingHeld(0, 10))))
                    .isTrue();
            assertThat(subscription.offer(ring.add(RingTest.meetingHeld(0, 11))))
                    .isFalse();
            return List.of();
        });

        serve(WITHOUT_END, null);

        assertThat(overrun()).isEqualTo(1);
    }

    /** As where the topics are not what they were. */
    @Test
    void whoeverIsSentAwayWithAllOthersWasNotTooSlow() throws IOException {
        when(tail.join(any(), any())).thenAnswer(joins -> {
            joins.<Subscription>getArgument(0).end();
            return List.of();
        });

        serve(WITHOUT_END, null);

        assertThat(overrun()).isZero();
    }

    // ---- who waits to catch up

    @Test
    void whoeverWaitsToCatchUpLeavesWithItsToken() throws InterruptedException {
        assertThat(catchUps.enter(JAN, SOON)).isTrue();

        comesBackInVain(Permit.until(NOON.minusMillis(1)));
    }

    @Test
    void whoeverWaitsToCatchUpLeavesWithItsAccount() throws InterruptedException {
        assertThat(catchUps.enter(JAN, SOON)).isTrue();

        comesBackInVain(new Permit(null, () -> false));
    }

    @Test
    void whoeverWaitsToCatchUpLeavesWhenTheServiceStops() throws InterruptedException {
        assertThat(catchUps.enter(JAN, SOON)).isTrue();
        when(tail.isRunning()).thenReturn(false);

        comesBackInVain(WITHOUT_END);
    }

    @Test
    void whoseTurnItIsToCatchUpWhenTheServiceStopsLeaves() {
        when(tail.isRunning()).thenReturn(false);

        comesBackInVain(WITHOUT_END);
    }

    private void comesBackInVain(Permit permit) {
        var missedAll = new Bookmark(0, Place.beginning(1, 2, 1)).text();
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> serve(permit, missedAll));
    }
}
