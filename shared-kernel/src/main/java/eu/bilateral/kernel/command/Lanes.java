package eu.bilateral.kernel.command;

import io.micrometer.context.ContextExecutorService;
import io.micrometer.context.ContextSnapshotFactory;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Does the parts of one long command side by side. One after the other, each would wait for its own round trips and its own
 * place on the disk, and whoever hears of it would hear one event at a time.
 */
public final class Lanes {

    /** Enough to share what costs the most; a command among many that want to be served. */
    static final int AT_ONCE = 8;

    private Lanes() {}

    private record Part<P>(int index, P what) {}

    /**
     * What {@code doing} answers for each part, in the order of the parts. Parts of the same lane are done in their order,
     * each when the one before is done; there is no order among the others. Where {@code doing} throws, what has begun is
     * done to its end, nothing else is begun, and the first exception is thrown. In the caller's trace.
     */
    public static <P, R> List<R> each(List<P> parts, Function<P, ?> lane, Function<P, R> doing) {
        var answers = new ConcurrentSkipListMap<Integer, R>();
        var failure = new AtomicReference<@Nullable Throwable>();
        var contexts = ContextSnapshotFactory.builder().build();
        try (var workers = ContextExecutorService.wrap(
                Executors.newFixedThreadPool(
                        AT_ONCE, Thread.ofVirtual().name("lane-", 0).factory()),
                contexts::captureAll)) {
            for (var one : inLanes(parts, lane)) {
                workers.execute(() -> {
                    for (var part : one) {
                        if (failure.get() != null) {
                            return;
                        }
                        try {
                            answers.put(part.index(), doing.apply(part.what()));
                        } catch (RuntimeException | Error broken) {
                            var unused = failure.compareAndSet(null, broken);
                        }
                    }
                });
            }
        }
        switch (failure.get()) {
            case RuntimeException broken -> throw broken;
            case Error broken -> throw broken;
            case null, default -> {
                if (answers.size() < parts.size()) {
                    throw new IllegalStateException("Interrupted before all was done");
                }
                return List.copyOf(answers.values());
            }
        }
    }

    private static <P> Collection<List<Part<P>>> inLanes(List<P> parts, Function<P, ?> lane) {
        var lanes = new LinkedHashMap<Object, List<Part<P>>>();
        for (int index = 0; index < parts.size(); index++) {
            var part = parts.get(index);
            lanes.computeIfAbsent(lane.apply(part), first -> new ArrayList<>()).add(new Part<>(index, part));
        }
        return lanes.values();
    }
}
