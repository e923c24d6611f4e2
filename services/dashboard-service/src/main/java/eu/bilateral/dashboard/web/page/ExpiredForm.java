package eu.bilateral.dashboard.web.page;

import jakarta.servlet.http.HttpServletRequest;

/** A form that belongs to a session that is gone: whoever refuses it marks the request, for the page that says so. */
public final class ExpiredForm {

    private static final String MARK = ExpiredForm.class.getName();

    private ExpiredForm() {}

    /** Notes whether it is one. */
    public static void mark(HttpServletRequest request, boolean expired) {
        request.setAttribute(MARK, expired);
    }

    /** Whether it was marked as one. */
    public static boolean isMarked(HttpServletRequest request) {
        return Boolean.TRUE.equals(request.getAttribute(MARK));
    }
}
