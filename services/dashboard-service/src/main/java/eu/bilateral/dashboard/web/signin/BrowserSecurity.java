package eu.bilateral.dashboard.web.signin;

import eu.bilateral.dashboard.web.page.ExpiredForm;
import eu.bilateral.dashboard.web.page.PartOfPage;
import eu.bilateral.dashboard.web.page.Paths;
import eu.bilateral.dashboard.web.page.Visitors;
import eu.bilateral.kernel.security.IdentitySettings;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.web.server.Cookie;
import org.springframework.boot.web.server.Cookie.SameSite;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.server.servlet.ConfigurableServletWebServerFactory;
import org.springframework.boot.web.server.servlet.Session.SessionTrackingMode;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.http.converter.FormHttpMessageConverter;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClientManager;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClientProviderBuilder;
import org.springframework.security.oauth2.client.endpoint.RestClientRefreshTokenTokenResponseClient;
import org.springframework.security.oauth2.client.http.OAuth2ErrorResponseErrorHandler;
import org.springframework.security.oauth2.client.oidc.web.logout.OidcClientInitiatedLogoutSuccessHandler;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizedClientManager;
import org.springframework.security.oauth2.client.web.HttpSessionOAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.core.http.converter.OAuth2AccessTokenResponseHttpMessageConverter;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;
import org.springframework.web.client.RestClient;

/**
 * The browser's way in: it holds a session cookie, the tokens stay on the server. Every unsafe method needs the CSRF token;
 * scripts, styles and images come from this origin or not at all.
 */
@Configuration(proxyBeanMethods = false)
class BrowserSecurity {

    /** Others on the same host have cookies of their own, the issuer of the standalone among them; cookies do not tell ports apart. */
    static final String SESSION_COOKIE = "bilateral-session";

    /** Well below the life of a token, or each request would ask for a new one. */
    private static final Duration RENEWED_BEFORE_ITS_END = Duration.ofSeconds(5);

    /** As long as a service behind the door may take. */
    private static final Duration ISSUER_ANSWERS_WITHIN = Duration.ofSeconds(5);

    private static final String[] FOR_STRANGERS = {
        "/", "/preferences", "/error", "/css/**", "/js/**", "/img/**", "/fonts/**", "/webjars/**", "/favicon.ico"
    };

    /** Whatever is not the API of this service nor its management. Without a client registration nobody can sign in. */
    @Bean
    @Order(20)
    SecurityFilterChain browserChain(
            HttpSecurity http,
            ObjectProvider<ClientRegistrationRepository> registrations,
            IdentitySettings identity,
            @Value("${bilateral.identity.end-session-uri:}") String endSession)
            throws Exception {
        var remembered = new HttpSessionRequestCache();
        remembered.setRequestMatcher(
                request -> HttpMethod.GET.matches(request.getMethod()) && !PartOfPage.isWanted(request));
        var client = registrations.getIfAvailable();
        if (client != null) {
            http.oauth2Login(
                            login -> login.loginPage("/").failureUrl("/?failed").defaultSuccessUrl("/board"))
                    .logout(logout -> logout.logoutSuccessHandler(loggedOut(ending(client, endSession))));
        }
        return http.securityMatcher(BrowserSecurity::isPage)
                .authorizeHttpRequests(requests -> requests.requestMatchers(FOR_STRANGERS)
                        .permitAll()
                        .anyRequest()
                        .authenticated())
                .requestCache(cache -> cache.requestCache(remembered))
                .exceptionHandling(failures -> failures.authenticationEntryPoint(BrowserSecurity::enter)
                        .accessDeniedHandler(BrowserSecurity::deny))
                .headers(headers -> headers(headers, identity))
                .build();
    }

    /** With the session, or one browser of an account would have the tokens of another, and both lose them with either. */
    @Bean
    OAuth2AuthorizedClientRepository tokensOfTheSession() {
        return new HttpSessionOAuth2AuthorizedClientRepository();
    }

    @Bean
    Visitors visitors(
            ObjectProvider<ClientRegistrationRepository> registrations,
            OAuth2AuthorizedClientRepository clients,
            JwtDecoder tokens) {
        var client = registrations.getIfAvailable();
        if (client == null) {
            return (request, response) -> Optional.empty();
        }
        return new SignedInVisitors(refreshing(client, clients, ISSUER_ANSWERS_WITHIN), tokens);
    }

