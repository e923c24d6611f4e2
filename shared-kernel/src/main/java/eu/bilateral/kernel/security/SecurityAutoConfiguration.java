package eu.bilateral.kernel.security;

import jakarta.servlet.DispatcherType;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.web.server.ConditionalOnManagementPort;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementPortType;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.EndpointRequest;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configurers.CsrfConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.annotation.web.configurers.LogoutConfigurer;
import org.springframework.security.config.annotation.web.configurers.RequestCacheConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

/** Every service is an OAuth 2 resource server: no token, no answer; no rule, no access. */
@AutoConfiguration(
        beforeName = {
            "org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration",
            "org.springframework.boot.security.oauth2.server.resource.autoconfigure.servlet.OAuth2ResourceServerAutoConfiguration"
        })
@EnableWebSecurity
@EnableConfigurationProperties(IdentitySettings.class)
class SecurityAutoConfiguration implements WebMvcConfigurer {

    /** Where a client learns whose tokens count (RFC 9728); each 401 names it. */
    private static final String METADATA = "/.well-known/oauth-protected-resource";

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(new CallerArgument());
    }

    @Bean
    @ConditionalOnMissingBean
    JwtDecoder jwtDecoder(IdentitySettings identity, ObjectProvider<AccountStanding> standing) {
        return Tokens.decoder(identity, standing.getIfAvailable());
    }

    /** Filters are not timed one by one: nobody reads it, and the wrapping alone was an eighth of all garbage under load. */
    @Bean
    @ConditionalOnMissingBean
    SecurityObservationSettings securityObservations() {
        return SecurityObservationSettings.noObservations();
    }

    @Bean
    @ConditionalOnMissingBean
    RequestRejectedHandler rejectedRequests() {
        return SecurityProblems::reject;
    }

    /** The API: bearer tokens only, no session, hence nothing for a forged request to ride on. */
    @Bean
    @Order(10)
    SecurityFilterChain apiSecurity(
            HttpSecurity http,
            AccessRules rules,
            JwtDecoder decoder,
            IdentitySettings identity,
            ObjectProvider<RequestMappingInfoHandlerMapping> mappings)
            throws Exception {
        // Looked up when something is denied: the controllers are there later than the filters.
        var problems = new SecurityProblems(new Routes(mappings));
        return http.securityMatcher("/api/**", METADATA)
                .csrf(CsrfConfigurer::disable)
                .requestCache(RequestCacheConfigurer::disable)
                .logout(LogoutConfigurer::disable)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .headers(SecurityAutoConfiguration::headers)
                .authorizeHttpRequests(requests -> {
                    requests.dispatcherTypeMatchers(DispatcherType.ASYNC, DispatcherType.ERROR)
                            .permitAll();
                    rules.declare(requests);
                    // Which methods there are is no secret: the API's document says so too.
                    requests.requestMatchers(HttpMethod.OPTIONS, "/api/**").authenticated();
                    requests.anyRequest().denyAll();
                })
                .oauth2ResourceServer(server -> server.jwt(
                                jwt -> jwt.decoder(decoder).jwtAuthenticationConverter(Tokens::authentication))
                        .protectedResourceMetadata(metadata -> metadata.protectedResourceMetadataCustomizer(
                                resource -> resource.authorizationServer(identity.issuer())
                                        // Spring says true, and a client would look for a certificate of its own.
                                        .tlsClientCertificateBoundAccessTokens(false)))
                        .authenticationEntryPoint(problems)
                        .accessDeniedHandler(problems))
                .exceptionHandling(
                        failures -> failures.authenticationEntryPoint(problems).accessDeniedHandler(problems))
                .build();
    }

    /** Health, info and figures, for whoever reaches the port that is theirs alone; on a shared port they are denied. */
    @Bean
    @Order(20)
    @ConditionalOnManagementPort(ManagementPortType.DIFFERENT)
    SecurityFilterChain actuatorOnItsOwnPort(HttpSecurity http) throws Exception {
        return http.securityMatcher(EndpointRequest.to("health", "info", "prometheus"))
                .csrf(CsrfConfigurer::disable)
                .requestCache(RequestCacheConfigurer::disable)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .headers(SecurityAutoConfiguration::headers)
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .build();
    }

    /** Whatever no other chain answers for. */
    @Bean
    @Order(Ordered.LOWEST_PRECEDENCE)
    SecurityFilterChain nothingElse(HttpSecurity http) throws Exception {
        // Nobody can sign in here, so every denial is a 401.
        var problems = new SecurityProblems(new Routes(List.of()));
        return http.securityMatcher("/**")
                .csrf(CsrfConfigurer::disable)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .headers(SecurityAutoConfiguration::headers)
                .authorizeHttpRequests(
                        requests -> requests.dispatcherTypeMatchers(DispatcherType.ASYNC, DispatcherType.ERROR)
                                .permitAll()
                                .anyRequest()
                                .denyAll())
                .exceptionHandling(
                        failures -> failures.authenticationEntryPoint(problems).accessDeniedHandler(problems))
                .build();
    }

    private static void headers(HeadersConfigurer<HttpSecurity> headers) {
        headers.contentSecurityPolicy(policy -> policy.policyDirectives("default-src 'none'; frame-ancestors 'none'"))
                .referrerPolicy(policy -> policy.policy(ReferrerPolicy.NO_REFERRER));
    }
}
