package eu.bilateral.dashboard.web.signin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import eu.bilateral.dashboard.web.page.SignInUnreachable;
import eu.bilateral.dashboard.web.page.Visitor;
import eu.bilateral.dashboard.web.page.Visitors;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.authentication.OAuth2AuthenticationToken;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.InMemoryClientRegistrationRepository;
import org.springframework.security.oauth2.client.web.HttpSessionOAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2AccessToken.TokenType;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.security.oauth2.core.user.DefaultOAuth2User;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;

/** A session whose access token has ended, and an issuer that answers as a test says. */
class SignedInVisitorsTest {

    private static final Instant NOW = Instant.now();

    private Duration patience = Duration.ofSeconds(20);

    private final AtomicInteger asked = new AtomicInteger();
    private final MockHttpSession session = new MockHttpSession();
    private final OAuth2AuthenticationToken signedIn = new OAuth2AuthenticationToken(
            new DefaultOAuth2User(List.of(), Map.of("sub", "manager"), "sub"), List.of(), "bilateral");

    private HttpServer issuer;
    private ClientRegistration client;
    private HttpSessionOAuth2AuthorizedClientRepository clients;

    @BeforeEach
    void signIn() throws IOException {
        issuer = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        issuer.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        issuer.start();
        client = ClientRegistration.withRegistrationId("bilateral")
                .clientId("bilateral")
                .clientSecret("secret")
                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                .redirectUri("{baseUrl}/login/oauth2/code/{registrationId}")
                .authorizationUri("https://identity.example/authorize")
                .tokenUri("http://localhost:" + issuer.getAddress().getPort() + "/token")
                .build();
        clients = new HttpSessionOAuth2AuthorizedClientRepository();
        var ended = new OAuth2AccessToken(TokenType.BEARER, "old", NOW.minusSeconds(90), NOW.minusSeconds(45));
        clients.saveAuthorizedClient(
                new OAuth2AuthorizedClient(
                        client, "manager", ended, new OAuth2RefreshToken("once", NOW.minusSeconds(90))),
                signedIn,
                request(),
                new MockHttpServletResponse());
    }

    @AfterEach
    void stop() {
        issuer.stop(0);
        SecurityContextHolder.clearContext();
    }

    @Test
    void aSessionWhoseTokenHasEndedGetsTheNextOne() {
        answer(200, token("fresh"));

        assertThat(visitors(SignedInVisitorsTest::manager).of(request(), new MockHttpServletResponse()))
                .map(Visitor::accessToken)
                .contains("fresh");
    }

    @Test
    void aGrantThatTheIssuerNoLongerHonoursEndsTheSignIn() {
        answer(400, "{\"error\":\"invalid_grant\",\"error_description\":\"Session not active\"}");

        assertThat(visitors(SignedInVisitorsTest::manager).of(request(), new MockHttpServletResponse()))
                .isEmpty();
    }

    @Test
    void aSessionWithoutTokensIsNobodys() {
        session.clearAttributes();

        assertThat(visitors(SignedInVisitorsTest::manager).of(request(), new MockHttpServletResponse()))
                .isEmpty();
        assertThat(asked).hasValue(0);
    }

    @ParameterizedTest
    @CsvSource({
        "500, ''",
        "502, <html>Bad gateway</html>",
        "503, '{\"error\":\"temporarily_unavailable\"}'",
        "401, '{\"error\":\"invalid_client\"}'",
        "200, <html>Under maintenance</html>"
    })
    void whateverElseTheIssuerSaysIsNoWordAboutTheSignIn(int status, String body) {
        answer(status, body);

        assertSignInStands();
    }

    @Test
    void anIssuerThatIsNotThereSaysNothingAboutTheSignIn() {
        issuer.stop(0);

        assertSignInStands();
    }

    @Test
    void anIssuerThatSaysNothingIsNotWaitedForForLong() {
        patience = Duration.ofMillis(200);
        issuer.createContext("/token", exchange -> {});

        assertSignInStands();
    }

    @Test
    void whileTheKeysOfTheIssuerCannotBeHadTheSignInStands() {
        answer(200, token("fresh"));

        var unused = unreachable(visitors(token -> {
            throw new JwtException("Couldn't retrieve remote JWK set");
        }));
    }

