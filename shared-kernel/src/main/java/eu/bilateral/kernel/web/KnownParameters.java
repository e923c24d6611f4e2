package eu.bilateral.kernel.web;

import eu.bilateral.kernel.text.Text;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.Collection;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Refuses a query with a parameter that the operation does not have, as bodies are refused with a field that they do not have:
 * whoever misspells a filter would take everything for what was asked for. Likewise one that is there twice and may be there
 * once, and one without a value, which Spring takes for one that is not there; only what is a text may be empty. And one that
 * Spring would read though it is of another form than the API's document says. Only operations that are in that document; what
 * is passed on to a service is looked at there.
 */
final class KnownParameters implements HandlerInterceptor {

    private static final Pattern WHOLE_NUMBER = Pattern.compile("-?[0-9]+");

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
        var known = new TreeMap<String, Class<?>>();
        Arrays.stream(method.getMethodParameters())
                .filter(parameter -> parameter.hasParameterAnnotation(RequestParam.class))
                .forEach(parameter -> known.put(parameter.getParameter().getName(), parameter.getParameterType()));
        request.getParameterMap().forEach((name, values) -> {
            var type = known.get(name);
            if (type == null) {
                throw unknown(Text.printable(name), known.keySet());
            }
            if (values.length > 1 && !Collection.class.isAssignableFrom(type)) {
                throw refused(
                        "parameter-twice",
                        name,
                        "The parameter %s is there %d times; send it once".formatted(name, values.length));
            }
            if (type != String.class && Arrays.stream(values).anyMatch(KnownParameters::lacksOne)) {
                throw refused(
                        "parameter-empty",
                        name,
                        "The parameter %s is empty: give it a value, or leave it out".formatted(name));
            }
            if (!Arrays.stream(values).allMatch(value -> isOfTheForm(type, value))) {
                throw refused("wrong-type", name, "The parameter %s must be %s".formatted(name, Forms.of(type)));
            }
        });
    }

    /** Several may be sent as one with commas between them. */
    private static boolean lacksOne(String value) {
        return Arrays.stream(value.split(",", -1)).anyMatch(String::isBlank);
    }

    /** What Spring reads beyond it: numbers with a sign or in hexadecimal, yes and on, and space around anything. */
    private static boolean isOfTheForm(Class<?> type, String value) {
        if (type == Integer.class || type == int.class) {
            return WHOLE_NUMBER.matcher(value).matches();
        }
        if (type == Boolean.class || type == boolean.class) {
            return value.equals("true") || value.equals("false");
        }
        return type == String.class || Collection.class.isAssignableFrom(type) || value.equals(value.strip());
    }

    private static MalformedRequest unknown(String name, Set<String> known) {
        return refused(
                "unknown-parameter",
                name,
                "The parameter %s is not known here; %s"
                        .formatted(name, known.isEmpty() ? "there is none" : "known are " + String.join(", ", known)));
    }

    private static MalformedRequest refused(String code, String name, String words) {
        return new MalformedRequest(HttpStatus.BAD_REQUEST, code, name, words);
    }
}
