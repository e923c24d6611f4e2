package eu.bilateral.contact.web;

import eu.bilateral.kernel.command.Role;
import eu.bilateral.kernel.security.AccessRules;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;

/** Everybody in the workspace reads; managers write. What is not named here is denied. */
@Configuration(proxyBeanMethods = false)
class ContactAccess {

    @Bean
    AccessRules contactAccessRules() {
        var reading = AccessRules.authority(Role.VIEWER);
        var managing = AccessRules.authority(Role.MANAGER);
        return requests -> requests.requestMatchers("/api/delivery", "/api/quarantine", "/api/quarantine/**")
                .hasAuthority(managing)
                .requestMatchers(AccessRules.reading("/api/organisations/**", "/api/people/**", "/api/openapi/**"))
                .hasAuthority(reading)
                .requestMatchers(HttpMethod.POST, "/api/organisations/**")
                .hasAuthority(managing)
                .requestMatchers(HttpMethod.PUT, "/api/organisations/**", "/api/people/**")
                .hasAuthority(managing);
    }
}
