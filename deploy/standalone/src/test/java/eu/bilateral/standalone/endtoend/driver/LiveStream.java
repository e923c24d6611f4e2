package eu.bilateral.standalone.endtoend.driver;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A subscriber of the live stream that remembers all it hears. */
public final class LiveStream implements AutoCloseable {

    private final Stream<String> lines;
    private final Api.Answer answer;
    private final List<String> data = new CopyOnWriteArrayList<>();
    private final List<String> ids = new CopyOnWriteArrayList<>();

    private volatile boolean ended;

    private LiveStream(HttpResponse<Stream<String>> answered) {
        this.lines = answered.body();
        this.answer = new Api.Answer(answered.statusCode(), answered.headers(), "");
        Thread.ofVirtual().start(this::listen);
    }

    /** Listens from now on with the token of that client; fails where it is refused. */
    public static LiveStream open(String url, Api api) throws IOException, InterruptedException {
        return open(url, api, null);
    }

    /** Comes back after the event of that id. */
    public static LiveStream open(String url, Api api, @Nullable String lastEventId)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(url + "/api/streams/events"))
                .header("Accept", "text/event-stream")
                .header("Authorization", "Bearer " + api.bearer());
        if (lastEventId != null) {
            request.header("Last-Event-ID", lastEventId);
        }
        var answered = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .build()
                .send(request.build(), HttpResponse.BodyHandlers.ofLines());
        if (answered.statusCode() != 200) {
            throw new IllegalStateException("The stream answered " + answered.statusCode());
        }
        return new LiveStream(answered);
    }

    private void listen() {
        try {
            lines.forEach(line -> {
                if (line.startsWith("data:")) {
                    data.add(line.substring(5));
                } else if (line.startsWith("id:")) {
                    ids.add(line.substring(3).strip());
                }
            });
        } catch (UncheckedIOException closed) {
            // The test closes it.
        } finally {
            ended = true;
        }
    }

    /** Whether the other side has ended it. */
    public boolean isEnded() {
        return ended;
    }

    /** How it began; its body goes on. */
    public Api.Answer answer() {
        return answer;
    }

    /** What was heard until now: the data of each event. */
    public List<String> all() {
        return List.copyOf(data);
    }

    /** The id of the last event heard. */
    public String lastId() {
        return ids.getLast();
    }

    /** Waits until something with that text was heard. */
    public void await(String text) throws IOException, InterruptedException {
        var unused = Soon.until(this::all, heard -> heard.stream().anyMatch(one -> one.contains(text)));
    }

    @Override
    public void close() {
        lines.close();
    }
}
