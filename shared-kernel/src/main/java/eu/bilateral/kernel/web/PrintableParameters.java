package eu.bilateral.kernel.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.HandlerInterceptor;

/** Refuses a query with a character that no text has, as {@link PrintableText} does for bodies. */
final class PrintableParameters implements HandlerInterceptor {

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (request.getQueryString() != null) {
            request.getParameterMap().forEach((name, values) -> {
                for (var value : values) {
                    if (!Text.isPrintable(value)) {
                        var shown = Text.printable(name);
                        throw new MalformedRequest(
                                HttpStatus.BAD_REQUEST,
                                "malformed-" + shown,
                                shown,
                                "The parameter %s holds a control character".formatted(shown));
                    }
                }
            });
        }
        return true;
    }
}
