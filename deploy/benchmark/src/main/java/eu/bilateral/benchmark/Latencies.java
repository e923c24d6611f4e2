package eu.bilateral.benchmark;

import java.util.Collection;

/** Times in nanoseconds, and what share of them was below which. */
record Latencies(long[] sorted) {

    static Latencies of(Collection<Long> nanos) {
        return new Latencies(nanos.stream().mapToLong(Long::longValue).sorted().toArray());
    }

    /** The smallest time that {@code percent} of all do not exceed, in milliseconds; NaN without any. */
    double percentile(double percent) {
        if (sorted.length == 0) {
            return Double.NaN;
        }
        int rank = (int) Math.ceil(percent / 100 * sorted.length);
        return sorted[Math.max(0, rank - 1)] / 1e6;
    }

    int count() {
        return sorted.length;
    }
}
