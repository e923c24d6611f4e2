package eu.bilateral.standalone.endtoend.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A live stream on which something happens all the time: whoever follows it is never between two events. */
final class FloodOfEvents implements AutoCloseable {

    private static final int FINE = 200;

    private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpServer server;

    FloodOfEvents() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/api/streams/events", FloodOfEvents::tell);
        server.setExecutor(callers);
        server.start();
    }

    private static void tell(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().add("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(FINE, 0);
        try (var body = exchange.getResponseBody()) {
            for (int id = 1; ; id++) {
                var block =
                        "id: %1$d\ndata: {\"type\":\"something\",\"aggregateId\":\"one\",\"sequence\":%1$d,\"data\":{}}\n\n";
                body.write(block.formatted(id).getBytes(UTF_8));
            }
        }
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
        callers.shutdownNow();
    }
}
