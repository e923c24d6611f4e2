package eu.bilateral.kernel.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Refuses a change whose answer could not be told in any form that {@code Accept} names, before it is carried out. Spring finds
 * that out when it writes the answer: the asker would be told no to what has been done.
 */
final class ReadableAnswers implements HandlerInterceptor {

    private static final Set<String> CHANGING = Set.of(HttpMethod.POST.name(), HttpMethod.PUT.name());

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws HttpMediaTypeNotAcceptableException {
        if (CHANGING.contains(request.getMethod()) && !isReadable(request)) {
            throw new HttpMediaTypeNotAcceptableException(List.of(MediaType.APPLICATION_JSON));
        }
        return true;
    }

    private static boolean isReadable(HttpServletRequest request) {
        var accepted = Collections.list(request.getHeaders(HttpHeaders.ACCEPT));
        try {
            var wanted = MediaType.parseMediaTypes(accepted);
            return wanted.isEmpty() || wanted.stream().anyMatch(ReadableAnswers::isSpoken);
        } catch (InvalidMediaTypeException unreadable) {
            return false;
        }
    }

    /** JSON under any of its names. */
    private static boolean isSpoken(MediaType wanted) {
        return wanted.isCompatibleWith(MediaType.APPLICATION_JSON) || "json".equals(wanted.getSubtypeSuffix());
    }
}
