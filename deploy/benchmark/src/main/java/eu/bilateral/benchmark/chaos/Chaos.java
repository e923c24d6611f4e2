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
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/** One run: starts everything, lets people write and things go wrong, and says whether anything was lost or doubled. */
public final class Chaos {

    static final String FIRST = "first";
    /** Whatever takes less time is over before quicker starts would have paid. */
    private static final Duration WORTH_TRAINING = Duration.ofSeconds(60);

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
        return run(List.of(options)).getFirst();
    }

    /**
     * Several acts on one cluster, which is started as the first of them wants it; before each further one, services that are
     * another build in it are started anew. Each verdict is on all that has happened by then.
     */
    static List<Report> run(List<Options> acts) throws Exception {
        var first = acts.getFirst();
        var directory = Files.createDirectories(first.root()
                .resolve("deploy/benchmark/target/chaos")
                .resolve(
                        DateTimeFormatter.ofPattern("uuuuMMdd-HHmmss").format(LocalDateTime.now(ZoneId.systemDefault()))
                                + (first.broken().isEmpty() ? "" : "-broken")));
        System.err.printf("Seed %d; everything of this run is in %s%n", first.seed(), directory);
        var programs = programs(first, directory);
        if (first.load().compareTo(WORTH_TRAINING) >= 0 && !programs.areTrained()) {
            train(programs, Files.createDirectories(directory.resolve("training")));
        }
        try (var issuer = Issuer.start();
                var cluster = new Cluster(directory, programs, issuer, false, first.instances())) {
            cluster.start();
            System.err.println("All processes are up");
            try (var trial = new Trial(directory, issuer, cluster)) {
                var reports = new ArrayList<Report>();
                var before = first;
                for (var act : acts) {
                    if (!act.broken().equals(before.broken())) {
                        var changed = new HashSet<>(before.broken().keySet());
                        changed.addAll(act.broken().keySet());
                        cluster.change(programs(act, directory), changed);
                    }
                    reports.add(trial.run(act));
                    before = act;
                }
                return List.copyOf(reports);
            }
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
            var people = new People(FIRST, door, Cast.register(door, Trial.OURS, Trial.PARTNERS), ledger, 0);
            var workload = new Workload(people, door, 0);
            workload.awaitKnown();
            workload.warmUp(Trial.WARM_UP);
            workload.run(TRAINING_RATE, TRAINING);
            cluster.endServices();
        }
    }

    private static Programs programs(Options options, Path directory) throws IOException, InterruptedException {
        return new Programs(options.root(), replaced(options, directory), options.isBrief());
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
}
