package eu.bilateral.kernel.web;

import eu.bilateral.kernel.security.Callers;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Hands an {@link Asking} to controller methods that take one. */
final class AskingArgument implements HandlerMethodArgumentResolver {

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == Asking.class;
    }

    @Override
    public Asking resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders) {
        var http = Objects.requireNonNull(request.getNativeRequest(HttpServletRequest.class));
        var ifMatch = header(http, "If-Match");
        if (ifMatch != null && parameter.hasParameterAnnotation(Making.class)) {
            throw new MalformedRequest(
                    HttpStatus.BAD_REQUEST,
                    "nothing-to-match",
                    "If-Match",
                    "What this makes is new and has no version that you could have read: leave If-Match out");
        }
        return new Asking(
                Callers.current(), http.getMethod(), http.getRequestURI(), header(http, "Idempotency-Key"), ifMatch);
    }

    /** Several lines as the one list that they are (RFC 9110, 5.3): the first of them alone is not what was sent. */
    private static @Nullable String header(HttpServletRequest http, String name) {
        var lines = Collections.list(http.getHeaders(name));
        return lines.isEmpty() ? null : String.join(", ", lines);
    }
}
