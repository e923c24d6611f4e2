package eu.bilateral.kernel.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LanesTest {

    static final List<Integer> MANY = IntStream.range(0, 1_000).boxed().toList();

    @Test
    void theAnswersComeInTheOrderOfTheParts() {
        assertThat(Lanes.each(MANY, part -> part, part -> part * 2))
                .isEqualTo(MANY.stream().map(part -> part * 2).toList());
        assertThat(Lanes.each(List.of(), part -> part, part -> part)).isEmpty();
    }

    @Test
    void partsOfOneLaneAreDoneInTheirOrder() {
        Map<Integer, List<Integer>> done = new ConcurrentHashMap<>();

        var unused = Lanes.each(MANY, part -> part % 7, part -> {
            Thread.yield();
            return done.computeIfAbsent(part % 7, lane -> Collections.synchronizedList(new ArrayList<>()))
                    .add(part);
        });

        assertThat(done)
                .hasSize(7)
                .allSatisfy((lane, parts) -> assertThat(parts).isSorted().hasSize((int)
                        MANY.stream().filter(part -> part % 7 == lane).count()));
    }

    @Test
    void asManyLanesAsAreAllowedAreDoneAtOnceAndNoMore() {
        var together = new CyclicBarrier(Lanes.AT_ONCE);
        var atOnce = new AtomicInteger();
        var most = new AtomicInteger();

        var unused = Lanes.each(MANY.subList(0, 3 * Lanes.AT_ONCE), part -> part, part -> {
            most.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
            try {
                return together.await(10, TimeUnit.SECONDS);
            } catch (Exception alone) {
                throw new IllegalStateException(alone);
            } finally {
                atOnce.decrementAndGet();
            }
        });

        assertThat(most).hasValue(Lanes.AT_ONCE);
    }

    @Test
    void theFirstFailureEndsItOnceWhatHasBegunIsDone() {
        var othersBegan = new CountDownLatch(Lanes.AT_ONCE - 1);
        var hasFailed = new CountDownLatch(1);
        var finished = new AtomicInteger();

        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> Lanes.each(MANY, part -> part, part -> {
                    try {
                        if (part == 0) {
                            assertThat(othersBegan.await(10, TimeUnit.SECONDS)).isTrue();
                            hasFailed.countDown();
                            throw new IllegalStateException("the store is away");
                        }
                        othersBegan.countDown();
                        assertThat(hasFailed.await(10, TimeUnit.SECONDS)).isTrue();
                        Thread.sleep(50);
                    } catch (InterruptedException impossible) {
                        throw new AssertionError(impossible);
                    }
                    return finished.incrementAndGet();
                }))
                .withMessage("the store is away");

        assertThat(finished).hasValue(Lanes.AT_ONCE - 1);
    }

    @Test
    void whoIsInterruptedIsNotToldThatAllWasDone() {
        Thread.currentThread().interrupt();
        try {
            assertThatExceptionOfType(IllegalStateException.class)
                    .isThrownBy(() -> Lanes.each(MANY, part -> part, part -> {
                        LockSupport.parkNanos(5_000_000);
                        return part;
                    }))
                    .withMessageStartingWith("Interrupted");
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void anErrorIsNotSwallowed() {
        assertThatExceptionOfType(StackOverflowError.class)
                .isThrownBy(() -> Lanes.each(MANY, part -> part, part -> {
                    throw new StackOverflowError();
                }));
    }

    @Test
    void itIsDoneInTheCallersTrace() {
        var observations = ObservationRegistry.create();
        observations.observationConfig().observationHandler(context -> true);
        var asking = Observation.start("asking", observations);
        try (var here = asking.openScope()) {
            assertThat(Lanes.each(
                            MANY.subList(0, 20),
                            part -> part,
                            part -> asking.equals(observations.getCurrentObservation())))
                    .containsOnly(true);
        } finally {
            asking.stop();
        }
    }
}
