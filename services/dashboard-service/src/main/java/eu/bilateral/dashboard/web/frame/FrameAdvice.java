package eu.bilateral.dashboard.web.frame;

import eu.bilateral.dashboard.projection.FollowUpQueue;
import eu.bilateral.dashboard.web.page.SignInUnreachable;
import eu.bilateral.dashboard.web.page.Visitor;
import eu.bilateral.dashboard.web.page.Visitors;
import eu.bilateral.dashboard.web.page.Words;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.util.WebUtils;

/** Gives every page its frame. */
@ControllerAdvice(basePackages = FrameAdvice.PAGES)
class FrameAdvice {

    /** The package below which all pages are. */
    static final String PAGES = "eu.bilateral.dashboard.web";

    static final String THEME_COOKIE = "bilateral-theme";

    private final Visitors visitors;
    private final FollowUpQueue queue;
    private final WordsArgument words;
    private final PageSettings settings;
    private final Clock clock;

    FrameAdvice(Visitors visitors, FollowUpQueue queue, WordsArgument words, PageSettings settings, Clock clock) {
        this.visitors = visitors;
        this.queue = queue;
        this.words = words;
        this.settings = settings;
        this.clock = clock;
    }

    @ModelAttribute("frame")
    Frame frame(HttpServletRequest request, HttpServletResponse response) {
        return frame(request, response, true);
    }

    /** The frame; {@code counting} is false where the store must not be asked again, because it does not answer. */
    Frame frame(HttpServletRequest request, HttpServletResponse response, boolean counting) {
        var visitor = visitor(request, response);
        var now = words.now();
        return new Frame(
                visitor,
                now,
                theme(request),
                here(request),
                demo(now),
                csrfHeader(request),
                settings.developerPages(),
                () -> visitor == null || !counting
                        ? 0
                        : queue.due(visitor.workspace(), visitor.account(), now.today()));
    }

    /** Without the issuer the frame is a stranger's; a page that is not for strangers says what is the matter itself. */
    private @Nullable Visitor visitor(HttpServletRequest request, HttpServletResponse response) {
        try {
            return visitors.of(request, response).orElse(null);
        } catch (SignInUnreachable away) {
            return null;
        }
    }

    private @Nullable String demo(Words words) {
        if (settings.clockOffset().isZero()) {
            return null;
        }
        var shown = clock.instant().atZone(settings.zone());
        return words.say(
                "frame.demo", words.date(shown.toLocalDate()), words.time(shown.toLocalTime()), settings.city());
    }

    private static String theme(HttpServletRequest request) {
        var cookie = WebUtils.getCookie(request, THEME_COOKIE);
        return cookie != null
                        && (cookie.getValue().equals("light")
                                || cookie.getValue().equals("dark"))
                ? cookie.getValue()
                : "auto";
    }

    /** A form that was refused is shown under the address that only takes forms; coming back to it would find nothing. */
    private static String here(HttpServletRequest request) {
        if (!request.getMethod().equals("GET")) {
            return "/board";
        }
        var query = request.getQueryString();
        return query == null ? request.getRequestURI() : request.getRequestURI() + "?" + query;
    }

    private static @Nullable String csrfHeader(HttpServletRequest request) {
        return request.getAttribute(CsrfToken.class.getName()) instanceof CsrfToken token
                ? "{\"" + token.getHeaderName() + "\":\"" + token.getToken() + "\"}"
                : null;
    }
}
