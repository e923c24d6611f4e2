package eu.bilateral.benchmark;

import eu.bilateral.benchmark.chaos.StoreKills;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** Measures a whole Bilateral in one run on one machine and prints the figures as a table and as JSON. */
public final class Bench {

    private static final int CONNECTIONS = 16;
    /** As long as the JVM needs until it has compiled what it runs; the bare loop gets the same. */
    private static final Duration WARM_UP = Duration.ofSeconds(60);

    private static final Duration MEASURED = Duration.ofSeconds(20);
    private static final int FIXED_RATE = 50;
    private static final int TOO_MANY_TIMES = 5;
    private static final Duration FLOODED = Duration.ofSeconds(60);

    private Bench() {}

    /**
     * {@code peers} prints the figures in the form in which other CRMs were measured; {@code overload} what becomes of five
     * times as many meetings as can be worked on; {@code store} kills the embedded store instead and ends with 1 where
     * something acknowledged was lost.
     */
    public static void main(String... arguments) throws Exception {
        var root = Path.of(System.getProperty("bilateral.root", ".")).toAbsolutePath();
        if (List.of(arguments).contains("store")) {
            System.exit(StoreKills.run(root, List.of(arguments)) ? 0 : 1);
        }
        boolean peers = List.of(arguments).contains("peers");
        boolean overload = List.of(arguments).contains("overload");
        System.err.println("Starting ...");
        var figures = new LinkedHashMap<String, Object>();
        try (var installation = Installation.start(root)) {
            figures.put("cores", Runtime.getRuntime().availableProcessors());
            figures.put("readySeconds", round(installation.readyAfter().toMillis() / 1e3));
            var token = installation.token("manager");
            try (var line = new HttpLine(installation.port(), token);
                    var stream = EventStream.open(installation.port(), token)) {
                System.err.println("Registering organisations ...");
                var pairs = Pairs.register(line);
                var load = new Load(installation.port(), token, pairs, stream);
                System.err.println("Warming up for " + WARM_UP.toSeconds() + " s ...");
                var unused = load.asFastAsAnswered(CONNECTIONS, WARM_UP);
                if (peers) {
                    peers(load, installation, figures);
                } else if (overload) {
                    overload(load, new Flood(installation.port(), token, pairs, stream), installation, figures);
                } else {
                    whole(load, installation, figures);
                }
            }
        }
        print(figures);
    }

    private static void whole(Load load, Installation installation, Map<String, Object> figures) throws Exception {
        System.err.println("Whole chain, as fast as answered, for " + MEASURED.toSeconds() + " s ...");
        var fast = load.asFastAsAnswered(CONNECTIONS, MEASURED);
        figures.put("wholeChainPerSecond", round(fast.perSecond()));
        figures.put("accepted", fast.accepted());
        figures.put("refused", fast.refused());
        System.err.println("Whole chain at " + FIXED_RATE + "/s for " + MEASURED.toSeconds() + " s ...");
        var steady = load.atFixedRate(FIXED_RATE, MEASURED);
        figures.put("postToStreamMillisAt50PerSecond", percentiles(steady.chain()));
        figures.put("refusedAt50PerSecond", steady.refused());
        figures.put("residentMiB", installation.residentMemory() / (1024 * 1024));
        System.err.println("Bare loop for " + WARM_UP.toSeconds() + " s and " + MEASURED.toSeconds() + " s ...");
        var endpoints = installation.endpoints();
        try (var bare = new BareLoop(endpoints.getProperty("brokers"), endpoints.getProperty("mongo"))) {
            var unused = bare.run(CONNECTIONS, WARM_UP);
            double perSecond = bare.run(CONNECTIONS, MEASURED);
            figures.put("bareLoopPerSecond", round(perSecond));
            figures.put("ofBareLoop", round(fast.perSecond() / perSecond));
        }
    }

    private static void peers(Load load, Installation installation, Map<String, Object> figures)
            throws InterruptedException {
        System.err.println("One by one, each until its lead is there, for " + MEASURED.toSeconds() + " s ...");
        var result = load.oneByOne(CONNECTIONS, MEASURED);
        figures.put("connections", CONNECTIONS);
        figures.put("perSecond", round(result.perSecond()));
        figures.put("untilLeadMillis", percentiles(result.chain()));
        figures.put("untilAnswerMillis", percentiles(result.answer()));
        figures.put("refused", result.refused());
        figures.put("residentMiB", installation.residentMemory() / (1024 * 1024));
        figures.put("timesTryton60", round(result.perSecond() / 37.6));
        figures.put("peerTryton60WithPostgreSQL", "37.6/s, p50 425 ms, p99 502 ms, 476 MiB");
        figures.put("peerNodeCrm", "8.5/s, 3.1 GiB");
    }

    private static void overload(Load load, Flood flood, Installation installation, Map<String, Object> figures)
            throws InterruptedException {
        System.err.println("As fast as answered, for " + MEASURED.toSeconds() + " s ...");
        double sustained = load.asFastAsAnswered(CONNECTIONS, MEASURED).perSecond();
        int flooded = (int) Math.ceil(TOO_MANY_TIMES * sustained);
        System.err.println("At " + flooded + "/s for " + FLOODED.toSeconds() + " s ...");
        figures.put("sustainedPerSecond", round(sustained));
        figures.put("askedPerSecond", flooded);
        figures.putAll(Flood.figures(flood.run(flooded, FLOODED)));
        figures.put("residentMiB", installation.residentMemory() / (1024 * 1024));
        figures.put(
                "sustainedAfterwardsPerSecond",
                round(load.asFastAsAnswered(CONNECTIONS, MEASURED).perSecond()));
    }

    static Map<String, Object> percentiles(Latencies latencies) {
        var all = new LinkedHashMap<String, Object>();
        all.put("count", latencies.count());
        all.put("p50", round(latencies.percentile(50)));
        all.put("p95", round(latencies.percentile(95)));
        all.put("p99", round(latencies.percentile(99)));
        return all;
    }

    private static double round(double value) {
        return Math.round(value * 100) / 100.0;
    }

    private static void print(Map<String, Object> figures) {
        var out = System.out;
        figures.forEach((name, value) -> out.printf("%-34s %s%n", name, value));
        out.println(new JsonMapper().writerWithDefaultPrettyPrinter().writeValueAsString(figures));
    }
}
