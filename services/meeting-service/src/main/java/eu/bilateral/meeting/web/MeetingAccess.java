package eu.bilateral.meeting.web;

import eu.bilateral.kernel.command.Role;
import eu.bilateral.kernel.security.AccessRules;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;

/**
 * Everybody in the workspace reads; developers log and change meetings (their own: the domain sees to it); missions and
 * imports are for managers. What is not named here is denied.
 */
@Configuration(proxyBeanMethods = false)
class MeetingAccess {

    @Bean
    AccessRules meetingAccessRules() {
        var reading = AccessRules.authority(Role.VIEWER);
        var logging = AccessRules.authority(Role.DEVELOPER);
        var managing = AccessRules.authority(Role.MANAGER);
        return requests -> requests.requestMatchers("/api/delivery", "/api/quarantine", "/api/quarantine/**")
                .hasAuthority(managing)
                .requestMatchers(AccessRules.reading("/api/missions/**", "/api/meetings/**", "/api/openapi/**"))
                .hasAuthority(reading)
                .requestMatchers(HttpMethod.POST, "/api/meetings/**")
                .hasAuthority(logging)
                .requestMatchers(HttpMethod.PUT, "/api/meetings/**")
                .hasAuthority(logging)
                .requestMatchers(HttpMethod.POST, "/api/missions/**")
                .hasAuthority(managing)
                .requestMatchers(HttpMethod.PUT, "/api/missions/**")
                .hasAuthority(managing);
    }
}
