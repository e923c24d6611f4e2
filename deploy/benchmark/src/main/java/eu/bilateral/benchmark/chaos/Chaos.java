package eu.bilateral.benchmark.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** One run: starts everything, lets people write and things go wrong, and says whether anything was lost or doubled. */
public final class Chaos {

    static final String FIRST = "first";
    private static final String SECOND = "second";
    private static final int PARTNERS = 200;
    private static final int NEIGHBOURS_RATE = 1;
    /** Whatever takes less time is over before quicker starts would have paid. */
    private static final Duration WORTH_TRAINING = Duration.ofSeconds(60);

    private static final Duration WARM_UP = Duration.ofSeconds(40);
    private static final int TRAINING_RATE = 40;
    private static final Duration TRAINING = Duration.ofSeconds(30);

    private Chaos() {}

    /** Exits with 0 where nothing differs, with 1 where something does, with 2 where the run itself failed. */
    public static void main(String... arguments) {
        int status;
        try {
            var root = Path.of(System.getProperty("bilateral.root", "."))
                    .toAbsolutePath()
                    .normalize();
            var report = run(Options.parse(root, List.of(arguments)));
            System.out.println(report.text());
            status = report.isClean() ? 0 : 1;
        } catch (IllegalArgumentException wrong) {
            System.err.println(wrong.getMessage());
            status = 2;
        } catch (Exception failed) {
            failed.printStackTrace();
            status = 2;
        }
        System.exit(status);
    }

    static Report run(Options options) throws Exception {
        var directory = Files.createDirectories(options.root()
                .resolve("deploy/benchmark/target/chaos")
                .resolve(
                        DateTimeFormatter.ofPattern("uuuuMMdd-HHmmss").format(LocalDateTime.now(ZoneId.systemDefault()))
                                + (options.broken().isEmpty() ? "" : "-broken")));
        System.err.printf("Seed %d; everything of this run is in %s%n", options.seed(), directory);
        var programs = new Programs(options.root(), replaced(options, directory), options.isBrief());
        if (options.load().compareTo(WORTH_TRAINING) >= 0 && !programs.areTrained()) {
            train(programs, Files.createDirectories(directory.resolve("training")));
        }
        try (var issuer = Issuer.start();
                var cluster = new Cluster(directory, programs, issuer, false, options.instances())) {
            cluster.start();
            System.err.println("All processes are up");
            return run(options, directory, issuer, cluster);
        }
    }

    /** Once for each build: has the services work for a while, so that later starts, of which a run sees many, are quick. */
    private static void train(Programs programs, Path directory) throws Exception {
        System.err.println("Training the new build for quick starts ...");
        try (var issuer = Issuer.start();
                var cluster = new Cluster(directory, programs, issuer, true, 1);
                var ledger = new Ledger(directory.resolve("answers.jsonl"))) {
            cluster.start();
            var door = new Door(cluster.port(Service.DASHBOARD), issuer.token(FIRST, People.ACCOUNT));
            var people = new People(FIRST, door, Cast.register(door, PARTNERS), ledger, 0);
            var workload = new Workload(people, door, 0);
            workload.awaitKnown();
            workload.warmUp(WARM_UP);
            workload.run(TRAINING_RATE, TRAINING);
            cluster.endServices();
        }
    }

    private static Map<Service, Path> replaced(Options options, Path directory)
            throws IOException, InterruptedException {
        var replaced = new EnumMap<Service, Path>(Service.class);
        var shipped = new Programs(options.root(), Map.of(), true);
        for (var broken : options.broken().entrySet()) {
            var service = broken.getKey();
            replaced.put(
                    service,
                    BrokenBuild.compile(
                            options.root(),
                            broken.getValue(),
                            List.of(shipped.jar(Service.DASHBOARD), shipped.jar(service)),
                            directory.resolve("broken").resolve(service.wireName())));
        }
        return replaced;
    }

