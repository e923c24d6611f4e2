package eu.bilateral.dashboard.stream;

import static java.nio.charset.StandardCharsets.US_ASCII;

import eu.bilateral.kernel.delivery.EventFormat;
import eu.bilateral.kernel.security.Caller;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;

/** One client's stream, from the place where it was to whenever it leaves. */
final class Connection {

    private static final Duration PATIENCE = Duration.ofMillis(250);
    private static final byte[] HEARTBEAT = ":\n\n".getBytes(US_ASCII);
    private static final byte[] RETRY = "retry: 2000\n".getBytes(US_ASCII);
    static final byte[] RESET = "event: reset\ndata: {}\n\n".getBytes(US_ASCII);
    private static final byte[] END = "\n".getBytes(US_ASCII);

    private final Tail tail;
    private final Subscription subscription;
    private final EventFormat format;
    private final long epoch;
    private final StreamSettings settings;
    private final WallClock clock;
    private final Sendings sendings;
    private final Caller caller;
    private final Permit permit;
    private final CatchUps catchUps;
    private final HttpServletResponse response;
    private final OutputStream out;
    private long lastWritten = System.nanoTime();
    private long lastAsked = System.nanoTime();

    Connection(
            Tail tail,
            Subscription subscription,
            EventFormat format,
            long epoch,
            StreamSettings settings,
            WallClock clock,
            Sendings sendings,
            Caller caller,
            Permit permit,
            CatchUps catchUps,
            HttpServletResponse response)
            throws IOException {
        this.tail = tail;
        this.subscription = subscription;
        this.format = format;
        this.epoch = epoch;
        this.settings = settings;
        this.clock = clock;
        this.sendings = sendings;
        this.caller = caller;
        this.permit = permit;
        this.catchUps = catchUps;
        this.response = response;
        this.out = response.getOutputStream();
    }

    void run(Bookmark from) throws IOException, InterruptedException {
        out.write(RETRY);
        var place = from.epoch() == epoch ? begin(from.place()) : reset();
        var missed = tail.join(subscription, place);
        while (missed == null) {
            place = catchUp(place);
            missed = tail.join(subscription, place);
        }
        place = write(missed, place);
        follow(place);
    }

    private Place begin(Place from) throws IOException, InterruptedException {
        // An id without an event: whoever sees nothing before it loses the connection can resume all the same.
        writeId(from);
        out.write(END);
        flush();
        return isAhead(from) ? reset() : from;
    }

    /** Another instance may have read a little further; a place that stays ahead is of topics that no longer exist. */
    private boolean isAhead(Place from) throws InterruptedException {
        long deadline = System.nanoTime() + settings.readyWithin().toNanos();
        while (!tail.end().reaches(from)) {
            if (System.nanoTime() > deadline) {
                return true;
            }
            Thread.sleep(PATIENCE.dividedBy(10));
        }
        return false;
    }

    private void follow(Place from) throws IOException, InterruptedException {
        var place = from;
        while (tail.isRunning() && !subscription.isEnded()) {
            long left = nanosLeft();
            if (left <= 0 || !mayStay()) {
                return;
            }
            var events = subscription.take(Math.min(left, settings.heartbeat().toNanos()));
            if (!events.isEmpty()) {
                try (var sending = sendings.begin(events)) {
                    place = write(events, place);
                    sending.sent();
                }
            } else if (nanosLeft() > 0) {
                var end = tail.isRunning() && !subscription.isEnded() ? tail.endIfIdle(subscription) : null;
                out.write(HEARTBEAT);
                if (end != null) {
                    // What this client does not want passes by, too; so its way back stays short.
                    place = place.orLater(end);
                    writeId(place);
                    out.write(END);
                }
                flush();
            }
        }
    }

    private Place write(List<Ring.Passed> events, Place from) throws IOException {
        var place = from;
        for (var passed : events) {
            var event = passed.event();
            if (event.offset() < place.next(event.topic(), event.partition())) {
                continue;
            }
            place = place.orLater(passed.after());
            writeId(place);
            out.write(event.frame());
        }
        flush();
        return place;
    }

