package eu.bilateral.standalone.endtoend.driver;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.json.JsonMapper;

/** A receiver of a webhook that takes its time for each event and keeps in which order they came. */
public final class SlowReceiver implements AutoCloseable {

    private static final Duration ITS_TIME = Duration.ofMillis(400);

    private final HttpServer server;
    private final Set<String> ids = new HashSet<>();
    private final List<String> headers = new CopyOnWriteArrayList<>();
    private final Set<String> answered = ConcurrentHashMap.newKeySet();
    private final Map<String, List<Long>> firstTold = new TreeMap<>();

    private SlowReceiver(HttpServer server) {
        this.server = server;
    }

    /** One that listens on a free port of the loopback. */
    public static SlowReceiver start() throws IOException {
        var receiver =
                new SlowReceiver(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
        receiver.server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        receiver.server.createContext("/", receiver::take);
        receiver.server.start();
        return receiver;
    }

    private String address() {
        return "http://localhost:%d/told".formatted(server.getAddress().getPort());
    }

    /** Has that account's workspace tell it of events of that kind, and answers where that can be taken back. */
    public String register(Api api, String kind) throws IOException, InterruptedException {
        var made = api.post(
                "/api/webhooks",
                "{\"url\":\"%s\",\"kinds\":[\"%s\"],\"description\":\"Slow\"}".formatted(address(), kind));
        if (made.status() != 201) {
            throw new IllegalStateException("It was not registered: " + made);
        }
        return "/api/webhooks/" + made.json().path("webhookId").asString();
    }

    private void take(HttpExchange exchange) throws IOException {
        var id = exchange.getRequestHeaders().getFirst("webhook-id");
        headers.add(exchange.getRequestHeaders().toString());
        var event = JsonMapper.shared().readTree(exchange.getRequestBody().readAllBytes());
        note(
                id,
                event.path("subject").asString(),
                Long.parseLong(event.path("sequence").asString()));
        LockSupport.parkNanos(ITS_TIME.toNanos());
        exchange.sendResponseHeaders(204, -1);
        exchange.close();
        answered.add(id);
    }

    private synchronized void note(String id, String subject, long sequence) {
        if (ids.add(id)) {
            firstTold.computeIfAbsent(subject, unknown -> new ArrayList<>()).add(sequence);
        }
    }

    /** The headers of all requests. */
    public String headers() {
        return headers.toString();
    }

    /** How many events it has taken, each counted once. */
    public int answered() {
        return answered.size();
    }

    /** The sequences of each subject in the order in which they first came. */
    public synchronized Map<String, List<Long>> firstTold() {
        var copy = new TreeMap<String, List<Long>>();
        firstTold.forEach((subject, sequences) -> copy.put(subject, List.copyOf(sequences)));
        return copy;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
