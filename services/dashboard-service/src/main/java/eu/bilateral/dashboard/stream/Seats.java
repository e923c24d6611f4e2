package eu.bilateral.dashboard.stream;

import eu.bilateral.kernel.security.Caller;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** How many streams each account has open in this instance. */
@Component
class Seats {

    private static final Duration LEFT_WITHIN = Duration.ofMillis(500);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

    private final int perAccount;
    private final Map<String, List<Runnable>> taken = new HashMap<>();

    Seats(StreamSettings settings) {
        this.perAccount = settings.perAccount();
    }

    /**
     * A seat until it is closed; {@link TooManyStreams} where the account has as many as it may.
     *
     * @param probe has the stream write something to its client, so that it learns whether there still is one
     */
    Seat take(Caller caller, Runnable probe) throws InterruptedException {
        var whose = whose(caller);
        long until = System.nanoTime() + LEFT_WITHIN.toNanos();
        while (!sit(whose, probe)) {
            if (System.nanoTime() > until) {
                throw new TooManyStreams(perAccount);
            }
            // A browser that has gone on to its next page is missed only once something is written to the one before,
            // and a quiet stream writes seldom: without this, whoever turns pages quickly would be locked out.
            neighbours(whose).forEach(Runnable::run);
            Thread.sleep(LOOK_AGAIN);
        }
        return () -> leave(whose, probe);
    }

    static String whose(Caller caller) {
        return caller.workspace() + "/" + caller.account();
    }

    private synchronized boolean sit(String whose, Runnable probe) {
        var seats = taken.computeIfAbsent(whose, nobody -> new ArrayList<>());
        return seats.size() < perAccount && seats.add(probe);
    }

    private synchronized List<Runnable> neighbours(String whose) {
        return List.copyOf(taken.getOrDefault(whose, List.of()));
    }

    private synchronized void leave(String whose, Runnable probe) {
        taken.computeIfPresent(whose, (account, seats) -> seats.remove(probe) && seats.isEmpty() ? null : seats);
    }

    /** A stream that counts. */
    interface Seat extends AutoCloseable {
        @Override
        void close();
    }

    /** The account has as many streams open as it may. */
    static final class TooManyStreams extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooManyStreams(int most) {
            super("You have %d streams open already; close one, then open another".formatted(most));
        }
    }
}
