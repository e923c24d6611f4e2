package eu.bilateral.benchmark.chaos;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import tools.jackson.databind.json.JsonMapper;

/**
 * Kills the embedded store again and again at full write load, on the same growing file, and looks after each start whether
 * all that was acknowledged is there. Beside it, the rate of writing with and without a commit before each answer.
 */
public final class StoreKills {

    private static final int KILLS = 20;
    private static final int WRITERS = 16;
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Duration WARM_UP = Duration.ofSeconds(5);
    private static final Duration MEASURED = Duration.ofSeconds(10);

    private final Path root;
    private final boolean committing;
    private final long seed;
    private final ExecutorService threads = Executors.newFixedThreadPool(WRITERS);

    private StoreKills(Path root, boolean committing, long seed) {
        this.root = root;
        this.committing = committing;
        this.seed = seed;
    }

    /** One kill, and what was gone after it. */
    record Kill(int number, long afterMillis, long acknowledged, long stored, int lost, long fileBytes) {}

    /**
     * Runs and prints; whether nothing was lost. With {@code --without-commit} the store acknowledges before it commits, which
     * loses: so one sees that a loss would be noticed.
     */
    public static boolean run(Path root, List<String> arguments) throws Exception {
        boolean committing = !arguments.contains("--without-commit");
        long seed = System.currentTimeMillis();
        var run = new StoreKills(root, committing, seed);
        try {
            return run.run();
        } finally {
            run.threads.shutdownNow();
        }
    }

    private boolean run() throws Exception {
        var figures = new LinkedHashMap<String, Object>();
        figures.put("cores", Runtime.getRuntime().availableProcessors());
        figures.put("jdk", System.getProperty("java.version"));
        figures.put("seed", seed);
        figures.put("writers", WRITERS);
        figures.put("commitBeforeAcknowledge", committing);
        var kills = kills();
        long lost = kills.stream().mapToLong(Kill::lost).sum();
        figures.put("kills", kills.size());
        figures.put("acknowledged", kills.stream().mapToLong(Kill::acknowledged).sum());
        figures.put("lost", lost);
        if (committing) {
            rates(figures);
        }
        figures.put("eachKill", kills);
        System.out.println(new JsonMapper().writerWithDefaultPrettyPrinter().writeValueAsString(figures));
        return lost == 0;
    }

    private List<Kill> kills() throws Exception {
        var dice = new Random(seed);
        var kills = new ArrayList<Kill>();
        System.out.printf(
                "%4s %10s %13s %10s %6s %9s%n", "kill", "after ms", "acknowledged", "documents", "lost", "file MiB");
        try (var store = KilledStore.start(root, committing)) {
            var writers = writers(store);
            for (int number = 1; number <= KILLS; number++) {
                long after = 500 + dice.nextInt(1_500);
                var writing = begin(writers);
                awaitFullLoad(writers);
                TimeUnit.MILLISECONDS.sleep(after);
                store.kill();
                writers.forEach(Promises::stop);
                long acknowledged = sum(writing);
                store.startAgain();
                var stored = Promises.stored(store.documents());
                var broken = writers.stream()
                        .flatMap(writer -> writer.broken(stored).stream())
                        .toList();
                broken.stream().limit(1).forEach(System.out::println);
                var kill = new Kill(number, after, acknowledged, stored.size(), broken.size(), store.fileSize());
                System.out.printf(
                        "%4d %10d %13d %10d %6d %9.1f%n",
                        kill.number(),
                        kill.afterMillis(),
                        kill.acknowledged(),
                        kill.stored(),
                        kill.lost(),
                        kill.fileBytes() / 1048576.0);
                kills.add(kill);
            }
        }
        return kills;
    }

    /** A store that has just started answers slowly at first, and a kill before the first answer would show nothing. */
    private static void awaitFullLoad(List<Promises> writers) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!writers.stream().allMatch(Promises::isAnswered)) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("The store does not acknowledge to each writer");
            }
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }

    /** By turns, so that whatever else the machine does meets both. */
    private void rates(Map<String, Object> figures) throws Exception {
        var with = new ArrayList<Long>();
        var without = new ArrayList<Long>();
        for (int turn = 0; turn < 2; turn++) {
            with.add(rate(true));
            without.add(rate(false));
        }
        figures.put("writesPerSecondWithCommitBeforeAcknowledge", with);
        figures.put("writesPerSecondWithout", without);
        System.out.printf(
                "acknowledged writes/s, two turns each: %s with commit and sync before each answer, %s with one commit a second behind the answers%n",
                with, without);
    }

    private long rate(boolean withCommit) throws IOException, InterruptedException, ExecutionException {
        try (var store = KilledStore.start(root, withCommit)) {
            var writers = writers(store);
            var unused = write(writers, WARM_UP);
            long began = System.nanoTime();
            long acknowledged = write(writers, MEASURED);
            return Math.round(acknowledged * 1e9 / (System.nanoTime() - began));
        }
    }

    private long write(List<Promises> writers, Duration time) throws InterruptedException, ExecutionException {
        var writing = begin(writers);
        TimeUnit.MILLISECONDS.sleep(time.toMillis());
        writers.forEach(Promises::stop);
        return sum(writing);
    }

    private List<Promises> writers(KilledStore store) {
        return IntStream.range(0, WRITERS)
                .mapToObj(number -> new Promises(number, store.documents(), seed))
                .toList();
    }

    private List<Future<Long>> begin(List<Promises> writers) {
        return writers.stream().map(threads::submit).toList();
    }

    private static long sum(List<Future<Long>> counts) throws InterruptedException, ExecutionException {
        long sum = 0;
        for (var count : counts) {
            sum += count.get();
        }
        return sum;
    }
}
