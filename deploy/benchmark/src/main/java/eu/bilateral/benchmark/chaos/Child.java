package eu.bilateral.benchmark.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One process of the run, which is started again when it ends, as an orchestrator would: when it was killed by a fault only
 * when the fault says so, when it ended by itself after a second.
 */
final class Child {

    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final int LAST_WORDS = 40;

    private final String name;
    private final List<String> command;
    private final Path log;
    private final BooleanSupplier ready;
    private final AtomicInteger endedByItself = new AtomicInteger();
    private final AtomicInteger starts = new AtomicInteger();
    private volatile @Nullable Process process;
    private volatile boolean wanted;

    Child(String name, List<String> command, Path log, BooleanSupplier ready) {
        this.name = name;
        this.command = command;
        this.log = log;
        this.ready = ready;
    }

    String name() {
        return name;
    }

    Path log() {
        return log;
    }

    /** How often it ended without having been killed. */
    int endedByItself() {
        return endedByItself.get();
    }

    int starts() {
        return starts.get();
    }

    synchronized void start() throws IOException {
        wanted = true;
        starts.incrementAndGet();
        var started = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        process = started;
        Thread.ofVirtual().name(name).start(() -> watch(started));
    }

    private void watch(Process ended) {
        try {
            var unused = ended.waitFor();
            if (!wanted || ended != process) {
                return;
            }
            endedByItself.incrementAndGet();
            TimeUnit.NANOSECONDS.sleep(PAUSE.toNanos());
            synchronized (this) {
                if (wanted && ended == process) {
                    start();
                }
            }
        } catch (IOException failed) {
            throw new IllegalStateException(name + " cannot be started again", failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** {@code kill -9}; it stays down until {@link #start}. */
    synchronized void kill() throws InterruptedException {
        wanted = false;
        var killed = process;
        if (killed != null) {
            killed.destroyForcibly();
            var unused = killed.waitFor(10, TimeUnit.SECONDS);
        }
    }

    /** SIGTERM, and waits for its orderly end. */
    void end(Duration patience) throws InterruptedException {
        wanted = false;
        var ended = process;
        if (ended != null) {
            ended.destroy();
            var unused = ended.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** SIGSTOP: it is there and does nothing, which nobody is told. */
    void freeze() throws IOException, InterruptedException {
        signal("-STOP");
    }

    /** SIGCONT. */
    void thaw() throws IOException, InterruptedException {
        signal("-CONT");
    }

    private void signal(String signal) throws IOException, InterruptedException {
        var target = process;
        if (target != null && target.isAlive()) {
            run("kill", signal, Long.toString(target.pid()));
        }
    }

    /** Lets no file of its grow beyond that; a full disk for it alone. */
    void limitFiles(long bytes) throws IOException, InterruptedException {
        var target = process;
        if (target != null && target.isAlive()) {
            run("prlimit", "--pid", Long.toString(target.pid()), "--fsize=" + bytes + ":");
        }
    }

    private static void run(String... command) throws IOException, InterruptedException {
        var unused = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor(5, TimeUnit.SECONDS);
    }

    boolean isAlive() {
        var one = process;
        return one != null && one.isAlive();
    }

    boolean isReady() {
        return isAlive() && ready.getAsBoolean();
    }

    void awaitReady(Duration patience) throws IOException, InterruptedException {
        long until = System.nanoTime() + patience.toNanos();
        while (!isReady()) {
            if (System.nanoTime() > until) {
                throw new IllegalStateException(
                        "%s is not ready after %d s; it ended by itself %d times; %s ends with%n%s"
                                .formatted(name, patience.toSeconds(), endedByItself(), log, lastWords()));
            }
            Thread.sleep(100);
        }
    }

    /** The end of its log, and what it starts with just now; what its other threads do is in the log then. */
    private String lastWords() throws IOException, InterruptedException {
        var said = lines();
        signal("-QUIT");
        Thread.sleep(1_000);
        var main = lines().stream()
                .skip(said.size())
                .dropWhile(line -> !line.startsWith("\"main\""))
                .takeWhile(line -> !line.isBlank());
        return Stream.concat(said.stream().skip(Math.max(0, said.size() - LAST_WORDS)), main)
                .collect(Collectors.joining("\n"));
    }

    private List<String> lines() throws IOException {
        return Files.exists(log) ? Files.readAllLines(log) : List.of();
    }
}
