package eu.bilateral.dashboard.stream;

import eu.bilateral.kernel.security.Caller;
import java.util.HashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/** How many streams each account has open in this instance. */
@Component
class Seats {

    private final int perAccount;
    private final Map<String, Integer> taken = new HashMap<>();

    Seats(StreamSettings settings) {
        this.perAccount = settings.perAccount();
    }

    /** A seat until it is closed; {@link TooManyStreams} where the account has as many as it may. */
    synchronized Seat take(Caller caller) {
        var whose = caller.workspace() + "/" + caller.account();
        int now = taken.getOrDefault(whose, 0);
        if (now >= perAccount) {
            throw new TooManyStreams(perAccount);
        }
        taken.put(whose, now + 1);
        return () -> leave(whose);
    }

    private synchronized void leave(String whose) {
        taken.computeIfPresent(whose, (account, count) -> count == 1 ? null : count - 1);
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
