package eu.bilateral.dashboard.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.timeout;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import eu.bilateral.dashboard.projection.Generations;
import eu.bilateral.dashboard.projection.Generations.Plan;
import eu.bilateral.dashboard.projection.ReadModels;
import eu.bilateral.kernel.delivery.BrokerAccess;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class RebuildingTest {

    static final Instant NOON = Instant.parse("2030-03-01T12:00:00Z");
    static final Duration KEEP_OLD = Duration.ofSeconds(15);
    static final long SOON = 30_000;

    final ReadModels models = mock(ReadModels.class);
    final Generations generations = mock(Generations.class);
    final Bindings bindings = mock(Bindings.class);
    final Clock clock = mock(Clock.class);
    Rebuilding rebuilding;

    @BeforeEach
    void begin() {
        when(models.serving()).thenReturn(1);
        when(bindings.group(anyInt())).thenReturn("dashboard-service-g2");
        var settings = new RebuildSettings(Duration.ofMillis(10), Duration.ofSeconds(2), KEEP_OLD);
        rebuilding = new Rebuilding(
                models,
                generations,
                bindings,
                mock(DashboardReactions.Hearing.class),
                settings,
                clock,
                BrokerAccess.at("localhost:1"));
    }

    @AfterEach
    void end() {
        rebuilding.stop();
    }

    /** Whoever has not looked at the note yet writes to it still, and would make what is dropped anew. */
    @Test
    void aGenerationThatIsGivenUpIsKeptUntilEveryInstanceHasLeftIt() {
        var switchedLongAgo = NOON.minusSeconds(86_400);
        when(generations.plan()).thenReturn(new Plan(1, null, null, 2, NOON, switchedLongAgo, "It was given up"));
        when(clock.instant()).thenReturn(NOON.plus(KEEP_OLD).minusMillis(1));

        rebuilding.start();

        verify(clock, timeout(SOON).atLeast(3)).instant();
        verify(models, never()).drop(anyInt());
        when(clock.instant()).thenReturn(NOON.plus(KEEP_OLD));
        verify(generations, timeout(SOON).atLeastOnce()).forget(2);
        verify(models, timeout(SOON).atLeastOnce()).drop(2);
        assertThat(rebuilding.isRunning()).isTrue();
    }

    @Test
    void anErrorDoesNotEndTheLookAtTheGenerations(CapturedOutput log) {
        when(generations.plan())
                .thenThrow(new OutOfMemoryError("for a moment"))
                .thenReturn(new Plan(1, null, null, null, null, null, null));

        rebuilding.start();

        verify(generations, timeout(SOON).atLeast(2)).plan();
        assertThat(log).contains("ALARM read models: ").contains("for a moment");
    }
}
