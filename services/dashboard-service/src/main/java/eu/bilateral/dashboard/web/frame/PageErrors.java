package eu.bilateral.dashboard.web.frame;

import eu.bilateral.dashboard.web.page.ExpiredForm;
import eu.bilateral.dashboard.web.page.Paths;
import eu.bilateral.kernel.web.UnhandledErrors;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/** What nothing else has answered: a page for people, a problem for clients of the API. */
@Controller
class PageErrors extends UnhandledErrors {

    /** Where the buttons of the frame lead. */
    private static final Set<String> NOTHING_TYPED = Set.of(Paths.LOG_OUT, "/preferences");

    private final FrameAdvice frames;

    PageErrors(FrameAdvice frames) {
        this.frames = frames;
    }

    @Override
    @RequestMapping("${spring.web.error.path:${error.path:/error}}")
    protected Object explain(HttpServletRequest request, HttpServletResponse response) {
        var asked = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
        if (asked instanceof String address && !Paths.isPage(address)) {
            return super.explain(request, response);
        }
        var page = page(status(request), frames.frame(request, response, false));
        if (ExpiredForm.isMarked(request)) {
            page.addObject("status", "expired");
            if (asked instanceof String address && !NOTHING_TYPED.contains(address) && isFromAPageOfOurs(request)) {
                keepWhatWasSent(page, address, request);
            }
        }
        return page;
    }

    /** Or anybody's page could have a person send on with one click what was refused for coming from there. */
    private static boolean isFromAPageOfOurs(HttpServletRequest request) {
        return "same-origin".equals(request.getHeader("Sec-Fetch-Site"));
    }

    /** Has the page hold what a form brought, with a button to send it there again. */
    static void keepWhatWasSent(ModelAndView page, String address, HttpServletRequest request) {
        var sent = new TreeMap<>(request.getParameterMap());
        sent.remove("_csrf");
        page.addObject("to", address);
        page.addObject("sent", sent);
    }

    /** The page for that status; {@code frame} must not ask a store that may be what is away. */
    static ModelAndView page(HttpStatus status, Frame frame) {
        var page = new ModelAndView("problem");
        page.setStatus(status);
        page.addObject("status", described(status));
        page.addObject("frame", frame);
        return page;
    }

    /** The status under which its words are found. */
    private static int described(HttpStatus status) {
        return switch (status) {
            case NOT_FOUND, METHOD_NOT_ALLOWED -> HttpStatus.NOT_FOUND.value();
            case FORBIDDEN, SERVICE_UNAVAILABLE -> status.value();
            default ->
                status.is4xxClientError() ? HttpStatus.BAD_REQUEST.value() : HttpStatus.INTERNAL_SERVER_ERROR.value();
        };
    }
}
