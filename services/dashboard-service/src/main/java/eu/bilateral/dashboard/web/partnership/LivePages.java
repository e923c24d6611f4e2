package eu.bilateral.dashboard.web.partnership;

import eu.bilateral.dashboard.stream.EventStreams;
import eu.bilateral.dashboard.stream.Permit;
import eu.bilateral.dashboard.stream.StreamFilter;
import eu.bilateral.dashboard.stream.WallClock;
import eu.bilateral.dashboard.web.page.Visitor;
import eu.bilateral.kernel.delivery.EventFormat;
import eu.bilateral.kernel.web.MalformedRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * The live stream for a browser that is signed in by its session. It ends now and then: the browser comes back by itself,
 * misses nothing, and is asked anew who it is.
 */
@Controller
class LivePages {

    /** Together with the life of a token less than a minute: so long a changed role can go unnoticed. */
    private static final Duration ASKED_AGAIN_AFTER = Duration.ofSeconds(25);

    private final EventStreams streams;
    private final EventFormat format;
    private final WallClock clock;

    LivePages(EventStreams streams, EventFormat format, WallClock clock) {
        this.streams = streams;
        this.format = format;
        this.clock = clock;
    }

    /**
     * {@code from} is where a page was when it was drawn; an id of the stream itself is later and outranks it. With one that
     * is none of ours nobody knows what the page has missed: it loads anew.
     */
    @GetMapping("/live")
    void live(
            Visitor visitor,
            HttpServletResponse response,
            @RequestParam(required = false) @Nullable String from,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventId)
            throws IOException {
        try {
            streams.serve(
                    visitor.caller(),
                    Permit.until(clock.instant().plus(ASKED_AGAIN_AFTER)),
                    StreamFilter.of(List.of("follow-up"), null, format),
                    lastEventId == null ? from : lastEventId,
                    response);
        } catch (MalformedRequest noPlace) {
            streams.reset(response);
        }
    }
}