    private long nanosLeft() {
        var until = permit.until();
        if (until == null) {
            return Long.MAX_VALUE;
        }
        return Duration.between(clock.instant(), until).toNanos();
    }

    private boolean mayStay() {
        long now = System.nanoTime();
        if (now - lastAsked >= settings.heartbeat().toNanos()) {
            lastAsked = now;
            return permit.stillHolds().getAsBoolean();
        }
        return true;
    }

    private void writeId(Place place) throws IOException {
        out.write(("id: " + new Bookmark(epoch, place).text() + "\n").getBytes(US_ASCII));
    }

    private void flush() throws IOException {
        response.flushBuffer();
        lastWritten = System.nanoTime();
    }

    // ---- what is too long ago to be at hand

    private Place catchUp(Place from) throws IOException, InterruptedException {
        while (!catchUps.enter(caller, PATIENCE)) {
            endUnlessItGoesOn();
            beat();
        }
        try (var reading = Tail.reading(tail.broker(), "stream-catch-up")) {
            return read(reading, from);
        } finally {
            catchUps.leave(caller);
        }
    }

    private void endUnlessItGoesOn() throws IOException {
        if (!goesOn()) {
            throw new IOException("The stream ends while it waited to catch up");
        }
    }

    /** Whether the service runs and the client may still listen. */
    private boolean goesOn() {
        return tail.isRunning() && nanosLeft() > 0 && mayStay();
    }

    /** Reads, in order per partition, up to where the events at hand begin as of now. */
    private Place read(KafkaConsumer<byte[], byte[]> reading, Place from) throws IOException {
        // Those before leave when the service stops, and make room for whoever waits.
        endUnlessItGoesOn();
        long until = System.nanoTime() + settings.catchUpWithin().toNanos();
        var goal = tail.atHandFrom();
        var behind = goal.partitionsAfter(from);
        reading.assign(behind);
        if (isCutOff(reading, behind, from)) {
            return reset();
        }
        behind.forEach(partition -> reading.seek(partition, from.next(partition)));
        var place = from;
        while (!place.reaches(goal) && goesOn() && isBefore(until)) {
            try {
                place = take(reading, place, until);
            } catch (OffsetOutOfRangeException cut) {
                return reset();
            }
            beat();
        }
        if (!place.reaches(goal)) {
            // Whoever wants little of what was read would come back to where it was, again and again.
            writeId(place);
            out.write(END);
            flush();
            throw new IOException("The stream ends while it was catching up");
        }
        return place;
    }

    /** Others wait for their turn meanwhile: a client that takes long comes back for the rest. */
    private static boolean isBefore(long until) {
        return System.nanoTime() - until < 0;
    }

    private static boolean isCutOff(KafkaConsumer<byte[], byte[]> reading, List<TopicPartition> behind, Place from) {
        var begins = reading.beginningOffsets(behind);
        return behind.stream().anyMatch(partition -> begins.getOrDefault(partition, 0L) > from.next(partition));
    }

    private Place take(KafkaConsumer<byte[], byte[]> reading, Place from, long until) throws IOException {
        var place = from;
        for (var received : reading.poll(PATIENCE)) {
            if (!isBefore(until)) {
                break;
            }
            var partition = new TopicPartition(received.topic(), received.partition());
            place = place.with(partition, received.offset() + 1);
            LiveEvent event;
            try {
                event = LiveEvent.from(received, format);
            } catch (RuntimeException unreadable) {
                // As in the live stream: the quarantines say what is wrong with it.
                continue;
            }
            if (subscription.takes(event)) {
                writeId(place);
                out.write(event.frame());
                lastWritten = 0;
            }
        }
        if (lastWritten == 0) {
            flush();
        }
        return place;
    }

    /**
     * Some of what was missed is no longer there, or was taken back by a restore: the client must load anew, and goes on with
     * what happens now.
     */
    private Place reset() throws IOException {
        var now = tail.end();
        writeId(now);
        out.write(RESET);
        flush();
        return now;
    }

    private void beat() throws IOException {
        if (System.nanoTime() - lastWritten > settings.heartbeat().toNanos()) {
            out.write(HEARTBEAT);
            flush();
        }
    }
}
