package eu.bilateral.kernel.delivery;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ChangeTurnsTest {

    private final ChangeTurns patient = new ChangeTurns(Duration.ofMinutes(1));
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();

    @AfterEach
    void stop() {
        executor.shutdownNow();
    }

    @Test
    void oneAtATimeChangesADocument() throws Exception {
        int threads = 20;
        var inside = new AtomicInteger();
        var most = new AtomicInteger();
        var done = new ArrayList<Future<Integer>>();

        for (int thread = 0; thread < threads; thread++) {
            done.add(executor.submit(() -> inTurn(patient, "document", () -> {
                most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                Thread.yield();
                return inside.decrementAndGet();
            })));
        }

        for (var one : done) {
            assertThat(one.get(60, SECONDS)).isZero();
        }
        assertThat(most).hasValue(1);
    }

    @Test
    void anotherDocumentWaitsForNobody() throws Exception {
        var bothAreIn = new CountDownLatch(2);
        var done = new ArrayList<Future<Boolean>>();

        for (var document : new String[] {"one", "another"}) {
            done.add(executor.submit(() -> inTurn(patient, document, () -> {
                bothAreIn.countDown();
                return await(bothAreIn);
            })));
        }

        for (var one : done) {
            assertThat(one.get(60, SECONDS)).isTrue();
        }
    }

    /** A write that hangs holds up nobody for good: what it guards is guarded by the store. */
    @Test
    void whoHasWaitedTooLongGoesOnWithoutATurn() throws Exception {
        var hurried = new ChangeTurns(Duration.ofMillis(50));
        var begun = new CountDownLatch(1);
        var freed = new CountDownLatch(1);
        var hanging = executor.submit(() -> inTurn(hurried, "document", () -> {
            begun.countDown();
            return await(freed);
        }));
        assertThat(begun.await(10, SECONDS)).isTrue();

        var unimpressed = executor.submit(() -> hurried.take("document", () -> "noted", noted -> noted));

        assertThat(unimpressed.get(10, SECONDS)).isEqualTo("noted");
        freed.countDown();
        assertThat(hanging.get(10, SECONDS)).isTrue();
    }

    @Test
    void whoNeedNotWaitNotesNothing() {
        assertThat(patient.<String, Boolean>take("document", () -> "noted", noted -> noted == null))
                .isTrue();
    }

    @Test
    void whoFailsGivesItsTurnBack() {
        assertThatIllegalStateException()
                .isThrownBy(() -> inTurn(patient, "document", () -> {
                    throw new IllegalStateException("no");
                }))
                .withMessage("no");

        assertThat(executor.submit(() -> inTurn(patient, "document", () -> "done")))
                .succeedsWithin(Duration.ofSeconds(10))
                .isEqualTo("done");
    }

    @Test
    void whoIsStoppedStaysStopped() {
        var stopped = executor.submit(() -> {
            Thread.currentThread().interrupt();
            return inTurn(patient, "document", () -> Thread.currentThread().isInterrupted());
        });

        assertThat(stopped).succeedsWithin(Duration.ofSeconds(10)).isEqualTo(true);
    }

    private static <T> T inTurn(ChangeTurns turns, String document, Supplier<T> work) {
        return turns.take(document, () -> null, nothing -> work.get());
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
