package eu.bilateral.dashboard.api;

import eu.bilateral.kernel.command.Role;
import eu.bilateral.kernel.security.AccessRules;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;

/**
 * Who may come through the door. Behind it each service asks again, and more closely: whose own a partnership is, for one,
 * is not known here.
 */
@Configuration(proxyBeanMethods = false)
class DashboardAccess {

    private static final String[] PASSED_ON = {
        "/api/organisations/**", "/api/people/**", "/api/missions/**", "/api/meetings/**", "/api/partnerships/**"
    };

    @Bean
    AccessRules dashboardRules() {
        return requests -> requests.requestMatchers(
                        "/api/delivery", "/api/quarantine/**", "/api/read-models/**", "/api/webhooks/**")
                .hasAuthority(AccessRules.authority(Role.MANAGER))
                .requestMatchers(AccessRules.reading(PASSED_ON))
                .hasAuthority(AccessRules.authority(Role.VIEWER))
                .requestMatchers(HttpMethod.POST, PASSED_ON)
                .hasAuthority(AccessRules.authority(Role.DEVELOPER))
                .requestMatchers(HttpMethod.PUT, PASSED_ON)
                .hasAuthority(AccessRules.authority(Role.DEVELOPER))
                // No service has an operation of these, and each says by itself which ones it has instead.
                .requestMatchers(HttpMethod.DELETE, PASSED_ON)
                .hasAuthority(AccessRules.authority(Role.VIEWER))
                .requestMatchers(HttpMethod.PATCH, PASSED_ON)
                .hasAuthority(AccessRules.authority(Role.VIEWER))
                .requestMatchers(AccessRules.reading(
                        "/api/board",
                        "/api/follow-ups",
                        "/api/streams/events",
                        "/api/health",
                        "/api/whoami",
                        "/api/openapi.json",
                        "/api/asyncapi.json",
                        "/api/schemas/*"))
                .hasAuthority(AccessRules.authority(Role.VIEWER));
    }
}
