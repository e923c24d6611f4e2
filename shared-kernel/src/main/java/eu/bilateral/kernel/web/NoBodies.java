package eu.bilateral.kernel.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Refuses a body that the operation does not take, as a field that it does not know is refused: whoever gives a reason with what
 * is to be undone would think that it was kept. An empty object, which some clients always send, says nothing and may be there.
 */
final class NoBodies implements HandlerInterceptor {

    private static final Set<String> CHANGING = Set.of("POST", "PUT", "PATCH", "DELETE");
    private static final Pattern NOTHING = Pattern.compile("\\s*(?:\\{\\s*}\\s*)?");
    /** More than that is something, whatever it says. */
    private static final int LONGEST = 64;

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (CHANGING.contains(request.getMethod())
                && request.getDispatcherType() == DispatcherType.REQUEST
                && handler instanceof HandlerMethod method
                && method.hasMethodAnnotation(Operation.class)
                && !takesOne(method)
                && holdsSomething(request)) {
            throw new MalformedRequest(
                    HttpStatus.BAD_REQUEST,
                    "body-not-taken",
                    "body",
                    "This operation takes no body: send the request without one. Nothing was done");
        }
        return true;
    }

    private static boolean takesOne(HandlerMethod method) {
        return Arrays.stream(method.getMethodParameters())
                .anyMatch(parameter -> parameter.hasParameterAnnotation(RequestBody.class)
                        || parameter.getParameterType() == InputStream.class);
    }

    private static boolean holdsSomething(HttpServletRequest request) {
        long announced = request.getContentLengthLong();
        if (announced == 0) {
            return false;
        }
        try {
            var read = request.getInputStream().readNBytes(LONGEST + 1);
            // What was announced and is not there any more was read as the fields of a form.
            return read.length > LONGEST
                    || read.length < announced
                    || !NOTHING.matcher(new String(read, UTF_8)).matches();
        } catch (IOException brokenOff) {
            return true;
        }
    }
}
