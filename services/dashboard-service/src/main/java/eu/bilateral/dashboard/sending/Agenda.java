package eu.bilateral.dashboard.sending;

import eu.bilateral.dashboard.webhook.WebhookDeliveries.Waiting;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What waits for one webhook. In each lane only the first may go; whatever is behind it waits until it is done with. Lanes
 * do not wait for each other. Not safe for several threads.
 */
final class Agenda {

    private static final Comparator<Waiting> MOST_URGENT = Comparator.comparing((Waiting one) -> !one.test())
            .thenComparing(Waiting::nextAt)
            .thenComparing(Waiting::place);

    private final Map<String, TreeMap<Long, Waiting>> lanes = new HashMap<>();
    private final PriorityQueue<Waiting> heads = new PriorityQueue<>(MOST_URGENT);
    private final Map<String, Waiting> onTheWay = new HashMap<>();

    /** That is all that waits now, besides what is on its way. */
    void replace(List<Waiting> all) {
        lanes.clear();
        heads.clear();
        for (var one : all) {
            var going = onTheWay.get(one.lane());
            if (going == null || !going.id().equals(one.id())) {
                lane(one.lane()).put(one.place(), one);
            }
        }
        lanes.keySet().forEach(this::offerHead);
    }

    private TreeMap<Long, Waiting> lane(String name) {
        return lanes.computeIfAbsent(name, first -> new TreeMap<>());
    }

    private void offerHead(String name) {
        var lane = lanes.get(name);
        if (lane != null && !onTheWay.containsKey(name)) {
            heads.add(lane.firstEntry().getValue());
        }
    }

    /** The most urgent that is due, which is on its way from now on; {@code null} where there is none. */
    @Nullable
    Waiting begin(Instant now) {
        var head = heads.peek();
        if (head == null || head.nextAt().isAfter(now)) {
            return null;
        }
        heads.remove(head);
        onTheWay.put(head.lane(), head);
        var lane = lane(head.lane());
        lane.remove(head.place());
        if (lane.isEmpty()) {
            lanes.remove(head.lane());
        }
        return head;
    }

    /** It is done with, or waits again until then. */
    void end(Waiting one, @Nullable Instant again) {
        onTheWay.remove(one.lane());
        if (again != null) {
            lane(one.lane()).put(one.place(), new Waiting(one.id(), one.lane(), one.place(), again, one.test()));
        }
        offerHead(one.lane());
    }

    /** Whether nothing waits and nothing is on its way. */
    boolean isEmpty() {
        return lanes.isEmpty() && onTheWay.isEmpty();
    }

    /** Whether nothing is on its way and nothing is due. */
    boolean isIdle(Instant now) {
        var due = nextDue();
        return onTheWay.isEmpty() && (due == null || due.isAfter(now));
    }

    int onTheWay() {
        return onTheWay.size();
    }

    /** When the next is due; absent where none can go before another one is done with. */
    @Nullable
    Instant nextDue() {
        var head = heads.peek();
        return head == null ? null : head.nextAt();
    }
}
