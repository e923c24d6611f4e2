package eu.bilateral.standalone.endtoend.operation;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.stream.Collectors.joining;

import com.google.protobuf.ByteString;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** A collector of OpenTelemetry that keeps all spans it is sent. */
final class Collector implements AutoCloseable {

    private final HttpServer server;
    private final List<Seen> spans = new CopyOnWriteArrayList<>();
    private final List<byte[]> sent = new CopyOnWriteArrayList<>();

    /** A span, with ids in hexadecimal; {@code parent} is empty for a root. */
    record Seen(String service, String kind, String name, String trace, String id, String parent, long start) {

        @Override
        public String toString() {
            return "%s %s %s".formatted(service, kind, name);
        }
    }

    private Collector(HttpServer server) {
        this.server = server;
    }

    static Collector start() throws IOException {
        var collector = new Collector(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
        collector.server.createContext("/v1/traces", collector::take);
        collector.server.start();
        return collector;
    }

    private void take(HttpExchange exchange) throws IOException {
        var body = exchange.getRequestBody().readAllBytes();
        sent.add(body);
        for (var resource : ExportTraceServiceRequest.parseFrom(body).getResourceSpansList()) {
            var service = resource.getResource().getAttributesList().stream()
                    .filter(attribute -> attribute.getKey().equals("service.name"))
                    .map(attribute -> attribute.getValue().getStringValue())
                    .findFirst()
                    .orElse("nobody");
            resource.getScopeSpansList()
                    .forEach(scope -> scope.getSpansList()
                            .forEach(span -> spans.add(new Seen(
                                    service,
                                    span.getKind().name().replace("SPAN_KIND_", ""),
                                    span.getName(),
                                    hex(span.getTraceId()),
                                    hex(span.getSpanId()),
                                    hex(span.getParentSpanId()),
                                    span.getStartTimeUnixNano()))));
        }
        exchange.sendResponseHeaders(200, -1);
        exchange.close();
    }

    private static String hex(ByteString id) {
        return HexFormat.of().formatHex(id.toByteArray());
    }

    /** What makes a service send its spans here, soon. */
    Map<String, String> asEnvironment() {
        return Map.of(
                "MANAGEMENT_OPENTELEMETRY_TRACING_EXPORT_OTLP_ENDPOINT",
                "http://127.0.0.1:%d/v1/traces".formatted(server.getAddress().getPort()),
                "MANAGEMENT_OPENTELEMETRY_TRACING_EXPORT_SCHEDULE_DELAY",
                "200ms");
    }

    /** The spans below that one, a line each, indented below its parent, by name where they have the same. */
    String tree(String trace, String root) {
        return tree(trace, root, "").stream().collect(joining("\n"));
    }

    private List<String> tree(String trace, String parent, String indent) {
        var lines = new ArrayList<String>();
        spans.stream()
                .filter(span -> span.trace().equals(trace) && span.parent().equals(parent))
                .sorted(Comparator.comparing(Seen::toString))
                .forEach(span -> {
                    lines.add(indent + span);
                    lines.addAll(tree(trace, span.id(), indent + "  "));
                });
        return lines;
    }

    /** The trees of all traces that begin with a span of that name. */
    String trees(String root) {
        return spans.stream()
                .filter(span -> span.parent().isEmpty() && span.name().equals(root))
                .map(span -> span + "\n"
                        + tree(span.trace(), span.id(), "  ").stream().collect(joining("\n")))
                .collect(joining("\n"));
    }

    List<Seen> of(String trace) {
        return spans.stream().filter(span -> span.trace().equals(trace)).toList();
    }

    /** All that it was sent, as text in which whatever was text can be found. */
    String everything() {
        return sent.stream().map(body -> new String(body, ISO_8859_1)).collect(joining());
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
