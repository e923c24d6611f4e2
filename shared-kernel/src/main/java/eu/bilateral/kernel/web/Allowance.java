package eu.bilateral.kernel.web;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/** So many requests a minute for each account; what was not used is there again after a minute at most. In memory. */
final class Allowance {

    private static final double NANOS_PER_MINUTE = Duration.ofMinutes(1).toNanos();
    private static final int REMEMBERED = 10_000;

    private final int perMinute;
    private final LongSupplier nanos;
    private final Map<String, Left> accounts = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Left> eldest) {
            return size() > REMEMBERED;
        }
    };

    private record Left(double requests, long at) {}

    Allowance(int perMinute, LongSupplier nanos) {
        this.perMinute = perMinute;
        this.nanos = nanos;
    }

    /** Uses one; how long to wait for the next where none is left. */
    synchronized Optional<Duration> use(String account) {
        long now = nanos.getAsLong();
        var known = accounts.get(account);
        double left = known == null
                ? perMinute
                : Math.min(perMinute, known.requests() + (now - known.at()) * perMinute / NANOS_PER_MINUTE);
        if (left < 1) {
            accounts.put(account, new Left(left, now));
            return Optional.of(Duration.ofNanos((long) Math.ceil((1 - left) * NANOS_PER_MINUTE / perMinute)));
        }
        accounts.put(account, new Left(left - 1, now));
        return Optional.empty();
    }
}
