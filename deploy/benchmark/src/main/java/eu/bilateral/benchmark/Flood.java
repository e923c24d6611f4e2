package eu.bilateral.benchmark;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Logs many more meetings than can be worked on: whoever is sent away must be told so soon and when to come back, and
 * whatever is accepted must come out of the live stream.
 */
final class Flood {

    private final int port;
    private final String token;
    private final Pairs pairs;
    private final EventStream stream;
    private final ConcurrentLinkedQueue<HttpLine> lines = new ConcurrentLinkedQueue<>();
    private final Map<String, Long> accepted = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<Long> acceptedAfter = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<Long> refusedAfter = new ConcurrentLinkedQueue<>();
    private final AtomicInteger otherwise = new AtomicInteger();
    private final AtomicInteger unanswered = new AtomicInteger();

    Flood(int port, String token, Pairs pairs, EventStream stream) {
        this.port = port;
        this.token = token;
        this.pairs = pairs;
        this.stream = stream;
    }

    /**
     * What came of it.
     *
     * @param refusedAfter until an answer of 429 or 503 with {@code Retry-After}
     * @param otherwise answers of another kind, or of these without {@code Retry-After}
     * @param unanswered connections that broke or timed out
     * @param backlog from the last request until the lead of the last accepted meeting was in the stream
     */
    record Result(
            int asked,
            Latencies acceptedAfter,
            Latencies refusedAfter,
            int otherwise,
            int unanswered,
            Duration backlog) {}

    /** So many meetings a second, each at its time whatever became of those before. */
    Result run(int perSecond, Duration time) throws InterruptedException {
        long begin = System.nanoTime();
        int count = Math.toIntExact(time.toSeconds() * perSecond);
        try (var people = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int n = 0; n < count; n++) {
                long due = begin + n * 1_000_000_000L / perSecond;
                LockSupport.parkNanos(Math.max(0, due - System.nanoTime()));
                people.execute(() -> log(due));
            }
        }
        long last = System.nanoTime();
        long done = last;
        for (var meeting : accepted.keySet()) {
            stream.await(meeting);
            done = Math.max(done, stream.seenAt(meeting));
        }
        return new Result(
                count,
                Latencies.of(acceptedAfter),
                Latencies.of(refusedAfter),
                otherwise.get(),
                unanswered.get(),
                Duration.ofNanos(done - last));
    }

    private void log(long due) {
        var line = Objects.requireNonNullElseGet(lines.poll(), () -> new HttpLine(port, token));
        try {
            var answer = line.post("/api/meetings", "application/json", pairs.nextMeeting(), null);
            long took = System.nanoTime() - due;
            if (answer.status() == 201) {
                acceptedAfter.add(took);
                accepted.put(Load.idOf(answer), due);
            } else if ((answer.status() == 429 || answer.status() == 503)
                    && answer.headers().containsKey("retry-after")) {
                refusedAfter.add(took);
            } else {
                otherwise.incrementAndGet();
            }
            lines.add(line);
        } catch (IOException broken) {
            unanswered.incrementAndGet();
        }
    }

    /** As figures to print. */
    static Map<String, Object> figures(Result result) {
        var all = new LinkedHashMap<String, Object>();
        all.put("asked", result.asked());
        all.put("accepted", Bench.percentiles(result.acceptedAfter()));
        all.put("toldToComeBack", Bench.percentiles(result.refusedAfter()));
        all.put("otherwise", result.otherwise());
        all.put("unanswered", result.unanswered());
        all.put("backlogGoneAfterSeconds", result.backlog().toMillis() / 1e3);
        return all;
    }
}