    @Test
    void aTokenThatDoesNotCountEndsTheSignIn() {
        answer(200, token("fresh"));

        assertThat(visitors(token -> {
                            throw new BadJwtException("The account is not what the token says any more");
                        })
                        .of(request(), new MockHttpServletResponse()))
                .isEmpty();
    }

    /** An issuer may take each refresh token once. */
    @Test
    void requestsOfOneSessionThatComeTogetherRefreshItOnce() throws Exception {
        var another = new CountDownLatch(2);
        issuer.createContext("/token", exchange -> {
            another.countDown();
            boolean first = asked.incrementAndGet() == 1;
            waitBriefly(another);
            say(exchange, first ? 200 : 400, first ? token("fresh") : "{\"error\":\"invalid_grant\"}");
        });

        for (var answer : fourAtOnce(visitors(SignedInVisitorsTest::manager))) {
            assertThat(answer.get()).map(Visitor::accessToken).contains("fresh");
        }
        assertThat(asked).hasValue(1);
    }

    @Test
    void requestsOfOneSessionThatComeTogetherWaitOnceForAnIssuerThatSaysNothing() throws Exception {
        patience = Duration.ofSeconds(2);
        issuer.createContext("/token", exchange -> {
            var unused = asked.incrementAndGet();
        });

        for (var answer : fourAtOnce(visitors(SignedInVisitorsTest::manager))) {
            assertThatExceptionOfType(ExecutionException.class)
                    .isThrownBy(answer::get)
                    .withCauseInstanceOf(SignInUnreachable.class);
        }
        assertThat(asked).hasValue(1);
    }

    /** What came of four requests of the session, each of which is over. */
    private List<Future<Optional<Visitor>>> fourAtOnce(SignedInVisitors visitors) throws InterruptedException {
        var context = SecurityContextHolder.getContext();
        Callable<Optional<Visitor>> asking = () -> {
            SecurityContextHolder.setContext(context);
            return visitors.of(request(), new MockHttpServletResponse());
        };
        try (var together = Executors.newVirtualThreadPerTaskExecutor()) {
            return together.invokeAll(Collections.nCopies(4, asking));
        }
    }

    private static void waitBriefly(CountDownLatch another) {
        try {
            var unused = another.await(200, TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** Nobody is asked twice for one page, and with the issuer back all goes on as before. */
    private void assertSignInStands() {
        var visitors = visitors(SignedInVisitorsTest::manager);
        var request = unreachable(visitors);
        int before = asked.get();
        assertThatExceptionOfType(SignInUnreachable.class)
                .isThrownBy(() -> visitors.of(request, new MockHttpServletResponse()));
        assertThat(asked).hasValue(before);
        OAuth2AuthorizedClient kept = clients.loadAuthorizedClient("bilateral", signedIn, request());
        assertThat(kept).isNotNull();
    }

    private MockHttpServletRequest unreachable(Visitors visitors) {
        var request = request();
        assertThatExceptionOfType(SignInUnreachable.class)
                .isThrownBy(() -> visitors.of(request, new MockHttpServletResponse()));
        return request;
    }

    private SignedInVisitors visitors(JwtDecoder tokens) {
        SecurityContextHolder.getContext().setAuthentication(signedIn);
        return new SignedInVisitors(
                BrowserSecurity.refreshing(new InMemoryClientRegistrationRepository(client), clients, patience),
                tokens);
    }

    private MockHttpServletRequest request() {
        var request = new MockHttpServletRequest();
        request.setSession(session);
        return request;
    }

    private void answer(int status, String body) {
        issuer.createContext("/token", exchange -> {
            asked.incrementAndGet();
            say(exchange, status, body);
        });
    }

    private static void say(HttpExchange exchange, int status, String body) throws IOException {
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", body.startsWith("{") ? "application/json" : "text/html");
            exchange.sendResponseHeaders(status, 0);
            exchange.getResponseBody().write(body.getBytes(UTF_8));
        }
    }

    private static String token(String value) {
        return "{\"access_token\":\"" + value + "\",\"token_type\":\"Bearer\",\"expires_in\":45}";
    }

    private static Jwt manager(String token) {
        return Jwt.withTokenValue(token)
                .header("alg", "RS256")
                .subject("manager")
                .claim("workspace", "main")
                .claim("role", "manager")
                .build();
    }
}
