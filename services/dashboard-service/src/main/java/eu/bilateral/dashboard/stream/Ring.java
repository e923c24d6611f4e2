package eu.bilateral.dashboard.stream;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/** The latest events in the order in which this instance read them. Not for several threads at once. */
final class Ring {

    private final int capacity;
    private final ArrayDeque<Passed> events = new ArrayDeque<>();
    private Place start;
    private Place end;

    /** An event, and the place right behind it. */
    record Passed(LiveEvent event, Place after) {}

    Ring(int capacity, Place start) {
        this.capacity = capacity;
        this.start = start;
        this.end = start;
    }

    /** From here on it has everything. */
    Place start() {
        return start;
    }

    /** Behind the last event. */
    Place end() {
        return end;
    }

    Passed add(LiveEvent event) {
        end = end.with(event.topic(), event.partition(), event.offset() + 1);
        var passed = new Passed(event, end);
        events.addLast(passed);
        if (events.size() > capacity) {
            var gone = events.removeFirst().event();
            start = start.with(gone.topic(), gone.partition(), gone.offset() + 1);
        }
        return passed;
    }

    /** A record that is no event of ours: there is nothing to keep, but its place is passed. */
    void pass(Place next) {
        end = end.orLater(next);
    }

    /** Whether it has all that comes after that place. */
    boolean covers(Place place) {
        return place.reaches(start);
    }

    /** The events after that place, in order. */
    List<Passed> after(Place place) {
        var later = new ArrayList<Passed>();
        for (var passed : events) {
            var event = passed.event();
            if (event.offset() >= place.next(event.topic(), event.partition())) {
                later.add(passed);
            }
        }
        return later;
    }
}
