package eu.bilateral.followup.web;

import eu.bilateral.kernel.command.Role;
import eu.bilateral.kernel.security.AccessRules;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;

/** Everybody in the workspace reads; developers and managers work. What is not named here is denied. */
@Configuration(proxyBeanMethods = false)
class PartnershipAccess {

    @Bean
    AccessRules partnershipAccessRules() {
        var reading = AccessRules.authority(Role.VIEWER);
        var working = AccessRules.authority(Role.DEVELOPER);
        var managing = AccessRules.authority(Role.MANAGER);
        return requests -> requests.requestMatchers("/api/delivery", "/api/quarantine", "/api/quarantine/**")
                .hasAuthority(managing)
                .requestMatchers(AccessRules.reading(
                        "/api/partnerships",
                        "/api/partnerships/*",
                        "/api/partnerships/*/follow-ups/*",
                        "/api/openapi/**"))
                .hasAuthority(reading)
                .requestMatchers(HttpMethod.POST, "/api/partnerships/*/**")
                .hasAuthority(working);
    }
}
