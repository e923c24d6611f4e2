package eu.bilateral.standalone.endtoend.poison;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.RecordMetadata;

/**
 * Measures how long the good events in between take until each service has applied them; lets only some be on their way, so
 * that it measures what the rubbish costs and not the length of a queue.
 */
final class Patience {

    private static final Duration AT_MOST = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofMillis(50);
    private static final int AT_ONCE = 24;

    private final List<Hearer> hearers;
    private final Semaphore room = new Semaphore(AT_ONCE);
    private final Map<Story, Long> told = new ConcurrentHashMap<>();
    private final Map<Story, String> names = new ConcurrentHashMap<>();

    /** The one that took longest, from the broker's confirmation until it was seen in the service's document. */
    record Slowest(String behind, String hearer, Duration time) {}

    Patience(List<Hearer> hearers) {
        this.hearers = hearers;
    }

    /** Returns when another may be sent. */
    void awaitRoom() throws InterruptedException {
        if (!room.tryAcquire(AT_MOST.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("Good events are not heard");
        }
    }

    /** The first event of that story was sent, right behind that rubbish. */
    void begins(Story story, String behind, Future<RecordMetadata> sent) throws InterruptedException {
        try {
            var unused = sent.get();
        } catch (ExecutionException failed) {
            throw new IllegalStateException(failed);
        }
        names.put(story, behind);
        told.put(story, System.nanoTime());
    }

    /** Looks until all are there; to be begun before the first is sent, in a thread of its own. */
    Slowest untilAllAreHeard(int stories) {
        var pending = new ArrayList<List<Story>>();
        hearers.forEach(hearer -> pending.add(new ArrayList<>()));
        var known = new ArrayList<Story>();
        var slowest = new Slowest("nothing", "nobody", Duration.ZERO);
        long deadline = System.nanoTime() + 2 * AT_MOST.toNanos();
        while (known.size() < stories || pending.stream().anyMatch(left -> !left.isEmpty())) {
            for (var story : told.keySet()) {
                if (!known.contains(story)) {
                    known.add(story);
                    for (int i = 0; i < hearers.size(); i++) {
                        if (hearers.get(i).hears(story)) {
                            pending.get(i).add(story);
                        }
                    }
                }
            }
            for (int i = 0; i < hearers.size(); i++) {
                for (var heard : hearers.get(i).heard(pending.get(i))) {
                    pending.get(i).remove(heard);
                    if (pending.stream().noneMatch(left -> left.contains(heard))) {
                        room.release();
                    }
                    var took = Duration.ofNanos(System.nanoTime() - told.getOrDefault(heard, 0L));
                    if (took.compareTo(slowest.time()) > 0) {
                        slowest = new Slowest(
                                names.getOrDefault(heard, ""), hearers.get(i).toString(), took);
                    }
                }
            }
            if (System.nanoTime() > deadline) {
                throw new AssertionError("Good events are not heard: " + pending);
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        return slowest;
    }
}
