package eu.bilateral.kernel.web;

import eu.bilateral.kernel.text.Text;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.HandlerInterceptor;

/** Refuses a query with a character that no text has, as {@link PrintableText} does for bodies. */
final class PrintableParameters implements HandlerInterceptor {

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (request.getQueryString() != null && request.getDispatcherType() == DispatcherType.REQUEST) {
            parameters(request).forEach((name, values) -> {
                for (var value : values) {
                    if (!Text.isPrintable(value)) {
                        var shown = Text.printable(name);
                        throw new MalformedRequest(
                                HttpStatus.BAD_REQUEST,
                                "malformed-parameter",
                                shown,
                                "The parameter %s holds a control character".formatted(shown));
                    }
                }
            });
        }
        return true;
    }

    /** The container tells of a query that it cannot decode only when it is first asked for it. */
    private static Map<String, String[]> parameters(HttpServletRequest request) {
        try {
            return request.getParameterMap();
        } catch (IllegalStateException undecodable) {
            throw new MalformedRequest(
                    HttpStatus.BAD_REQUEST,
                    "malformed-query",
                    "query",
                    "The query holds a % that begins no character in UTF-8");
        }
    }
}
