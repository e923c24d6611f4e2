package eu.bilateral.kernel.security;

import eu.bilateral.kernel.command.Role;
import java.util.Arrays;
import java.util.stream.Stream;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * Which role a service's endpoints ask for. What no rule names is denied.
 */
@FunctionalInterface
public interface AccessRules {

    /** Adds the rules, the most specific first. */
    void declare(AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry requests);

    /** Requests that read these paths: GET, and HEAD, which asks for the same without its body. */
    static RequestMatcher[] reading(String... paths) {
        var matching = PathPatternRequestMatcher.withDefaults();
        return Stream.of(HttpMethod.GET, HttpMethod.HEAD)
                .flatMap(method -> Arrays.stream(paths).map(path -> matching.matcher(method, path)))
                .toArray(RequestMatcher[]::new);
    }

    /** The authority of a role; a higher role has those of the lower ones too. */
    static String authority(Role role) {
        return "ROLE_" + role.name();
    }
}
