package eu.bilateral.meeting.application;

import eu.bilateral.kernel.command.CommandRefusal.OutboxFull;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** Waits for room in the outbox of a document to which many write, such as a mission: it takes only so many events at once. */
final class Room {

    private static final Duration PAUSE = Duration.ofMillis(20);

    private Room() {}

    /** What the write comes to once there is room; {@link OutboxFull} where there is none for that long. */
    static <T> T awaited(Duration patience, Supplier<T> write) {
        long givesUpAt = System.nanoTime() + patience.toNanos();
        while (true) {
            try {
                return write.get();
            } catch (OutboxFull full) {
                if (System.nanoTime() > givesUpAt) {
                    throw full;
                }
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }
}
