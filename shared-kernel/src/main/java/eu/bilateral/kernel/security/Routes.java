package eu.bilateral.kernel.security;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.util.ServletRequestPathUtils;

/** Tells whether a denied request had anything to ask for: no role opens an address at which there is nothing. */
final class Routes {

    private final Iterable<? extends HandlerMapping> mappings;

    Routes(Iterable<? extends HandlerMapping> mappings) {
        this.mappings = mappings;
    }

    /** What there is at the request's address. */
    sealed interface Place {}

    /** Something answers this method here, or it cannot be told: the role is what is missing. */
    record Taken() implements Place {}

    /** Only these methods are answered here. */
    record OtherMethods(Set<HttpMethod> allowed) implements Place {}

    /** Nothing is here. */
    record Nowhere() implements Place {}

    /** Looks, without asking anything of it. */
    Place at(HttpServletRequest request) {
        Place found = new Nowhere();
        if (!ServletRequestPathUtils.hasParsedRequestPath(request)) {
            var unused = ServletRequestPathUtils.parseAndCache(request);
        }
        for (var mapping : mappings) {
            var allowed = allowed(mapping, request);
            if (allowed == null) {
                return new Taken();
            }
            if (!allowed.isEmpty()) {
                found = new OtherMethods(allowed);
            }
        }
        return found;
    }

    /** The other methods at this address, empty where there is none; absent where this very request would be answered. */
    private static @Nullable Set<HttpMethod> allowed(HandlerMapping mapping, HttpServletRequest request) {
        try {
            return mapping.getHandler(request) == null ? Set.of() : null;
        } catch (HttpRequestMethodNotSupportedException other) {
            var methods = other.getSupportedHttpMethods();
            return methods == null ? Set.of() : methods;
        } catch (Exception unclear) {
            // Another media type, a missing parameter: something is here, and it stays denied.
            return null;
        }
    }
}
