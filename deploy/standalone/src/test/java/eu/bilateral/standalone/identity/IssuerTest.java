package eu.bilateral.standalone.identity;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.SignedJWT;
import eu.bilateral.kernel.command.Role;
import eu.bilateral.kernel.id.AccountId;
import eu.bilateral.kernel.id.WorkspaceId;
import eu.bilateral.kernel.security.AccessRules;
import eu.bilateral.kernel.security.Caller;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.ImportSelector;
import org.springframework.core.type.AnnotationMetadata;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

class IssuerTest {

    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    @TempDir
    Path identity;

    private AccountBook accounts;
    private AccountBook.Newcomer manager;
    private String issuer;
    private ConfigurableApplicationContext door;

    private final CookieManager cookies = new CookieManager(null, CookiePolicy.ACCEPT_ALL);
    private final HttpClient browser = HttpClient.newBuilder()
            .cookieHandler(cookies)
            .followRedirects(HttpClient.Redirect.ALWAYS)
            .build();

    @BeforeEach
    void start() throws Exception {
        accounts = AccountBook.in(identity);
        manager = accounts.add(AccountId.of("manager"), WorkspaceId.of("main"), Role.MANAGER);
        int port;
        try (var probe = new ServerSocket(0)) {
            port = probe.getLocalPort();
        }
        issuer = "http://localhost:" + port;
        var keys = SigningKeys.in(identity);
        door = new SpringApplicationBuilder(Door.class, IssuerConfiguration.class)
                .properties(Map.of(
                        "server.port",
                        port,
                        "spring.main.banner-mode",
                        "off",
                        "bilateral.identity.issuer",
                        issuer,
                        "bilateral.identity.jwk-set-uri",
                        issuer + "/oauth2/jwks"))
                .initializers(context -> {
                    context.getBeanFactory().registerSingleton("accountBook", accounts);
                    context.getBeanFactory().registerSingleton("keysOnDisk", keys);
                    context.getBeanFactory()
                            .registerSingleton("accountStanding", new CurrentAccounts(accounts, Clock.systemUTC()));
                })
                .run();
    }

    @AfterEach
    void stop() {
        door.close();
    }

