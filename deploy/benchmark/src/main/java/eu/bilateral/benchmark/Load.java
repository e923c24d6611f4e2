package eu.bilateral.benchmark;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/** Logs meetings through the door and watches them come out of the live stream. */
final class Load {

    private static final String MEETINGS = "/api/meetings";

    private final int port;
    private final String token;
    private final Pairs pairs;
    private final EventStream stream;

    Load(int port, String token, Pairs pairs, EventStream stream) {
        this.port = port;
        this.token = token;
        this.pairs = pairs;
        this.stream = stream;
    }

    /**
     * A run's figures.
     *
     * @param perSecond meetings whose lead reached the stream, from the first POST until the last of them
     */
    record Result(int accepted, int refused, double perSecond, Latencies answer, Latencies chain) {}

    /** So many connections, each with one meeting at a time, as fast as they are answered; then waits for the last lead. */
    Result asFastAsAnswered(int connections, Duration time) throws InterruptedException {
        return closedLoop(connections, time, false);
    }

    /** Like {@link #asFastAsAnswered}, but each connection goes on only when the lead of its meeting is there. */
    Result oneByOne(int connections, Duration time) throws InterruptedException {
        return closedLoop(connections, time, true);
    }

    private Result closedLoop(int connections, Duration time, boolean untilLead) throws InterruptedException {
        var sent = new ConcurrentHashMap<String, Long>();
        var answers = new ConcurrentLinkedQueue<Long>();
        var refused = new AtomicInteger();
        long begin = System.nanoTime();
        long end = begin + time.toNanos();
        var workers = IntStream.range(0, connections)
                .mapToObj(n -> Thread.ofPlatform().start(() -> {
                    try (var line = new HttpLine(port, token)) {
                        while (System.nanoTime() < end) {
                            long started = System.nanoTime();
                            var answer = line.post(MEETINGS, "application/json", pairs.nextMeeting(), null);
                            if (answer.status() != 201) {
                                refused.incrementAndGet();
                                continue;
                            }
                            answers.add(System.nanoTime() - started);
                            var meetingId = idOf(answer);
                            sent.put(meetingId, started);
                            if (untilLead) {
                                stream.await(meetingId);
                            }
                        }
                    } catch (IOException | InterruptedException broken) {
                        throw new IllegalStateException(broken);
                    }
                }))
                .toList();
        for (var worker : workers) {
            worker.join();
        }
        return result(sent, answers, refused.get(), begin);
    }

    /** So many meetings a second, each at its time whether or not the one before is answered. */
    Result atFixedRate(int perSecond, Duration time) throws InterruptedException {
        var sent = new ConcurrentHashMap<String, Long>();
        var answers = new ConcurrentLinkedQueue<Long>();
        var refused = new AtomicInteger();
        var lines = new ConcurrentLinkedQueue<HttpLine>();
        long begin = System.nanoTime();
        try (var workers = Executors.newVirtualThreadPerTaskExecutor()) {
            long count = time.toSeconds() * perSecond;
            for (long n = 0; n < count; n++) {
                long due = begin + n * 1_000_000_000L / perSecond;
                LockSupport.parkNanos(Math.max(0, due - System.nanoTime()));
                workers.execute(() -> {
                    var line = Objects.requireNonNullElseGet(lines.poll(), () -> new HttpLine(port, token));
                    try {
                        var answer = line.post(MEETINGS, "application/json", pairs.nextMeeting(), null);
                        if (answer.status() == 201) {
                            answers.add(System.nanoTime() - due);
                            sent.put(idOf(answer), due);
                        } else {
                            refused.incrementAndGet();
                        }
                        lines.add(line);
                    } catch (IOException broken) {
                        refused.incrementAndGet();
                    }
                });
            }
        }
        return result(sent, answers, refused.get(), begin);
    }

    private Result result(Map<String, Long> sent, Collection<Long> answers, int refused, long begin)
            throws InterruptedException {
        var chain = new ArrayList<Long>();
        long last = begin;
        for (var entry : sent.entrySet()) {
            stream.await(entry.getKey());
            long seen = stream.seenAt(entry.getKey());
            chain.add(seen - entry.getValue());
            last = Math.max(last, seen);
        }
        return new Result(
                sent.size(), refused, sent.size() * 1e9 / (last - begin), Latencies.of(answers), Latencies.of(chain));
    }

    /** The id of the meeting that the answer says was made. */
    static String idOf(HttpLine.Answer answer) {
        var location = answer.headers().getOrDefault("location", "");
        return location.substring(location.lastIndexOf('/') + 1);
    }
}
