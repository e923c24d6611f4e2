package eu.bilateral.standalone.identity;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Slows down guessing: so many failures in so much time for an account from an address, for an account from anywhere, and
 * for an address whatever the account. Who is slowed down waits until his failures are old enough; nothing is locked for
 * ever, and a right password takes back the failures of that account from that address.
 */
final class SigninLimits {

    private static final Duration WINDOW = Duration.ofMinutes(5);
    private static final int PER_ACCOUNT_AND_ADDRESS = 5;
    private static final int PER_ACCOUNT = 20;
    private static final int PER_ADDRESS = 30;
    private static final int REMEMBERED = 10_000;

    private final Clock clock;
    private final Map<String, Deque<Instant>> failures = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Deque<Instant>> eldest) {
            return size() > REMEMBERED;
        }
    };

    SigninLimits(Clock clock) {
        this.clock = clock;
    }

    /**
     * How long to wait before the next try; absent where it may be made now. Then it counts as failed until it has {@link
     * #succeeded}: many at the same moment are no way round the limits.
     */
    synchronized Optional<Duration> begin(String account, String address) {
        var longest = Duration.ZERO;
        for (var limit : limits(account, address).entrySet()) {
            var recent = recent(limit.getKey());
            if (recent.size() >= limit.getValue()) {
                var free = Duration.between(clock.instant(), recent.getFirst().plus(WINDOW));
                longest = free.compareTo(longest) > 0 ? free : longest;
            }
        }
        if (longest.isPositive()) {
            return Optional.of(longest);
        }
        count(account, address);
        return Optional.empty();
    }

    private void count(String account, String address) {
        limits(account, address).forEach((key, limit) -> {
            var recent = recent(key);
            recent.addLast(clock.instant());
            while (recent.size() > limit) {
                recent.removeFirst();
            }
            failures.put(key, recent);
        });
    }

    synchronized void succeeded(String account, String address) {
        limits(account, address).keySet().forEach(key -> recent(key).pollLast());
        failures.remove(both(account, address));
    }

    private static Map<String, Integer> limits(String account, String address) {
        return Map.of(
                both(account, address),
                PER_ACCOUNT_AND_ADDRESS,
                "account " + account,
                PER_ACCOUNT,
                "address " + address,
                PER_ADDRESS);
    }

    private static String both(String account, String address) {
        return "both " + address + " " + account;
    }

    private Deque<Instant> recent(String key) {
        var since = clock.instant().minus(WINDOW);
        var known = failures.getOrDefault(key, new ArrayDeque<>());
        while (!known.isEmpty() && !known.getFirst().isAfter(since)) {
            known.removeFirst();
        }
        return known;
    }
}
