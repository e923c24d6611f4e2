package eu.bilateral.dashboard.web;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Lets a page wait until the read model has heard of what was just written, so that nobody is shown the state before the
 * own change. Waits at most as long as nobody notices; what is not there then is shown as it is.
 */
final class Awaiting {

    private static final Duration PAUSE = Duration.ofMillis(25);

    private Awaiting() {}

    /** What the question answers once it is as wanted, or else its last answer. */
    static <T> Optional<T> until(Duration atMost, Supplier<Optional<T>> question, Predicate<T> asWanted) {
        long end = System.nanoTime() + atMost.toNanos();
        var answer = question.get();
        while (answer.filter(asWanted).isEmpty() && System.nanoTime() < end) {
            try {
                Thread.sleep(PAUSE);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                return answer;
            }
            answer = question.get();
        }
        return answer;
    }
}
