package eu.bilateral.benchmark.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * One thing that goes wrong.
 *
 * @param after from the beginning of the load
 * @param victim a number that chooses whom it hits, among those whom that kind can hit
 * @param lasts how long it lasts
 */
record Fault(Duration after, FaultKind kind, int victim, Duration lasts) {

    private static final Duration FIRST = Duration.ofSeconds(3);
    private static final Duration LAST_BEFORE_END = Duration.ofSeconds(3);

    /**
     * The faults of a run, all of them from its seed: every kind once in an order of its own before any comes again, some
     * seconds apart.
     */
    static List<Fault> plan(Options options) {
        var dice = new Random(options.seed());
        var faults = new ArrayList<Fault>();
        var kinds = new ArrayList<FaultKind>();
        long at = FIRST.toMillis();
        long end = options.load().minus(LAST_BEFORE_END).toMillis();
        while (at < end) {
            if (kinds.isEmpty()) {
                kinds.addAll(options.only());
                Collections.shuffle(kinds, dice);
            }
            var kind = kinds.removeFirst();
            var lasts = Duration.ofMillis(
                    kind == FaultKind.FREEZE ? 1_000 + dice.nextInt(19_000) : 1_500 + dice.nextInt(4_000));
            faults.add(new Fault(Duration.ofMillis(at), kind, dice.nextInt(1 << 16), lasts));
            long gap = options.every().toMillis();
            at += gap / 2 + dice.nextLong(gap);
        }
        return List.copyOf(faults);
    }
}
