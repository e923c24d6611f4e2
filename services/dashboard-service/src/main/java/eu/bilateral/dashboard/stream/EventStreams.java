package eu.bilateral.dashboard.stream;

import static java.nio.charset.StandardCharsets.US_ASCII;

import eu.bilateral.kernel.delivery.Dataset;
import eu.bilateral.kernel.delivery.EventFormat;
import eu.bilateral.kernel.security.Caller;
import eu.bilateral.kernel.web.MalformedRequest;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/**
 * Serves events to one client as server-sent events, for as long as it stays: what it missed since {@code Last-Event-ID}
 * first, then each event as it happens. The order holds within a partnership, an organisation and a mission.
 *
 * <p>It writes on the thread of the request, which is a virtual one: a client that hears nothing costs no more than a parked
 * continuation.
 */
@Component
public class EventStreams {

    private static final Logger LOG = LoggerFactory.getLogger(EventStreams.class);

    /** The id that clients forget the last one by. */
    private static final byte[] NO_PLACE = "id\n".getBytes(US_ASCII);

    private final Tail tail;
    private final Seats seats;
    private final EventFormat format;
    private final Dataset dataset;
    private final StreamSettings settings;
    private final WallClock clock;
    private final Sendings sendings;
    private final CatchUps catchUps;
    private final Counter overrun;

    EventStreams(
            Tail tail,
            Seats seats,
            EventFormat format,
            Dataset dataset,
            StreamSettings settings,
            WallClock clock,
            Sendings sendings,
            CatchUps catchUps,
            MeterRegistry metrics) {
        this.tail = tail;
        this.seats = seats;
        this.format = format;
        this.dataset = dataset;
        this.settings = settings;
        this.clock = clock;
        this.sendings = sendings;
        this.catchUps = catchUps;
        this.overrun = Counter.builder("bilateral.stream.overrun")
                .description("Streams closed because the client was slower than the events")
                .register(metrics);
    }

    /**
     * Serves until the client leaves, its permit ends, or the service stops.
     * Refusals, before anything is written: {@link MalformedRequest} for an id that is none of ours, and an answer of 429
     * for an account with too many streams, of 503 while the instance starts.
     *
     * @param lastEventId the id of the last event that the client has seen; absent for one that begins now
     */
    public void serve(
            Caller caller,
            Permit permit,
            StreamFilter filter,
            @Nullable String lastEventId,
            HttpServletResponse response)
            throws IOException {
        var from = lastEventId == null || lastEventId.isBlank() ? null : bookmark(lastEventId.strip());
        var subscription = new Subscription(caller.workspace(), filter, settings.queue());
        try (var seat = seats.take(caller, subscription::probe)) {
            if (!tail.isReadyWithin(settings.readyWithin())) {
                throw new NotReady();
            }
            begin(response);
            try {
                long epoch = dataset.epoch();
                new Connection(
                                tail,
                                subscription,
                                format,
                                epoch,
                                settings,
                                clock,
                                sendings,
                                caller,
                                permit,
                                catchUps,
                                response)
                        .run(from == null ? new Bookmark(epoch, tail.end()) : from);
            } finally {
                tail.leave(subscription);
                if (subscription.isOverrun()) {
                    overrun.increment();
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (IOException left) {
            LOG.debug("A client left its stream: {}", left.toString());
            throw left;
        }
    }

    /** Has a client load anew, and forget the place with which it came: it would come back with it. */
    public void reset(HttpServletResponse response) throws IOException {
        begin(response);
        response.getOutputStream().write(NO_PLACE);
        response.getOutputStream().write(Connection.RESET);
        response.flushBuffer();
    }

    private static void begin(HttpServletResponse response) {
        response.setStatus(HttpServletResponse.SC_OK);
        response.setContentType("text/event-stream");
        response.setCharacterEncoding("UTF-8");
        response.setHeader("Cache-Control", "no-store");
        // A buffering proxy in between would hold back what must be there at once.
        response.setHeader("X-Accel-Buffering", "no");
    }

    /** Where the stream is now, as an id to come back with; empty while the instance starts. */
    public Optional<String> place() {
        return tail.place().map(place -> new Bookmark(dataset.epoch(), place).text());
    }

    private static Bookmark bookmark(String lastEventId) {
        try {
            return Bookmark.parse(lastEventId);
        } catch (IllegalArgumentException none) {
            throw new MalformedRequest(
                    HttpStatus.BAD_REQUEST,
                    "malformed-event-id",
                    "Last-Event-ID",
                    "Send the id of the last event as it was given, or none to begin with what happens now");
        }
    }

    /** The instance does not read the topics yet. */
    static final class NotReady extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NotReady() {
            super("The stream has not begun yet; nothing is lost. Try again in a moment");
        }
    }
}
