package eu.bilateral.benchmark;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A dashboard that listens: notes when the lead of each meeting has reached the live stream. */
final class EventStream implements AutoCloseable {

    private final HttpClient client;
    private final InputStream body;
    private final Thread reader;
    private final Map<String, Long> leadSeenAt = new ConcurrentHashMap<>();
    private final Map<String, CountDownLatch> awaited = new ConcurrentHashMap<>();

    private EventStream(HttpClient client, InputStream body) {
        this.client = client;
        this.body = body;
        this.reader = Thread.ofPlatform().daemon().name("stream").unstarted(this::listen);
    }

    static EventStream open(int port, String token) throws IOException, InterruptedException {
        var client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        var asked = HttpRequest.newBuilder(URI.create("http://localhost:%d/api/streams/events".formatted(port)))
                .header("Authorization", "Bearer " + token)
                .header("Accept", "text/event-stream")
                .build();
        var answer = client.send(asked, HttpResponse.BodyHandlers.ofInputStream());
        if (answer.statusCode() != 200) {
            throw new IOException("The stream was refused: " + answer.statusCode());
        }
        var stream = new EventStream(client, answer.body());
        stream.reader.start();
        return stream;
    }

    /** When the lead of that meeting was seen, by {@link System#nanoTime}; 0 when it was not. */
    long seenAt(String meetingId) {
        return leadSeenAt.getOrDefault(meetingId, 0L);
    }

    /** Waits until the lead of that meeting is there. */
    void await(String meetingId) throws InterruptedException {
        var latch = awaited.computeIfAbsent(meetingId, unknown -> new CountDownLatch(1));
        if (leadSeenAt.containsKey(meetingId)) {
            awaited.remove(meetingId);
            return;
        }
        if (!latch.await(120, TimeUnit.SECONDS)) {
            throw new IllegalStateException("The lead of meeting " + meetingId + " never came");
        }
        awaited.remove(meetingId);
    }

    private void listen() {
        try (var lines = new BufferedReader(new InputStreamReader(body, UTF_8), 64 * 1024)) {
            var event = "";
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("event:")) {
                    event = line.substring(6).strip();
                } else if (line.startsWith("data:")) {
                    notice(event, line);
                }
            }
        } catch (IOException closed) {
            // The end of the run closes it.
        }
    }

    private void notice(String event, String data) {
        if (!event.equals("lead-opened") && !event.equals("meeting-attached")) {
            return;
        }
        long now = System.nanoTime();
        int at = data.indexOf("\"meetingId\":\"");
        if (at < 0) {
            return;
        }
        var meetingId = data.substring(at + 13, at + 13 + 36);
        leadSeenAt.put(meetingId, now);
        var latch = awaited.get(meetingId);
        if (latch != null) {
            latch.countDown();
        }
    }

    @Override
    public void close() throws IOException {
        client.shutdownNow();
        body.close();
    }
}
