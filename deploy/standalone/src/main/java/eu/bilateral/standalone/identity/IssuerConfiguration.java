package eu.bilateral.standalone.identity;

import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import eu.bilateral.kernel.security.IdentitySettings;
import eu.bilateral.kernel.security.Tokens;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.authentication.dao.DaoAuthenticationProvider;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.annotation.web.configurers.oauth2.server.authorization.OAuth2AuthorizationServerConfigurer;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.InMemoryClientRegistrationRepository;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.oidc.OidcScopes;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.client.InMemoryRegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.springframework.security.web.authentication.UsernamePasswordAuthenticationFilter;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;

/**
 * The issuer inside the door's own application, so that all is on one port: OpenID Connect for the one client, which is
 * the door itself, and the page to sign in. Whoever signs in here keeps that in an attribute of the session that the
 * client's own log-in does not touch; they end together, because a log-out ends the session.
 */
@Configuration(proxyBeanMethods = false)
public class IssuerConfiguration {

    /** How the client registration is called on both sides. */
    public static final String CLIENT = "bilateral";

    /** Where the session remembers who has signed in at the issuer. */
    private static final String SIGNED_IN = "issuer-signed-in";

    private static final String AWAITED_PAGE = "issuer-awaited-page";

    /**
     * So short that a changed role holds within a minute, also where a clock differs and a page keeps its stream for a
     * while; the client asks for the next one in time, without the person.
     */
    private static final Duration ACCESS = Duration.ofSeconds(30);

    private static final Duration SESSION = Duration.ofHours(12);

    @Bean
    @Order(5)
    SecurityFilterChain issuerSecurity(HttpSecurity http, AccountBook accounts, IdentitySettings identity)
            throws Exception {
        var server = new OAuth2AuthorizationServerConfigurer();
        var page = new SigninPage();
        var limits = new SigninLimits(Clock.systemUTC());
        var attempts = new SigninAttempts(limits, page);
        var awaited = new HttpSessionRequestCache();
        awaited.setSessionAttrName(AWAITED_PAGE);
        var signedIn = new HttpSessionSecurityContextRepository();
        signedIn.setSpringSecurityContextKey(SIGNED_IN);
        return http.securityMatcher(new OrRequestMatcher(
                        server.getEndpointsMatcher(),
                        PathPatternRequestMatcher.pathPattern(SigninPage.PATH),
                        PathPatternRequestMatcher.pathPattern("/issuer/**")))
                .with(server, endpoints -> endpoints.oidc(oidc -> {}))
                .authorizeHttpRequests(requests -> requests.requestMatchers(SigninPage.PATH, "/issuer/**")
                        .permitAll()
                        .anyRequest()
                        .authenticated())
                .authenticationProvider(passwords(accounts))
                .securityContext(context -> context.securityContextRepository(signedIn))
                .requestCache(cache -> cache.requestCache(awaited))
                .formLogin(login -> login.loginPage(SigninPage.PATH)
                        .loginProcessingUrl(SigninPage.PATH)
                        .successHandler(attempts.succeeded(awaited))
                        .failureHandler(attempts.failed()))
                .addFilterBefore(attempts, UsernamePasswordAuthenticationFilter.class)
                .addFilterAfter(page, CsrfFilter.class)
                .exceptionHandling(failures ->
                        failures.authenticationEntryPoint(new LoginUrlAuthenticationEntryPoint(SigninPage.PATH)))
                .headers(headers -> headers.contentSecurityPolicy(policy -> policy.policyDirectives(
                                "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; base-uri 'none';"
                                        + " frame-ancestors 'none'; form-action 'self' "
                                        + String.join(" ", addresses(identity.issuer()))))
                        .referrerPolicy(policy -> policy.policy(ReferrerPolicy.SAME_ORIGIN))
                        .frameOptions(HeadersConfigurer.FrameOptionsConfig::deny))
                .build();
    }

    private static DaoAuthenticationProvider passwords(AccountBook accounts) {
        var provider = new DaoAuthenticationProvider(name -> accounts.find(name)
                .map(account -> User.withUsername(account.account().value())
                        .password(account.password())
                        .build())
                .orElseThrow(() -> new UsernameNotFoundException("Unknown")));
        provider.setPasswordEncoder(accounts.encoder());
        return provider;
    }

