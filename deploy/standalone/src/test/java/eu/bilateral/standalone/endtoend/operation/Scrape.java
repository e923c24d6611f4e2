package eu.bilateral.standalone.endtoend.operation;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** The figures that services show to Prometheus: which there are, with which labels and which values of these. */
final class Scrape {

    private static final Pattern SAMPLE = Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{(.*)})? \\S+.*");
    private static final Pattern LABEL = Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)=\"((?:[^\"\\\\]|\\\\.)*)\"");

    private final Map<String, Map<String, Set<String>>> metrics = new HashMap<>();
    private final StringBuilder text = new StringBuilder();

    /** Takes what is shown at that port, and what Prometheus adds to it. */
    void take(int port) throws IOException, InterruptedException {
        var answered = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d/actuator/prometheus".formatted(port)))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        if (answered.statusCode() != 200) {
            throw new IllegalStateException("Port %d answered %d".formatted(port, answered.statusCode()));
        }
        take(answered.body());
    }

    void take(String exposition) {
        text.append(exposition);
        exposition
                .lines()
                .filter(line -> !line.startsWith("#") && !line.isBlank())
                .forEach(line -> {
                    var sample = SAMPLE.matcher(line);
                    if (!sample.matches()) {
                        throw new IllegalStateException("No sample: " + line);
                    }
                    var labels = metrics.computeIfAbsent(sample.group(1), first -> new HashMap<>());
                    if (sample.group(2) != null) {
                        LABEL.matcher(sample.group(2))
                                .results()
                                .forEach(label -> labels.computeIfAbsent(label.group(1), first -> new HashSet<>())
                                        .add(label.group(2)));
                    }
                });
    }

    /** The labels of that metric with their values; empty where there is no such metric. */
    Map<String, Set<String>> labels(String metric) {
        return metrics.getOrDefault(metric, Map.of());
    }

    boolean has(String metric) {
        return metrics.containsKey(metric);
    }

    String text() {
        return text.toString();
    }
}
