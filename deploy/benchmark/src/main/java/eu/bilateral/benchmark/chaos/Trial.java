package eu.bilateral.benchmark.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * People, listeners and faults on one cluster, act by act. What earlier acts have left behind is still there in later ones,
 * and is judged again with them; an act that leaves differences is the last that says anything. Their seeds are more than one apart,
 * which keeps their keys apart, and only the last may have poison, which would be repeated to later ones.
 */
final class Trial implements AutoCloseable {

    static final int OURS = 100;
    static final int PARTNERS = 200;
    static final Duration WARM_UP = Duration.ofSeconds(40);

    /** So few that they are registered quickly by processes that have just started, and still more than are busy at a time. */
    private static final int FEW = 20;

    private static final Duration SHORT = Duration.ofMinutes(1);
    private static final String SECOND = "second";
    private static final int NEIGHBOURS_RATE = 1;

    private final Path directory;
    private final Issuer issuer;
    private final Cluster cluster;
    private final Topics topics;
    private final Documents documents;
    private final List<Deed> deeds = new ArrayList<>();
    private final Set<String> discarded = new HashSet<>();
    private List<Listener> listeners = List.of();
    private int acts;

    /** The cluster is up; results go into the directory. */
    Trial(Path directory, Issuer issuer, Cluster cluster) {
        this.directory = directory;
        this.issuer = issuer;
        this.cluster = cluster;
        this.topics = new Topics(cluster.brokers());
        this.documents = new Documents(cluster.store(Service.MEETING));
    }

    /** Writers of both workspaces, and how they ask. */
    private record Writers(Door door, People people, Workload workload, Workload neighbours) {}

    /** One act, from its first write to the verdict; its report is in the directory too. */
    Report run(Options options) throws IOException, InterruptedException {
        acts++;
        if (listeners.isEmpty()) {
            listeners = listeners(options);
        }
        try (var ledger = new Ledger(directory.resolve(numbered("answers", ".jsonl")))) {
            var writers = writers(options, ledger);
            var faults = new Faults(
                    cluster, topics, new Poison(options.seed()), listeners, writers.people()::someBusyPartnership);
            double perSecond = write(options, writers, faults, ledger);
            System.err.println("Waiting until everything has come to rest ...");
            deeds.addAll(ledger.deeds());
            var oracle = new Oracle(topics, documents, writers.door(), discarded, faults.poisoned(), listeners);
            var verdict = oracle.judge(deeds);
            discarded.addAll(faults.poisoned());
            var report = new Report(figures(options, ledger, faults, writers, perSecond, oracle), faults, verdict);
            Files.writeString(directory.resolve(numbered("report", ".txt")), report.text());
            Files.writeString(directory.resolve(numbered("report", ".json")), report.json());
            return report;
        }
    }

    private String numbered(String name, String ending) {
        return acts == 1 ? name + ending : name + "-" + acts + ending;
    }

    private Writers writers(Options options, Ledger ledger) throws InterruptedException {
        int port = cluster.port(Service.DASHBOARD);
        boolean isShort = options.load().compareTo(SHORT) < 0;
        int ours = isShort ? FEW : OURS;
        var door = new Door(port, issuer.token(Chaos.FIRST, People.ACCOUNT));
        var cast = Cast.register(door, ours, isShort ? FEW : PARTNERS);
        var people = new People(Chaos.FIRST, door, cast, ledger, options.seed());
        var workload = new Workload(people, door, options.seed());
        workload.awaitKnown();
        var next = new Door(port, issuer.token(SECOND, People.ACCOUNT));
        var others = new People(SECOND, next, Cast.register(next, ours, 2), ledger, options.seed() + 1);
        var neighbours = new Workload(others, next, options.seed() + 1);
        neighbours.awaitKnown();
        workload.warmUp(options.isBrief() ? WARM_UP.dividedBy(5) : WARM_UP);
        return new Writers(door, people, workload, neighbours);
    }

    /** Has people write while things go wrong; how many writes a second were accepted. */
    private double write(Options options, Writers writers, Faults faults, Ledger ledger)
            throws IOException, InterruptedException {
        long before = ledger.count(Deed.Answer.ACCEPTED);
        long began = System.nanoTime();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var writing = threads.submit(() -> write(writers.workload(), options.rate(), options));
            var beside = threads.submit(() -> write(writers.neighbours(), NEIGHBOURS_RATE, options));
            faults.run(Fault.plan(options));
            faults.mend();
            writing.get();
            beside.get();
        } catch (ExecutionException failed) {
            throw new IllegalStateException("The writers ended before their time", failed);
        }
        return (ledger.count(Deed.Answer.ACCEPTED) - before) * 1e9 / (System.nanoTime() - began);
    }

    private static @Nullable Void write(Workload workload, int rate, Options options) throws InterruptedException {
        workload.run(rate, options.load());
        return null;
    }

    private List<Listener> listeners(Options options) throws InterruptedException {
        int port = cluster.port(Service.DASHBOARD);
        var started = new ArrayList<Listener>();
        for (int n = 1; n <= 4; n++) {
            var name = "listener-" + n;
            started.add(
                    new Listener(name, Chaos.FIRST, port, issuer.token(Chaos.FIRST, name), options.seed() + n, n > 1));
        }
        started.add(new Listener("neighbour", SECOND, port, issuer.token(SECOND, "neighbour"), options.seed(), true));
        for (var listener : started) {
            listener.start();
            while (!listener.hasBegun()) {
                Thread.sleep(50);
            }
        }
        return started;
    }

    private Map<String, Object> figures(
            Options options, Ledger ledger, Faults faults, Writers writers, double perSecond, Oracle oracle) {
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
        figures.put("heldBack", writers.workload().heldBack());
        writers.door().askedAgain().forEach((status, times) -> figures.put("askedAgainAfter." + status, times.sum()));
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

    @Override
    public void close() {
        listeners.forEach(Listener::close);
        topics.close();
        documents.close();
    }
}
