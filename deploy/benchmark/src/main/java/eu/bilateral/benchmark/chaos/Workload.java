package eu.bilateral.benchmark.chaos;

import java.time.Duration;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** Has people write at a fixed rate, whether or not what they asked before is answered. */
final class Workload {

    private static final int AT_ONCE = 64;
    private static final Duration UNTIL_KNOWN = Duration.ofMinutes(1);
    private static final Duration QUICK = Duration.ofMillis(100);
    private static final int QUICK_ANSWERS = 40;
    private static final Duration LAST_ANSWERS = Duration.ofSeconds(90);

    private final People people;
    private final Door door;
    private final long seed;
    private final AtomicInteger heldBack = new AtomicInteger();

    Workload(People people, Door door, long seed) {
        this.people = people;
        this.door = door;
        this.seed = seed;
    }

    /** Ticks at which nothing was asked because too many were still waiting for an answer. */
    int heldBack() {
        return heldBack.get();
    }

    /** Logs the first meetings, for as long as the meeting service has not heard of all organisations. */
    void awaitKnown() throws InterruptedException {
        long until = System.nanoTime() + UNTIL_KNOWN.toNanos();
        for (int pair : new int[] {0, people.pairs() / 2, people.pairs() - 1}) {
            int known = people.meetings();
            while (people.meetings() == known) {
                if (System.nanoTime() > until) {
                    throw new IllegalStateException("The meeting service does not hear of the organisations");
                }
                people.log(pair);
                Thread.sleep(100);
            }
        }
    }

    /**
     * Logs meetings one by one until they are answered quickly, or for {@code atMost} that long: processes that have just
     * started take long.
     */
    void warmUp(Duration atMost) throws InterruptedException {
        var dice = new Random(seed);
        long until = System.nanoTime() + atMost.toNanos();
        int quickInARow = 0;
        while (quickInARow < QUICK_ANSWERS && System.nanoTime() < until) {
            long asked = System.nanoTime();
            people.log(dice);
            quickInARow = System.nanoTime() - asked < QUICK.toNanos() ? quickInARow + 1 : 0;
        }
    }

    /** So many writes a second for that long; returns when each has its answer or nobody gave one for a while. */
    void run(int perSecond, Duration time) throws InterruptedException {
        var dice = new Random(seed);
        var room = new Semaphore(AT_ONCE);
        long begin = System.nanoTime();
        long count = time.toSeconds() * perSecond;
        try (var workers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (long n = 0; n < count; n++) {
                long due = begin + n * 1_000_000_000L / perSecond;
                LockSupport.parkNanos(Math.max(0, due - System.nanoTime()));
                int what = dice.nextInt(100);
                if (room.tryAcquire()) {
                    start(workers, room, what, new Random(dice.nextLong()));
                } else {
                    heldBack.incrementAndGet();
                }
            }
            door.giveUpAt(System.nanoTime() + LAST_ANSWERS.toNanos());
            workers.shutdown();
            var unused = workers.awaitTermination(LAST_ANSWERS.toSeconds() + 60, TimeUnit.SECONDS);
        }
        door.giveUpAt(Long.MAX_VALUE);
    }

    private void start(ExecutorService workers, Semaphore room, int what, Random dice) {
        workers.execute(() -> {
            try {
                people.act(what, dice);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            } finally {
                room.release();
            }
        });
    }
}
