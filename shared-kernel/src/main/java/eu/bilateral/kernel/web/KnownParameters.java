package eu.bilateral.kernel.web;

import eu.bilateral.kernel.text.Text;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.TreeSet;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Refuses a query with a parameter that the operation does not have, as bodies are refused with a field that they do not have:
 * whoever misspells a filter would take everything for what was asked for. Only operations that are in the API's document; what
 * is passed on to a service is looked at there.
 */
final class KnownParameters implements HandlerInterceptor {

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (request.getQueryString() != null
                && request.getDispatcherType() == DispatcherType.REQUEST
                && handler instanceof HandlerMethod method
                && method.hasMethodAnnotation(Operation.class)) {
            check(request, method);
        }
        return true;
    }

    private static void check(HttpServletRequest request, HandlerMethod method) {
        var known = new TreeSet<String>();
        Arrays.stream(method.getMethodParameters())
                .filter(parameter -> parameter.hasParameterAnnotation(RequestParam.class))
                .forEach(parameter -> known.add(parameter.getParameter().getName()));
        for (var name : request.getParameterMap().keySet()) {
            if (!known.contains(name)) {
                var shown = Text.printable(name);
                throw new MalformedRequest(
                        HttpStatus.BAD_REQUEST,
                        "unknown-parameter",
                        shown,
                        "The parameter %s is not known here; %s"
                                .formatted(
                                        shown,
                                        known.isEmpty() ? "there is none" : "known are " + String.join(", ", known)));
            }
        }
    }
}