    private static Report run(Options options, Path directory, Issuer issuer, Cluster cluster) throws Exception {
        int port = cluster.port(Service.DASHBOARD);
        var door = new Door(port, issuer.token(FIRST, People.ACCOUNT));
        var listeners = listeners(options, issuer, port);
        try (var ledger = new Ledger(directory.resolve("answers.jsonl"));
                var topics = new Topics(cluster.brokers());
                var documents = new Documents(cluster.store(Service.MEETING))) {
            var people = new People(FIRST, door, Cast.register(door, PARTNERS), ledger, options.seed());
            var workload = new Workload(people, door, options.seed());
            workload.awaitKnown();
            var next = new Door(port, issuer.token(SECOND, People.ACCOUNT));
            var others = new People(SECOND, next, Cast.register(next, 2), ledger, options.seed() + 1);
            var neighbours = new Workload(others, next, options.seed() + 1);
            neighbours.awaitKnown();
            workload.warmUp(options.isBrief() ? WARM_UP.dividedBy(5) : WARM_UP);
            var faults =
                    new Faults(cluster, topics, new Poison(options.seed()), listeners, people::someBusyPartnership);
            long before = ledger.count(Deed.Answer.ACCEPTED);
            long began = System.nanoTime();
            try (var writers = Executors.newVirtualThreadPerTaskExecutor()) {
                var writing = writers.submit(() -> write(workload, options.rate(), options));
                var beside = writers.submit(() -> write(neighbours, NEIGHBOURS_RATE, options));
                faults.run(Fault.plan(options));
                faults.mend();
                writing.get();
                beside.get();
            }
            double perSecond = (ledger.count(Deed.Answer.ACCEPTED) - before) * 1e9 / (System.nanoTime() - began);
            System.err.println("Waiting until everything has come to rest ...");
            var oracle = new Oracle(topics, documents, door, faults.poisoned(), listeners);
            var verdict = oracle.judge(ledger.deeds());
            listeners.forEach(Listener::close);
            var report = new Report(
                    figures(options, cluster, ledger, faults, workload, door, perSecond, oracle), faults, verdict);
            Files.writeString(directory.resolve("report.txt"), report.text());
            Files.writeString(directory.resolve("report.json"), report.json());
            return report;
        }
    }

    private static @Nullable Void write(Workload workload, int rate, Options options) throws InterruptedException {
        workload.run(rate, options.load());
        return null;
    }

    private static List<Listener> listeners(Options options, Issuer issuer, int port) throws InterruptedException {
        var listeners = new ArrayList<Listener>();
        for (int n = 1; n <= 4; n++) {
            var name = "listener-" + n;
            listeners.add(new Listener(name, FIRST, port, issuer.token(FIRST, name), options.seed() + n, n > 1));
        }
        listeners.add(new Listener("neighbour", SECOND, port, issuer.token(SECOND, "neighbour"), options.seed(), true));
        for (var listener : listeners) {
            listener.start();
            while (!listener.hasBegun()) {
                Thread.sleep(50);
            }
        }
        return listeners;
    }

    private static Map<String, Object> figures(
            Options options,
            Cluster cluster,
            Ledger ledger,
            Faults faults,
            Workload workload,
            Door door,
            double perSecond,
            Oracle oracle) {
        var figures = new LinkedHashMap<String, Object>();
        figures.put("seed", options.seed());
        figures.put("build", options.build());
        figures.put("instances", options.instances());
        figures.put("loadSeconds", options.load().toSeconds());
        figures.put("ratePerSecond", options.rate());
        figures.put("accepted", ledger.count(Deed.Answer.ACCEPTED));
        figures.put("refused", ledger.count(Deed.Answer.REFUSED));
        figures.put("unknown", ledger.count(Deed.Answer.UNKNOWN));
        figures.put("acceptedPerSecond", Math.round(perSecond * 10) / 10.0);
        figures.put("heldBack", workload.heldBack());
        door.askedAgain().forEach((status, times) -> figures.put("askedAgainAfter." + status, times.sum()));
        figures.put(
                "faults",
                faults.done().values().stream().mapToInt(Integer::intValue).sum());
        figures.put("repeatedOnTheWire", faults.repeated());
        figures.putAll(oracle.counts());
        for (var child : cluster.children()) {
            figures.put("starts." + child.name(), child.starts());
            if (child.endedByItself() > 0) {
                figures.put("endedByItself." + child.name(), child.endedByItself());
            }
        }
        return figures;
    }
}
