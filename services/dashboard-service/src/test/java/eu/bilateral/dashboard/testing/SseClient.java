package eu.bilateral.dashboard.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Listens to a stream as a browser does: it remembers the last id, and takes an id without an event for what it is. */
public final class SseClient implements AutoCloseable {

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final List<Received> events = new CopyOnWriteArrayList<>();
    private final InputStream body;
    private volatile @Nullable String lastId;
    private volatile boolean ended;

    /** An event as it came. */
    public record Received(@Nullable String id, String type, String data) {}

    private SseClient(HttpRequest request) {
        try {
            var response = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
            if (response.statusCode() != 200) {
                throw new IllegalStateException("The stream answers " + response.statusCode());
            }
            body = response.body();
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
        var unused = Thread.ofVirtual().start(this::listen);
    }

    public static SseClient listen(Dashboard dashboard, String query, String token, @Nullable String lastEventId) {
        var request = HttpRequest.newBuilder(dashboard.address("/api/streams/events" + query))
                .timeout(Duration.ofSeconds(30))
                .header("Authorization", "Bearer " + token);
        if (lastEventId != null) {
            request.header("Last-Event-ID", lastEventId);
        }
        var client = new SseClient(request.GET().build());
        Awaiting.until(() -> client.lastId != null);
        return client;
    }

    private void listen() {
        String id = null;
        String type = "message";
        var data = new StringBuilder();
        try (var lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.isEmpty()) {
                    if (id != null) {
                        lastId = id;
                    }
                    if (!data.isEmpty()) {
                        events.add(new Received(id, type, data.toString()));
                    }
                    type = "message";
                    data.setLength(0);
                } else if (line.startsWith("id: ")) {
                    id = line.substring(4);
                } else if (line.startsWith("event: ")) {
                    type = line.substring(7);
                } else if (line.startsWith("data: ")) {
                    data.append(line.substring(6));
                }
            }
        } catch (IOException closed) {
            // The end of the stream, whichever side it came from.
        } finally {
            ended = true;
        }
    }

    public List<Received> events() {
        return List.copyOf(events);
    }

    public @Nullable String lastId() {
        return lastId;
    }

    public boolean isEnded() {
        return ended;
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
