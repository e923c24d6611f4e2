package eu.bilateral.benchmark.chaos;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * An open dashboard: hears the live stream, loses its connection every now and then, and comes back with the id of the last
 * event that it has seen. Notes the id of each event.
 */
final class Listener implements AutoCloseable {

    private static final int QUIET_MILLIS = 25_000;

    private final String name;
    private final String workspace;
    private final int port;
    private final String token;
    private final Random dice;
    private final boolean leaves;
    private final Set<String> heard = ConcurrentHashMap.newKeySet();
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicInteger resets = new AtomicInteger();
    private volatile @Nullable String lastId;
    private volatile @Nullable Socket socket;
    private volatile boolean closed;

    Listener(String name, String workspace, int port, String token, long seed, boolean leaves) {
        this.name = name;
        this.workspace = workspace;
        this.port = port;
        this.token = token;
        this.dice = new Random(seed);
        this.leaves = leaves;
    }

    void start() {
        Thread.ofVirtual().name(name).start(this::listen);
    }

    String name() {
        return name;
    }

    String workspace() {
        return workspace;
    }

    /** The ids of all events that it has seen. */
    Set<String> heard() {
        return heard;
    }

    /** Whether it has a place from which on it misses nothing. */
    boolean hasBegun() {
        return lastId != null;
    }

    int connections() {
        return connections.get();
    }

    int resets() {
        return resets.get();
    }

    /** Loses its connection. */
    void drop() {
        var open = socket;
        if (open != null) {
            try {
                open.close();
            } catch (IOException gone) {
                // It is gone already.
            }
        }
    }

    private void listen() {
        while (!closed) {
            try {
                connect();
            } catch (IOException lost) {
                // It comes back below.
            }
            try {
                Thread.sleep(200 + dice.nextInt(leaves ? 1_500 : 300));
            } catch (InterruptedException stopped) {
                return;
            }
        }
    }

    private void connect() throws IOException {
        try (var opened = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket = opened;
            opened.setSoTimeout(QUIET_MILLIS);
            var from = lastId;
            // Of version 1.0, so that the answer comes as it is, without chunks that may end within a line.
            var asked =
                    "GET /api/streams/events HTTP/1.0\r\nHost: localhost:%d\r\nAuthorization: Bearer %s\r\n%sAccept: text/event-stream\r\n\r\n"
                            .formatted(port, token, from == null ? "" : "Last-Event-ID: " + from + "\r\n");
            opened.getOutputStream().write(asked.getBytes(UTF_8));
            var lines = new BufferedReader(new InputStreamReader(opened.getInputStream(), UTF_8), 32 * 1024);
            var status = lines.readLine();
            if (status == null || !status.contains(" 200")) {
                return;
            }
            connections.incrementAndGet();
            follow(lines);
        }
    }

    /** An id counts only once its event is complete, as in a browser: the empty line ends it. */
    private void follow(BufferedReader lines) throws IOException {
        long leaveAt = leaves ? System.nanoTime() + (2 + dice.nextInt(8)) * 1_000_000_000L : Long.MAX_VALUE;
        String id = null;
        String event = null;
        for (var line = lines.readLine(); line != null && !closed; line = lines.readLine()) {
            if (line.startsWith("id:")) {
                id = line.substring(3).strip();
            } else if (line.startsWith("event:") && line.contains("reset")) {
                resets.incrementAndGet();
            } else if (line.startsWith("data:")) {
                event = eventId(line);
            } else if (line.isEmpty()) {
                if (event != null) {
                    heard.add(event);
                }
                lastId = id == null ? lastId : id;
                id = null;
                event = null;
                if (System.nanoTime() > leaveAt) {
                    return;
                }
            }
        }
    }

    private static @Nullable String eventId(String data) {
        int at = data.indexOf("\"eventId\":\"");
        return at < 0 ? null : data.substring(at + 11, at + 11 + 36);
    }

    @Override
    public void close() {
        closed = true;
        drop();
    }
}