    @Test
    void aRightPasswordLeadsToTheAwaitedPageAndToATokenForTheApi() throws Exception {
        var page = toSignIn(browser);
        assertThat(page.uri().getPath()).isEqualTo("/signin");

        var arrived = signIn(page, "manager", manager.password());

        assertThat(arrived.uri().getPath()).isEqualTo("/mine");
        var token = SignedJWT.parse(arrived.body().split(" ", 2)[0]);
        assertThat(token.getHeader().getType()).hasToString("at+jwt");
        assertThat(token.getHeader().getAlgorithm()).hasToString("RS256");
        assertThat(token.getJWTClaimsSet().getClaims())
                .containsEntry("iss", issuer)
                .containsEntry("sub", "manager")
                .containsEntry("workspace", "main")
                .containsEntry("role", "manager");
        assertThat(token.getJWTClaimsSet().getAudience()).containsExactly("bilateral-api");
        var answer = browser.send(
                HttpRequest.newBuilder(URI.create(issuer + "/api/who"))
                        .header("Authorization", "Bearer " + token.serialize())
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(answer.body()).isEqualTo("main manager MANAGER");
    }

    @Test
    void loggingOutEndsTheSessionsOnBothSides() throws Exception {
        var mine = signIn(toSignIn(browser), "manager", manager.password());
        var csrf = mine.body().split(" ", 2)[1];

        var out = post(browser, "/logout", Map.of("_csrf", csrf));

        assertThat(out.uri()).isEqualTo(URI.create(issuer + "/?out"));
        assertThat(get("/mine").uri().getPath()).isEqualTo("/");
        assertThat(toSignIn(browser).uri().getPath()).isEqualTo("/signin");
    }

    /** The door knows the ID token of the log-in, and the issuer gives another one with each new access token. */
    @Test
    void whoseTokenWasRenewedMeanwhileLogsOutLikeAnybody() throws Exception {
        var mine = signIn(toSignIn(browser), "manager", manager.password());
        var csrf = mine.body().split(" ", 2)[1];
        assertThat(get("/renewed").body()).contains("manager");
        assertThat(token(get("/mine"))).isNotEqualTo(token(mine));

        var out = post(browser, "/logout", Map.of("_csrf", csrf));

        assertThat(out.statusCode()).isEqualTo(200);
        assertThat(out.uri()).isEqualTo(URI.create(issuer + "/?out"));
        assertThat(toSignIn(browser).uri().getPath()).isEqualTo("/signin");
    }

    @Test
    void twoBrowsersOfOneAccountHaveTokensOfTheirOwn() throws Exception {
        var another = HttpClient.newBuilder()
                .cookieHandler(new CookieManager(null, CookiePolicy.ACCEPT_ALL))
                .followRedirects(HttpClient.Redirect.ALWAYS)
                .build();
        var mine = token(signIn(toSignIn(browser), "manager", manager.password()));

        var other = signIn(another, toSignIn(another), "manager", manager.password());

        assertThat(token(other)).isNotEqualTo(mine);
        assertThat(token(get("/mine"))).isEqualTo(mine);
        var out = post(another, "/logout", Map.of("_csrf", other.body().split(" ", 2)[1]));
        assertThat(out.uri()).isEqualTo(URI.create(issuer + "/?out"));
        assertThat(token(get("/mine"))).isEqualTo(mine);
    }

    private static String token(HttpResponse<String> mine) {
        return mine.body().split(" ", 2)[0];
    }

    @Test
    void aWrongPasswordIsToldApartFromNothingAndFiveAreEnough() throws Exception {
        var page = toSignIn(browser);
        for (int i = 0; i < 5; i++) {
            var again = signIn(page, "manager", "wrong");
            assertThat(again.statusCode()).isEqualTo(401);
            assertThat(again.body()).contains("do not match").doesNotContain("value=\"manager\"");
            page = again;
        }

        var slowed = signIn(page, "manager", manager.password());

        assertThat(slowed.statusCode()).isEqualTo(429);
        assertThat(slowed.headers().firstValue("Retry-After")).isPresent();
        assertThat(signIn(slowed, "stranger", "wrong").statusCode()).isEqualTo(401);
    }

    @Test
    void thePageSpeaksPolishAndRunsNoScript() throws Exception {
        var page = browser.send(
                HttpRequest.newBuilder(URI.create(issuer + "/signin"))
                        .header("Accept-Language", "pl-PL,pl;q=0.9")
                        .build(),
                HttpResponse.BodyHandlers.ofString());

        assertThat(page.body())
                .contains("<html lang=\"pl\"", "Zaloguj się")
                .doesNotContain("<script", "style=\"", "{{");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("default-src 'none'", "style-src 'self'")
                .doesNotContain("unsafe")
                // Browsers hold it against the way back to the door, which is open under both names.
                .contains("form-action 'self' " + issuer + " " + issuer.replace("localhost", "127.0.0.1"));
    }

    @Test
    void aMintedTokenCountsLikeOneFromALogIn() throws Exception {
        Files.writeString(identity.resolve("issuer"), issuer, UTF_8);
        var token = new TokenMint(SigningKeys.in(identity), issuer)
                .mint(manager.account(), Instant.now(), Duration.ofHours(1));

        var answer = browser.send(
                HttpRequest.newBuilder(URI.create(issuer + "/api/who"))
                        .header("Authorization", "Bearer " + token)
                        .build(),
                HttpResponse.BodyHandlers.ofString());

        assertThat(answer.body()).isEqualTo("main manager MANAGER");
    }

    @Test
    void aTokenOfALogInLivesSoShortThatAChangedRoleHoldsWithinAMinute() throws Exception {
        var arrived = signIn(toSignIn(browser), "manager", manager.password());

        var claims = SignedJWT.parse(arrived.body().split(" ", 2)[0]).getJWTClaimsSet();

        assertThat(Duration.between(
                        claims.getIssueTime().toInstant(),
                        claims.getExpirationTime().toInstant()))
                .isLessThanOrEqualTo(Duration.ofSeconds(45));
    }

    @Test
    void aTokenForHoursSaysNothingMoreWhenTheRoleIsAnotherOne() throws Exception {
        var old = minted(Instant.now().minusSeconds(41));
        var fresh = minted(Instant.now());
        assertThat(who(old).body()).isEqualTo("main manager MANAGER");

        // As deploy/account does it, in another process.
        var changed = AccountBook.in(identity).changeRole(AccountId.of("manager"), Role.VIEWER);

        assertThat(changed.role()).isEqualTo(Role.VIEWER);
        assertThat(who(old).statusCode()).isEqualTo(401);
        // A page fetches a new token in time; the one it has still counts for a moment.
        assertThat(who(fresh).body()).isEqualTo("main manager MANAGER");
        manager = new AccountBook.Newcomer(changed, manager.password());
        assertThat(who(minted(Instant.now())).body()).isEqualTo("main manager VIEWER");
    }

    @Test
    void aDisabledAccountIsNobodyAtOnce() throws Exception {
        var token = minted(Instant.now());
        assertThat(who(token).statusCode()).isEqualTo(200);

        var disabled = AccountBook.in(identity).disable(AccountId.of("manager"), true);

        assertThat(disabled.isDisabled()).isTrue();
        assertThat(who(token).statusCode()).isEqualTo(401);
        assertThat(signIn(toSignIn(browser), "manager", manager.password()).statusCode())
                .isEqualTo(401);
        assertThat(AccountBook.in(identity)
                        .disable(AccountId.of("manager"), false)
                        .isDisabled())
                .isFalse();
        assertThat(who(token).statusCode()).isEqualTo(200);
    }

    @Test
    void aSlipOfThePenInTheBookShutsNobodyOut() throws Exception {
        var token = minted(Instant.now());
        assertThat(who(token).statusCode()).isEqualTo(200);

        Files.writeString(identity.resolve("accounts.json"), "[{", UTF_8);

        assertThat(who(token).statusCode()).isEqualTo(200);
    }

    private String minted(Instant at) throws Exception {
        return new TokenMint(SigningKeys.in(identity), issuer).mint(manager.account(), at, Duration.ofHours(12));
    }

    private HttpResponse<String> who(String token) throws Exception {
        return browser.send(
                HttpRequest.newBuilder(URI.create(issuer + "/api/who"))
                        .header("Authorization", "Bearer " + token)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void withoutATokenTheApiStaysShut() throws Exception {
        assertThat(get("/api/who").statusCode()).isEqualTo(401);
    }

    @Test
    void keysAndAccountsAreReadableByTheirOwnerOnlyAndHoldNoPassword() throws Exception {
        for (var file : new String[] {"keys.json", "accounts.json"}) {
            assertThat(Files.getPosixFilePermissions(identity.resolve(file)))
                    .extracting(Enum::name)
                    .containsExactlyInAnyOrder("OWNER_READ", "OWNER_WRITE");
        }
        assertThat(identity.resolve("accounts.json"))
                .content(UTF_8)
                .contains("{bcrypt}")
                .doesNotContain(manager.password());
    }

    private HttpResponse<String> get(String path) throws Exception {
        return get(browser, path);
    }

    private HttpResponse<String> get(HttpClient from, String path) throws Exception {
        return from.send(
                HttpRequest.newBuilder(URI.create(issuer + path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    /** A stranger who wants a page is shown the front door, and goes on to the sign-in from there. */
    private HttpResponse<String> toSignIn(HttpClient from) throws Exception {
        assertThat(get(from, "/mine").uri().getPath()).isEqualTo("/");
        return get(from, "/oauth2/authorization/" + IssuerConfiguration.CLIENT);
    }

    private HttpResponse<String> signIn(HttpResponse<String> page, String account, String password) throws Exception {
        return signIn(browser, page, account, password);
    }

    private HttpResponse<String> signIn(HttpClient from, HttpResponse<String> page, String account, String password)
            throws Exception {
        var csrf = CSRF.matcher(page.body());
        assertThat(csrf.find()).isTrue();
        return post(from, "/signin", Map.of("_csrf", csrf.group(1), "username", account, "password", password));
    }

    private HttpResponse<String> post(HttpClient from, String path, Map<String, String> fields) throws Exception {
        var form = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
        return from.send(
                HttpRequest.newBuilder(URI.create(issuer + path))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(form))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    /** A door with one page and one operation, behind the chains of the real one. */
    @Configuration(proxyBeanMethods = false)
    @Import(OnlyTheWeb.class)
    static class Door {

        @Bean
        AccessRules rules() {
            return requests -> requests.requestMatchers("/api/who").hasAuthority(AccessRules.authority(Role.VIEWER));
        }

        @RestController
        static class Pages {

            private final OAuth2AuthorizedClientRepository clients;
            private final Object visitors;

            Pages(OAuth2AuthorizedClientRepository clients, @Qualifier("visitors") Object visitors) {
                this.clients = clients;
                this.visitors = visitors;
            }

            @GetMapping("/")
            String start() {
                return "start";
            }

            @GetMapping("/mine")
            String mine(HttpServletRequest request, Authentication person, CsrfToken csrf) {
                var client = clients.loadAuthorizedClient("bilateral", person, request);
                return Objects.requireNonNull(client).getAccessToken().getTokenValue() + " " + csrf.getToken();
            }

            /** Who is there, as the pages ask; as if the access token had come to its end. */
            @GetMapping("/renewed")
            String renewed(HttpServletRequest request, HttpServletResponse response, Authentication person)
                    throws ReflectiveOperationException {
                OAuth2AuthorizedClient client =
                        Objects.requireNonNull(clients.loadAuthorizedClient("bilateral", person, request));
                var token = client.getAccessToken();
                var old = new OAuth2AccessToken(
                        token.getTokenType(),
                        token.getTokenValue(),
                        Instant.now().minusSeconds(60),
                        Instant.now().minusSeconds(30),
                        token.getScopes());
                clients.saveAuthorizedClient(
                        new OAuth2AuthorizedClient(
                                client.getClientRegistration(),
                                client.getPrincipalName(),
                                old,
                                client.getRefreshToken()),
                        person,
                        request,
                        response);
                var of = visitors.getClass()
                        .getDeclaredMethod("of", HttpServletRequest.class, HttpServletResponse.class);
                of.setAccessible(true);
                return String.valueOf(of.invoke(visitors, request, response));
            }

            @GetMapping("/api/who")
            String who(Caller caller) {
                return caller.workspace() + " " + caller.account() + " " + caller.role();
            }
        }
    }

    static class OnlyTheWeb implements ImportSelector {
        @Override
        public String[] selectImports(AnnotationMetadata importing) {
            return new String[] {
                "org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration",
                "org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration",
                "org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration",
                "org.springframework.boot.security.autoconfigure.SecurityAutoConfiguration",
                "org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterAutoConfiguration",
                "org.springframework.boot.security.oauth2.client.autoconfigure.servlet.OAuth2ClientWebSecurityAutoConfiguration",
                "org.springframework.boot.autoconfigure.context.PropertyPlaceholderAutoConfiguration",
                "eu.bilateral.kernel.security.SecurityAutoConfiguration",
                "eu.bilateral.dashboard.web.signin.BrowserSecurity"
            };
        }
    }
}
