package eu.bilateral.standalone.endtoend.operation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import eu.bilateral.standalone.endtoend.driver.Api;
import eu.bilateral.standalone.endtoend.driver.LiveStream;
import eu.bilateral.standalone.endtoend.driver.Soon;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Dashboards and alerts speak of figures that the running services show. */
class FiguresIT {

    private static final Path CONFIGURATION = Path.of("../observability");
    private static Scrape scrape = new Scrape();

    @BeforeAll
    static void live() throws Exception {
        var observed = Observed.running();
        var api = observed.bilateral().as("manager");
        var ours = api.organisation("Figures");
        var partner = api.organisation("Counted");
        try (var live = LiveStream.open(observed.bilateral().url(), api)) {
            var logged = api.log("figures", Api.meeting(ours, partner, "2017-05-16"));
            live.await(logged.json().path("meetingId").asString());
            live.await("lead-opened");
        }
        // How far a binding is behind is looked at every few seconds, and shown from the first time on.
        scrape = Soon.until(
                observed::scrape,
                look -> look.labels("bilateral_consumer_lag")
                                .getOrDefault("topic", Set.of())
                                .size()
                        == 3);
    }

    @Test
    void everyExpressionOfADashboardOrAlertFindsItsFigures() throws IOException {
        var unknown = new TreeMap<String, List<String>>();
        expressions().forEach((where, expression) -> {
            var missing = PromQl.unknown(expression, scrape);
            if (!missing.isEmpty()) {
                unknown.put(where, missing);
            }
        });

        assertThat(unknown).isEmpty();
    }

    @Test
    void everyRuleAndPanelIsLookedAt() throws IOException {
        assertThat(expressions().keySet())
                .anyMatch(where -> where.startsWith("alerts.yml"))
                .anyMatch(where -> where.startsWith("delivery.json"))
                .anyMatch(where -> where.startsWith("people.json"))
                .anyMatch(where -> where.startsWith("playbook.json"))
                .hasSizeGreaterThan(30);
    }

    @Test
    void whatIsToBeWatchedIsWatched() throws IOException {
        var alerts = String.join("\n", alerts().values());

        assertThat(alerts)
                .contains(
                        "bilateral_outbox_age_seconds",
                        "bilateral_consumer_lag",
                        "bilateral_quarantine_size",
                        "bilateral_events_forks_total",
                        "bilateral_rule_last_asked_seconds",
                        "bilateral_stream_latency_seconds_bucket",
                        "bilateral_webhooks_attempts_total");
    }

    @Test
    void theTimeFromWhatHappenedToTheStreamIsMeasured() {
        assertThat(scrape.text()).containsPattern("bilateral_stream_latency_seconds_count [1-9]");
        assertThat(scrape.labels("bilateral_stream_latency_seconds_bucket").get("le"))
                .contains("0.1", "1.0", "+Inf");
    }

    @Test
    void prometheusAsksEachServiceWhereItAnswers() throws IOException {
        Map<String, Object> configuration = yaml(CONFIGURATION.resolve("prometheus.yml"));
        var targets = new TreeMap<String, String>();
        list(configuration, "scrape_configs").forEach(job -> {
            assertThat(job.get("metrics_path")).isEqualTo("/actuator/prometheus");
            targets.put(
                    String.valueOf(job.get("job_name")),
                    String.valueOf(list(job, "static_configs").getFirst().get("targets")));
        });
        var expected = new TreeMap<String, String>();
        for (var service : List.of("contact-service", "meeting-service", "follow-up-service", "dashboard-service")) {
            expected.put(service, "[%s:%d]".formatted(service, managementPort(service)));
        }

        assertThat(targets).isEqualTo(expected);
        assertThat(configuration.get("rule_files")).isEqualTo(List.of("alerts.yml"));
    }

    @Test
    void everyAlertIsSeenToFireAndToBeStill() throws IOException {
        var tests = Files.readString(CONFIGURATION.resolve("alerts.test.yml"));

        assertThat(alerts().keySet())
                .isNotEmpty()
                .allSatisfy(alert -> assertThat(tests)
                        .contains("alertname=\"%s\"".formatted(alert.substring(alert.indexOf(' ') + 1))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"check config prometheus.yml", "test rules alerts.test.yml"})
    void promtoolIsContentWhereThereIsOne(String question) throws Exception {
        var promtool = Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
                .map(directory -> Path.of(directory, "promtool"))
                .filter(Files::isExecutable)
                .findFirst();
        assumeThat(promtool).as("promtool").isPresent();
        var command = new ArrayList<String>();
        command.add(promtool.orElseThrow().toString());
        command.addAll(List.of(question.split(" ", -1)));

        var asking = new ProcessBuilder(command)
                .directory(CONFIGURATION.toFile())
                .redirectErrorStream(true)
                .start();
        var said = new String(asking.getInputStream().readAllBytes(), UTF_8);

        assertThat(asking.waitFor()).as(said).isZero();
    }

    // ---- what is written there

    private static Map<String, String> expressions() throws IOException {
        var all = new TreeMap<>(alerts());
        try (var files = Files.list(CONFIGURATION.resolve("grafana/dashboards"))) {
            for (var file : files.toList()) {
                var dashboard = JsonMapper.shared().readTree(Files.readString(file));
                for (var panel : dashboard.path("panels")) {
                    for (var target : panel.path("targets")) {
                        all.put(
                                "%s: %s %s".formatted(file.getFileName(), text(panel, "title"), text(target, "refId")),
                                text(target, "expr"));
                    }
                }
            }
        }
        return all;
    }

    private static String text(JsonNode node, String field) {
        return node.path(field).asString("");
    }

    private static Map<String, String> alerts() throws IOException {
        var all = new TreeMap<String, String>();
        for (var group : list(yaml(CONFIGURATION.resolve("alerts.yml")), "groups")) {
            for (var rule : list(group, "rules")) {
                all.put("alerts.yml: " + rule.get("alert"), String.valueOf(rule.get("expr")));
            }
        }
        return all;
    }

    private static int managementPort(String service) throws IOException {
        var settings = Files.readString(Path.of("../../services", service, "src/main/resources", service + ".yml"));
        for (var document : new Yaml().loadAll(settings)) {
            if (document instanceof Map<?, ?> map
                    && map.get("management") instanceof Map<?, ?> management
                    && management.get("server") instanceof Map<?, ?> server
                    && server.get("port") instanceof Integer port) {
                return port;
            }
        }
        throw new IllegalStateException(service + " names no management port");
    }

    @SuppressWarnings("unchecked") // As the files are written; anything else fails loudly.
    private static Map<String, Object> yaml(Path file) throws IOException {
        return (Map<String, Object>) new Yaml().load(Files.readString(file));
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> list(Map<String, Object> of, String field) {
        return (List<Map<String, Object>>) of.getOrDefault(field, List.of());
    }
}
