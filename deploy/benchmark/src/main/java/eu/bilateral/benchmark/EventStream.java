package eu.bilateral.benchmark;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** A dashboard that listens: notes when the lead of each meeting has reached the live stream. */
final class EventStream implements AutoCloseable {

    private final Socket socket;
    private final Thread reader;
    private final Map<String, Long> leadSeenAt = new ConcurrentHashMap<>();
    private final Map<String, CountDownLatch> awaited = new ConcurrentHashMap<>();
    private final AtomicLong leads = new AtomicLong();
    private final AtomicLong meetings = new AtomicLong();

    private EventStream(Socket socket) {
        this.socket = socket;
        this.reader = Thread.ofPlatform().daemon().name("stream").unstarted(this::listen);
    }

    static EventStream open(int port, String token) throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.getOutputStream()
                .write(("GET /api/streams/events HTTP/1.1\r\nHost: localhost:%d\r\nAuthorization: Bearer %s\r\n"
                                + "Accept: text/event-stream\r\n\r\n")
                        .formatted(port, token)
                        .getBytes(UTF_8));
        var stream = new EventStream(socket);
        stream.reader.start();
        return stream;
    }

    /** When the lead of that meeting was seen, by {@link System#nanoTime}; 0 when it was not. */
    long seenAt(String meetingId) {
        return leadSeenAt.getOrDefault(meetingId, 0L);
    }

    long leads() {
        return leads.get();
    }

    long meetings() {
        return meetings.get();
    }

    /** Waits until the lead of that meeting is there. */
    void await(String meetingId) throws InterruptedException {
        var latch = awaited.computeIfAbsent(meetingId, unknown -> new CountDownLatch(1));
        if (leadSeenAt.containsKey(meetingId)) {
            awaited.remove(meetingId);
            return;
        }
        if (!latch.await(30, TimeUnit.SECONDS)) {
            throw new IllegalStateException("The lead of meeting " + meetingId + " never came");
        }
        awaited.remove(meetingId);
    }

    private void listen() {
        try (var lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8), 64 * 1024)) {
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
        if (event.equals("meeting-held")) {
            meetings.incrementAndGet();
            return;
        }
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
        leads.incrementAndGet();
        var latch = awaited.get(meetingId);
        if (latch != null) {
            latch.countDown();
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
