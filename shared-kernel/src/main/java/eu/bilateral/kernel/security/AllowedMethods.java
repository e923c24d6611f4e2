package eu.bilateral.kernel.security;

import java.util.Collection;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.http.HttpMethod;

/** What a 405 says in {@code Allow}: whatever is answered at that address, and nothing else (RFC 9110, 15.5.6). */
public final class AllowedMethods {

    private AllowedMethods() {}

    /** Those that have an operation, and those that Spring answers by itself: HEAD where there is GET, OPTIONS anywhere. */
    public static String with(Collection<HttpMethod> operations) {
        var all = new TreeSet<>(operations);
        all.add(HttpMethod.OPTIONS);
        if (all.contains(HttpMethod.GET)) {
            all.add(HttpMethod.HEAD);
        }
        return all.stream().map(HttpMethod::name).collect(Collectors.joining(", "));
    }
}
