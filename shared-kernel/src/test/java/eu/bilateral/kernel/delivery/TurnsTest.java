package eu.bilateral.kernel.delivery;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class TurnsTest {

    private final Turns turns = new Turns(Duration.ofMillis(50));

    /** A write that hangs holds up nobody for good: what it guards is guarded by the store. */
    @Test
    void whoHasWaitedTooLongGoesOnWithoutATurn() throws Exception {
        var begun = new CountDownLatch(1);
        var freed = new CountDownLatch(1);
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var hanging = executor.submit(() -> turns.take("document", () -> {
                begun.countDown();
                return await(freed);
            }));
            assertThat(begun.await(10, SECONDS)).isTrue();

            var unimpressed = executor.submit(() -> turns.take("document", () -> "done"));

            assertThat(unimpressed.get(10, SECONDS)).isEqualTo("done");
            freed.countDown();
            assertThat(hanging.get(10, SECONDS)).isTrue();
        }
    }

    @Test
    void whoFailsGivesItsTurnBack() {
        var patient = new Turns(Duration.ofMinutes(1));

        assertThatIllegalStateException()
                .isThrownBy(() -> patient.take("document", () -> {
                    throw new IllegalStateException("no");
                }))
                .withMessage("no");

        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            assertThat(executor.submit(() -> patient.take("document", () -> "done")))
                    .succeedsWithin(Duration.ofSeconds(10))
                    .isEqualTo("done");
        }
    }

    private static boolean await(CountDownLatch latch) {
        try {
            return latch.await(10, SECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