    /** Keeps the tokens fresh, and waits for an issuer that says nothing only so long. */
    static OAuth2AuthorizedClientManager refreshing(
            ClientRegistrationRepository registrations, OAuth2AuthorizedClientRepository clients, Duration patience) {
        var connection = new JdkClientHttpRequestFactory(
                HttpClient.newBuilder().connectTimeout(patience).build());
        connection.setReadTimeout(patience);
        var asking = new RestClientRefreshTokenTokenResponseClient();
        asking.setRestClient(RestClient.builder()
                .requestFactory(connection)
                .configureMessageConverters(forms -> forms.addCustomConverter(new FormHttpMessageConverter())
                        .addCustomConverter(new OAuth2AccessTokenResponseHttpMessageConverter()))
                .defaultStatusHandler(new OAuth2ErrorResponseErrorHandler())
                .build());
        var manager = new DefaultOAuth2AuthorizedClientManager(registrations, clients);
        manager.setAuthorizedClientProvider(OAuth2AuthorizedClientProviderBuilder.builder()
                .authorizationCode()
                .refreshToken(refreshing ->
                        refreshing.clockSkew(RENEWED_BEFORE_ITS_END).accessTokenResponseClient(asking))
                .build());
        return manager;
    }

    @Bean
    WebServerFactoryCustomizer<ConfigurableServletWebServerFactory> sessionCookie() {
        return server -> {
            var session = server.getSettings().getSession();
            // Or the first page of a session, where it is one of an error, would have the session's id in every
            // address.
            session.setTrackingModes(Set.of(SessionTrackingMode.COOKIE));
            guard(session.getCookie());
        };
    }

    /** Over TLS the name itself has browsers refuse the cookie from any other host and from plain HTTP. */
    static void guard(Cookie cookie) {
        cookie.setName(Boolean.TRUE.equals(cookie.getSecure()) ? "__Host-" + SESSION_COOKIE : SESSION_COOKIE);
        cookie.setPath("/");
        cookie.setHttpOnly(true);
        cookie.setSameSite(SameSite.LAX);
    }

    private static void enter(HttpServletRequest request, HttpServletResponse response, AuthenticationException missing)
            throws IOException {
        if (PartOfPage.isWanted(request)) {
            response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
        } else {
            response.sendRedirect(request.getContextPath() + "/");
        }
    }

    /** A form of a session that is gone carries a token that nobody knows any more: no role is missing. */
    private static void deny(HttpServletRequest request, HttpServletResponse response, AccessDeniedException denied)
            throws IOException {
        if (denied instanceof CsrfException && PartOfPage.isWanted(request)) {
            response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
            return;
        }
        if (denied instanceof CsrfException
                && Paths.LOG_OUT.equals(request.getRequestURI())
                && SecurityContextHolder.getContext().getAuthentication() == null) {
            // On an old page of somebody who is out already.
            response.sendRedirect(request.getContextPath() + "/?out");
            return;
        }
        ExpiredForm.mark(request, denied instanceof CsrfException);
        response.sendError(HttpServletResponse.SC_FORBIDDEN);
    }

    private static boolean isPage(HttpServletRequest request) {
        return Paths.isPage(
                request.getRequestURI().substring(request.getContextPath().length()));
    }

    /**
     * With the address where the issuer ends a session, for a client whose settings name the other addresses one by one:
     * only a discovered provider brings it along.
     */
    static ClientRegistrationRepository ending(ClientRegistrationRepository registrations, String endSession) {
        if (endSession.isBlank()) {
            return registrations;
        }
        return id -> {
            var known = registrations.findByRegistrationId(id);
            return known == null
                    ? null
                    : ClientRegistration.withClientRegistration(known)
                            .providerConfigurationMetadata(Map.of("end_session_endpoint", endSession))
                            .build();
        };
    }

    private static OidcClientInitiatedLogoutSuccessHandler loggedOut(ClientRegistrationRepository registrations) {
        var handler = new OidcClientInitiatedLogoutSuccessHandler(registrations);
        handler.setPostLogoutRedirectUri("{baseUrl}/?out");
        handler.setDefaultTargetUrl("/?out");
        return handler;
    }

    private static void headers(HeadersConfigurer<HttpSecurity> headers, IdentitySettings identity) {
        // Logging out is a form that the issuer answers in the end; browsers hold form-action against redirects too.
        var issuer = URI.create(identity.issuer());
        headers.contentSecurityPolicy(policy -> policy.policyDirectives(
                        "default-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self' "
                                + issuer.getScheme() + "://" + issuer.getAuthority()))
                .referrerPolicy(policy -> policy.policy(ReferrerPolicy.SAME_ORIGIN))
                .permissionsPolicyHeader(
                        policy -> policy.policy("camera=(), microphone=(), geolocation=(), payment=()"))
                .frameOptions(HeadersConfigurer.FrameOptionsConfig::deny);
    }
}
