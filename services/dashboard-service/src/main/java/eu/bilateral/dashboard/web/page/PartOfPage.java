package eu.bilateral.dashboard.web.page;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.MediaType;

/** Tells what scripts of ours ask for from what people do. */
public final class PartOfPage {

    private PartOfPage() {}

    /** Whether a script of ours asks: it can do nothing with the page that a person would be sent to. */
    public static boolean isWanted(HttpServletRequest request) {
        var accepted = request.getHeader("Accept");
        return request.getHeader("HX-Request") != null
                || request.getHeader("X-Fragment") != null
                || (accepted != null && accepted.contains(MediaType.TEXT_EVENT_STREAM_VALUE));
    }
}
