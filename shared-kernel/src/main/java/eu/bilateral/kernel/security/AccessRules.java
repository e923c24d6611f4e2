package eu.bilateral.kernel.security;

import eu.bilateral.kernel.command.Role;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;

/**
 * Which role a service's endpoints ask for. What no rule names is denied.
 */
@FunctionalInterface
public interface AccessRules {

    /** Adds the rules, the most specific first. */
    void declare(AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry requests);

    /** The authority of a role; a higher role has those of the lower ones too. */
    static String authority(Role role) {
        return "ROLE_" + role.name();
    }
}
