package eu.bilateral.dashboard.stream;

import eu.bilateral.kernel.security.Caller;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/** How many clients read old events from the topics at the same time: so many altogether, and fewer of each account. */
@Component
class CatchUps {

    private final int most;
    private final int perAccount;
    private final Map<String, Integer> taken = new HashMap<>();
    private int all;

    CatchUps(StreamSettings settings) {
        this.most = settings.catchUps();
        this.perAccount = settings.catchUpsPerAccount();
    }

    /** Waits for so long; false where it is not the account's turn by then, and to be given back by {@link #leave} otherwise. */
    synchronized boolean enter(Caller caller, Duration patience) throws InterruptedException {
        var whose = Seats.whose(caller);
        long until = System.nanoTime() + patience.toNanos();
        while (all >= most || taken.getOrDefault(whose, 0) >= perAccount) {
            long left = until - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        all++;
        taken.merge(whose, 1, Integer::sum);
        return true;
    }

    synchronized void leave(Caller caller) {
        all--;
        taken.computeIfPresent(Seats.whose(caller), (whose, count) -> count == 1 ? null : count - 1);
        notifyAll();
    }
}