    @Bean
    AuthorizationServerSettings authorizationServerSettings(IdentitySettings identity) {
        return AuthorizationServerSettings.builder().issuer(identity.issuer()).build();
    }

    @Bean
    JWKSource<SecurityContext> signingKeys(SigningKeys keys) {
        return new ImmutableJWKSet<>(keys.all());
    }

    @Bean
    RecentAuthorizations recentAuthorizations() {
        return new RecentAuthorizations();
    }

    /** Known to both sides of this one process and to nobody else; new with each start. */
    @Bean
    ClientSecret clientSecret() {
        return new ClientSecret(UUID.randomUUID().toString() + UUID.randomUUID());
    }

    record ClientSecret(String value) {
        @Override
        public String toString() {
            return "ClientSecret";
        }
    }

    @Bean
    RegisteredClientRepository registeredClients(ClientSecret secret, IdentitySettings identity) {
        var client = RegisteredClient.withId(CLIENT)
                .clientId(CLIENT)
                // Random in full length and gone with the process: a slow hash would protect nothing.
                .clientSecret("{noop}" + secret.value())
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                .authorizationGrantType(AuthorizationGrantType.REFRESH_TOKEN)
                .redirectUris(uris ->
                        addresses(identity.issuer()).forEach(at -> uris.add(at + "/login/oauth2/code/" + CLIENT)))
                .postLogoutRedirectUris(uris -> addresses(identity.issuer()).forEach(at -> {
                    uris.add(at + "/");
                    uris.add(at + "/?out");
                }))
                .scope(OidcScopes.OPENID)
                .clientSettings(ClientSettings.builder()
                        .requireProofKey(true)
                        .requireAuthorizationConsent(false)
                        .build())
                .tokenSettings(TokenSettings.builder()
                        .accessTokenTimeToLive(ACCESS)
                        .refreshTokenTimeToLive(SESSION)
                        // Pages of one session refresh at the same moment; a token for each would log some of them out.
                        .reuseRefreshTokens(true)
                        .build())
                .build();
        return new InMemoryRegisteredClientRepository(client);
    }

    /** The door under both names of the loopback address. */
    private static List<String> addresses(String issuer) {
        return List.of(issuer, issuer.replace("//localhost:", "//127.0.0.1:"));
    }

    /** The other side: how the door asks this issuer. Browsers go by the public address, the door itself by loopback. */
    @Bean
    ClientRegistrationRepository clientRegistrations(ClientSecret secret, IdentitySettings identity) {
        var issuer = identity.issuer();
        var inside = issuer.replace("//localhost:", "//127.0.0.1:");
        return new InMemoryClientRegistrationRepository(ClientRegistration.withRegistrationId(CLIENT)
                .clientId(CLIENT)
                .clientSecret(secret.value())
                .clientName("Bilateral")
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                .redirectUri("{baseUrl}/login/oauth2/code/{registrationId}")
                .scope(OidcScopes.OPENID)
                .issuerUri(issuer)
                .authorizationUri(issuer + "/oauth2/authorize")
                .tokenUri(inside + "/oauth2/token")
                .jwkSetUri(inside + "/oauth2/jwks")
                .userNameAttributeName("sub")
                .providerConfigurationMetadata(Map.of("end_session_endpoint", issuer + "/connect/logout"))
                .clientSettings(ClientRegistration.ClientSettings.builder()
                        .requireProofKey(true)
                        .build())
                .build());
    }

    /** An account may have changed or gone since the person signed in: each token says what holds now. */
    @Bean
    OAuth2TokenCustomizer<JwtEncodingContext> tokenClaims(AccountBook accounts) {
        return context -> {
            Authentication person = context.getPrincipal();
            var account = Optional.ofNullable(person)
                    .flatMap(known -> accounts.find(known.getName()))
                    .orElseThrow(() -> new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_GRANT));
            if (OAuth2TokenType.ACCESS_TOKEN.equals(context.getTokenType())) {
                context.getJwsHeader().type(TokenMint.TYPE);
                context.getClaims()
                        .audience(List.of(TokenMint.AUDIENCE))
                        .claim(Tokens.WORKSPACE, account.workspace().value())
                        .claim(Tokens.ROLE, account.role().name().toLowerCase(Locale.ROOT));
            } else if (OidcParameterNames.ID_TOKEN.equals(context.getTokenType().getValue())) {
                context.getClaims()
                        .claim("preferred_username", account.account().value());
            }
        };
    }
}
