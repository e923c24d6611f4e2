package eu.bilateral.kernel.command;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Lets somebody wait until this service has heard of what was just written elsewhere, so that nobody is shown the state
 * before the own change. For waits that nobody notices; what has not arrived by then is taken as it is.
 */
public final class Awaiting {

    private static final Duration PAUSE = Duration.ofMillis(25);

    private Awaiting() {}

    /** What the question answers once it is as wanted, or else its last answer. */
    public static <T> Optional<T> until(Duration atMost, Supplier<Optional<T>> question, Predicate<T> asWanted) {
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
