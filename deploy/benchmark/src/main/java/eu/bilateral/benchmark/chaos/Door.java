package eu.bilateral.benchmark.chaos;

import eu.bilateral.benchmark.HttpLine;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The API as a client with patience uses it: each write again, under the same key, until somebody says something definite. */
final class Door {

    private static final JsonMapper JSON = new JsonMapper();
    private static final int LONGEST_PAUSE_MILLIS = 2_000;

    private final int port;
    private final String token;
    private final ConcurrentLinkedQueue<HttpLine> lines = new ConcurrentLinkedQueue<>();
    private final Map<Integer, LongAdder> askedAgain = new ConcurrentSkipListMap<>();
    private volatile long giveUpAt = Long.MAX_VALUE;

    Door(int port, String token) {
        this.port = port;
        this.token = token;
    }

    /** What was said in the end; {@code status} 0 where nobody said anything. */
    record Said(int status, int attempts, Map<String, String> headers, String body) {

        boolean isAccepted() {
            return status >= 200 && status < 300;
        }

        Deed.Answer answer() {
            if (isAccepted()) {
                return Deed.Answer.ACCEPTED;
            }
            return isDefinite(status) ? Deed.Answer.REFUSED : Deed.Answer.UNKNOWN;
        }

        JsonNode json() {
            return JSON.readTree(body);
        }
    }

    /** From that moment on nothing is asked again. */
    void giveUpAt(long nanoTime) {
        giveUpAt = nanoTime;
    }

    /** How often something was asked again, by the status that was no definite answer; 0 for none at all. */
    Map<Integer, LongAdder> askedAgain() {
        return askedAgain;
    }

    /** Goes on with new connections: those that it has may lead to an instance that is gone. */
    void hangUp() {
        lines.clear();
    }

    Said write(String method, String path, String body, String key, @Nullable String ifMatch)
            throws InterruptedException {
        var headers = new HashMap<String, String>();
        headers.put("Idempotency-Key", key);
        if (ifMatch != null) {
            headers.put("If-Match", ifMatch);
        }
        return insist(line -> line.send(method, path, body, headers));
    }

    /** Sends a file until it is taken; the same file again changes nothing. */
    Said upload(String path, String csv) throws InterruptedException {
        return insist(line -> line.send("POST", path, csv, Map.of("Content-Type", "text/csv")));
    }

    Said read(String path) throws InterruptedException {
        return insist(line -> line.get(path));
    }

    /** Asks once; an {@link IOException} where nobody answers. */
    HttpLine.Answer once(Asking asking) throws IOException {
        var line = lines.poll();
        var open = line == null ? new HttpLine(port, token) : line;
        var answer = asking.ask(open);
        lines.add(open);
        return answer;
    }

    /** A request on a connection. */
    interface Asking {
        HttpLine.Answer ask(HttpLine line) throws IOException;
    }

    private Said insist(Asking asking) throws InterruptedException {
        int status = 0;
        for (int attempt = 1; ; attempt++) {
            try {
                var answer = once(asking);
                status = answer.status();
                if (isDefinite(status)) {
                    return new Said(status, attempt, answer.headers(), answer.body());
                }
            } catch (IOException | RuntimeException nobody) {
                status = 0;
            }
            if (System.nanoTime() > giveUpAt) {
                return new Said(status, attempt, Map.of(), "");
            }
            askedAgain.computeIfAbsent(status, none -> new LongAdder()).increment();
            Thread.sleep(Math.min(LONGEST_PAUSE_MILLIS, 100L << Math.min(attempt, 5)));
        }
    }

    private static boolean isDefinite(int status) {
        return status >= 200 && status < 500 && status != 408 && status != 429 && status != 401;
    }
}
