package eu.bilateral.kernel.web;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.mongodb.MongoQueryException;
import com.mongodb.MongoSocketOpenException;
import com.mongodb.ServerAddress;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import eu.bilateral.kernel.command.CommandRefusal.KeyReused;
import eu.bilateral.kernel.command.CommandRefusal.OutboxFull;
import eu.bilateral.kernel.command.CommandRefusal.Outrun;
import eu.bilateral.kernel.command.CommandRefusal.VersionOutdated;
import eu.bilateral.kernel.command.Instruction;
import eu.bilateral.kernel.command.Kept;
import eu.bilateral.kernel.command.Page;
import eu.bilateral.kernel.command.Role;
import eu.bilateral.kernel.id.AccountId;
import eu.bilateral.kernel.id.OrganisationId;
import eu.bilateral.kernel.security.AccessRules;
import eu.bilateral.kernel.security.Caller;
import eu.bilateral.kernel.testing.TestStore;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.bson.BsonDocument;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A service in small, asked over real HTTP with real tokens: who gets in, and how it says no. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.config.import=classpath:kernel.yml",
            "spring.application.name=small-service",
            "management.server.port=0",
            "bilateral.limits.searches-per-minute=40",
            "spring.cloud.stream.kafka.binder.brokers=127.0.0.1:1"
        })
@DirtiesContext
class ApiTest {

    private static final String ISSUER = "https://identity.example";
    private static final RSAKey KEY = key("published");
    private static final HttpServer IDENTITY = identity();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final JsonMapper JSON = JsonMapper.shared();

    @LocalServerPort
    int port;

    @LocalManagementPort
    int managementPort;

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry settings) {
        settings.add("spring.mongodb.uri", TestStore::freshDatabase);
        settings.add("bilateral.identity.issuer", () -> ISSUER);
        settings.add(
                "bilateral.identity.jwk-set-uri",
                () -> "http://127.0.0.1:%d/jwks".formatted(IDENTITY.getAddress().getPort()));
    }

    // ---- who gets in

    @Test
    void theBearerOfAGoodTokenIsTheOneWhoAsks() {
        var answer = get("/api/who", token(Role.DEVELOPER));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(JSON.readTree(answer.body())).isEqualTo(JSON.readTree("""
                        {"workspace":"lublin","account":"maria","role":"DEVELOPER"}"""));
    }

    @Test
    void withoutATokenNobodyGetsInAnywhere() {
        for (var path : List.of("/api/who", "/api/things", "/api/undeclared", "/api/nowhere", "/", "/actuator/env")) {
            var answer = ask("GET", path, null, null);

            assertThat(answer.statusCode()).as(path).isEqualTo(401);
            assertProblem(answer, "unauthenticated");
            assertThat(answer.headers().firstValue("WWW-Authenticate")).isPresent();
        }
    }

    static Stream<Arguments> badTokens() throws JOSEException {
        var stranger = key("published");
        var unpublished = key("unpublished");
        return Stream.of(
                arguments("no token at all", "rubbish"),
                arguments("empty", ""),
                arguments("without signature", new PlainJWT(claims().build()).serialize()),
                arguments(
                        "signed with the public key as secret",
                        sign(new MACSigner(KEY.toRSAPublicKey().getEncoded()), JWSAlgorithm.HS256, "at+jwt", claims())),
                arguments(
                        "signed by a stranger under our key's name",
                        sign(new RSASSASigner(stranger), JWSAlgorithm.RS256, "at+jwt", claims())),
                arguments(
                        "signed by an unknown key",
                        sign(new RSASSASigner(unpublished), JWSAlgorithm.RS256, "at+jwt", claims())),
                arguments("an algorithm that is not on the list", signed(JWSAlgorithm.RS512, "at+jwt", claims())),
                arguments("of another type", signed(JWSAlgorithm.RS256, "logout+jwt", claims())),
                arguments("of another issuer", signed(claims().issuer("https://elsewhere.example"))),
                arguments("without issuer", signed(claims().issuer(null))),
                arguments("for another audience", signed(claims().audience("other-api"))),
                arguments("without audience", signed(claims().audience((String) null))),
                arguments(
                        "an ID token",
                        signed(
                                JWSAlgorithm.RS256,
                                "JWT",
                                claims().audience("bilateral").claim("nonce", "n"))),
                arguments(
                        "expired",
                        signed(claims().expirationTime(Date.from(Instant.now().minusSeconds(120))))),
                arguments("without end", signed(claims().expirationTime(null))),
                arguments(
                        "not valid yet",
                        signed(claims().notBeforeTime(Date.from(Instant.now().plusSeconds(600))))),
                arguments("without subject", signed(claims().subject(null))),
                arguments("with a subject that is no account", signed(claims().subject("{\"$gt\":\"\"}"))),
                arguments("without workspace", signed(claims().claim("workspace", null))),
                arguments("with a workspace of another form", signed(claims().claim("workspace", "../lublin"))),
                arguments("with two workspaces", signed(claims().claim("workspace", List.of("lublin", "boston")))),
                arguments("without role", signed(claims().claim("role", null))),
                arguments("with an unknown role", signed(claims().claim("role", "root"))),
                arguments("with two roles", signed(claims().claim("role", List.of("viewer", "manager")))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badTokens")
    void aBadTokenOpensNothing(String what, String token) {
        var answer = get("/api/who", token);

        assertThat(answer.statusCode()).as(what).isEqualTo(401);
        assertProblem(answer, "unauthenticated");
    }

    @Test
    void aTokenCountsOnlyInItsHeader() {
        var token = token(Role.MANAGER);

        assertThat(ask("GET", "/api/who?access_token=" + token, null, null).statusCode())
                .isEqualTo(401);
    }

    @Test
    void aTokenSignedByAnotherAllowedAlgorithmCounts() {
        assertThat(get("/api/who", signed(JWSAlgorithm.PS256, "JWT", claims())).statusCode())
                .isEqualTo(200);
    }

    static Stream<Arguments> rolesAndDoors() {
        return Stream.of(
                arguments(Role.VIEWER, List.of(200, 403, 403)),
                arguments(Role.DEVELOPER, List.of(200, 200, 403)),
                arguments(Role.MANAGER, List.of(200, 200, 200)));
    }

    @ParameterizedTest
    @MethodSource("rolesAndDoors")
    void aRoleMayDoWhatTheLowerOnesMay(Role role, List<Integer> answers) {
        var token = token(role);

        assertThat(List.of(
                        get("/api/for-viewers", token).statusCode(),
                        get("/api/for-developers", token).statusCode(),
                        get("/api/for-managers", token).statusCode()))
                .isEqualTo(answers);
    }

    @Test
    void whatNoRuleNamesIsDeniedToEverybody() {
        assertProblem(get("/api/undeclared", token(Role.MANAGER)), 403, "forbidden");
        assertThat(get("/", token(Role.MANAGER)).statusCode()).isIn(401, 403);
    }

    @Test
    void whatTheFirewallRejectsIsAProblemToo() {
        assertProblem(get("/api//things", token(Role.MANAGER)), 400, "http-400");
        assertProblem(get("/api//things", "rubbish"), 400, "http-400");
    }

    @Test
    void whatTheServerRefusesBeforeAnythingOfOursSeesItIsAProblemToo() {
        assertProblem(get("/api/%00", token(Role.MANAGER)), 400, "http-400");
        assertProblem(ask("TRACE", "/api/things", token(Role.MANAGER), null), 405, "http-405");
        var tooLong = request("/api/things", token(Role.MANAGER)).header("X-Long", "a".repeat(20_000));
        assertProblem(send(tooLong.build()), 400, "http-400");
    }

    @ParameterizedTest
    @ValueSource(strings = {"BREW", "get", "PROPFIND", "Post"})
    void aMethodThatThereIsNowhereIsToldAsOne(String method) {
        var answer = ask(method, "/api/things", token(Role.MANAGER), null);

        assertProblem(answer, 501, "http-501");
        assertThat(detail(answer))
                .contains("method", "GET, HEAD, OPTIONS, PATCH, POST, PUT")
                .doesNotContain("slash");
    }

    @Test
    void aSlashThatDoesNotBelongThereIsToldAsOne() {
        for (var path : List.of("/api/things/a%2Fb", "/api/things/a%2fb")) {
            var answer = get(path, token(Role.MANAGER));

            assertProblem(answer, 400, "http-400");
            assertThat(detail(answer)).contains("%2F");
        }
        assertThat(detail(get("/api//things", token(Role.MANAGER)))).contains("double slash");
    }

    @Test
    void anAddressAtWhichNothingIsIsToldAsSuchAndNotAsAMissingRole() {
        for (var role : Role.values()) {
            assertProblem(get("/api/nowhere", token(role)), 404, "http-404");
            assertProblem(ask("POST", "/api/nowhere", token(role), "{}"), 404, "http-404");
            assertProblem(ask("PATCH", "/api/for-managers/x", token(role), "{}"), 404, "http-404");
        }
    }

    @Test
    void anotherMethodIsToldWhichOnesThereAre() {
        for (var method : List.of("DELETE", "PATCH", "PUT", "POST")) {
            var answer = ask(method, "/api/undeclared", token(Role.VIEWER), null);

            assertProblem(answer, 405, "http-405");
            assertThat(answer.headers().firstValue("Allow")).contains("GET, HEAD, OPTIONS");
            assertProblem(ask(method, "/api/undeclared", null, null), 401, "unauthenticated");
        }
    }

    /** Here no rule of access stands before it, so that it is Spring that knows no such method. */
    @Test
    void anotherMethodThatNoRuleDeniesIsToldTheSame() {
        var answer = ask("DELETE", "/api/things", token(Role.MANAGER), null);

        assertProblem(answer, 405, "http-405");
        assertThat(answer.headers().firstValue("Allow")).contains("GET, HEAD, OPTIONS, POST");
    }

    @Test
    void whoeverIsSignedInMayAskWhichMethodsThereAre() {
        var answer = ask("OPTIONS", "/api/undeclared", token(Role.VIEWER), null);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Allow")).contains("GET,HEAD,OPTIONS");
        assertProblem(ask("OPTIONS", "/api/nowhere", token(Role.VIEWER), null), 404, "http-404");
        assertProblem(ask("OPTIONS", "/api/undeclared", null, null), 401, "unauthenticated");
    }

    @Test
    void whatIsThereStaysDeniedToARoleThatMayNotAndToNobody() {
        assertProblem(ask("POST", "/api/only-managers-write", token(Role.VIEWER), "{}"), 403, "forbidden");
        assertProblem(get("/api/only-managers-write", token(Role.MANAGER)), 403, "forbidden");
        assertProblem(ask("POST", "/api/only-managers-write", null, "{}"), 401, "unauthenticated");
        assertThat(ask("POST", "/api/only-managers-write", token(Role.MANAGER), "{}")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void theQuarantineIsForManagers() {
        assertProblem(get("/api/quarantine", token(Role.DEVELOPER)), 403, "forbidden");
        assertThat(get("/api/quarantine", token(Role.MANAGER)).body()).isEqualTo("{\"items\":[]}");
        assertProblem(ask("POST", "/api/quarantine/none/replay", token(Role.MANAGER), ""), 404, "unknown-entry");
        assertProblem(ask("POST", "/api/quarantine/none/discard", token(Role.DEVELOPER), ""), 403, "forbidden");
    }

    @Test
    void howEventsAreDeliveredIsForManagers() {
        assertProblem(get("/api/delivery", token(Role.DEVELOPER)), 403, "forbidden");

        var read = JSON.readTree(get("/api/delivery", token(Role.MANAGER)).body());
        assertThat(read.path("verdict").asString()).isEqualTo("WELL");
        assertThat(read.path("outbox").path("documents").asInt()).isZero();
        assertThat(read.path("quarantine")).isEqualTo(JSON.readTree("{\"poisoned\":0,\"waiting\":0}"));
        assertThat(read.path("hears").isEmpty()).isTrue();
    }

    @Test
    void answersForbidWhatABrowserMightMakeOfThem() {
        var headers = get("/api/who", token(Role.VIEWER)).headers();

        assertThat(headers.firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(headers.firstValue("Content-Security-Policy"))
                .contains("default-src 'none'; frame-ancestors 'none'");
        assertThat(headers.firstValue("Cache-Control"))
                .hasValueSatisfying(value -> assertThat(value).contains("no-store"));
        assertThat(headers.firstValue("Set-Cookie")).isEmpty();
        assertThat(headers.firstValue("Access-Control-Allow-Origin")).isEmpty();
    }

    @Test
    void healthIsToldOnItsOwnPortOnly() {
        assertThat(send(HttpRequest.newBuilder(URI.create(
                                        "http://127.0.0.1:%d/actuator/health/liveness".formatted(managementPort)))
                                .build())
                        .statusCode())
                .isEqualTo(200);
        assertThat(send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d/actuator/env".formatted(managementPort)))
                                .build())
                        .statusCode())
                .isNotEqualTo(200);
        assertThat(ask("GET", "/actuator/health/liveness", null, null).statusCode())
                .isEqualTo(401);
    }

    // ---- how it says no

    static Stream<Arguments> badBodies() {
        return Stream.of(
                arguments("{", "malformed-json", null),
                arguments("rubbish", "malformed-json", null),
                arguments("", "malformed-json", null),
                arguments("{\"name\":\"a\"} {}", "malformed-json", null),
                arguments("{\"name\":\"a\",\"name\":\"b\"}", "malformed-json", null),
                arguments("{\"name\":\"a\",\"inner\":" + "[".repeat(2_000), "wrong-type", "inner[0]"),
                arguments("{\"name\":\"a\",\"admin\":true}", "unknown-field", "admin"),
                arguments("{\"name\":\"a\",\"inner\":[{\"due\":1}]}", "unknown-field", "inner[0].due"),
                arguments("{\"name\":\"a\",\"\\ud800\":1}", "malformed-json", null),
                arguments("{\"name\":\"a\",\"\\u0000\":1}", "unknown-field", "?"),
                arguments("{\"name\":\"\\u0000\"}", "unprintable-text", "name"),
                arguments("{\"name\":\"\\u001b[2J\"}", "unprintable-text", "name"),
                arguments("{\"name\":\"\\ud83d\"}", "unprintable-text", "name"),
                arguments("{\"name\":\"\\ude00\\ud83d\"}", "unprintable-text", "name"),
                arguments("{\"name\":\"a\",\"texts\":[\"a\",\"\\u0000\"]}", "unprintable-text", "texts[1]"),
                arguments("{\"name\":\"a\u0001\"}", "malformed-json", null),
                arguments("{\"name\":\"a\",\"count\":NaN}", "malformed-json", null),
                arguments("{\"name\":\"a\",\"count\":1e400}", "wrong-type", "count"),
                arguments("{\"name\":\"a\",\"count\":" + "9".repeat(900) + "}", "wrong-type", "count"),
                arguments("{\"name\":\"a\",\"count\":" + "9".repeat(5_000) + "}", "malformed-json", null),
                arguments("{\"name\":\"a\",\"at\":1e400}", "wrong-type", "at"),
                arguments("{\"name\":\"a\",\"at\":\"+9999999999-01-01T00:00:00Z\"}", "wrong-type", "at"),
                arguments(
                        "{\"name\":\"a\",\"inner\":[{\"dueOn\":\"+1000000000-01-01\"}]}",
                        "wrong-type",
                        "inner[0].dueOn"),
                arguments("{\"name\":\"a\",\"inner\":[{\"dueOn\":1e400}]}", "wrong-type", "inner[0].dueOn"),
                arguments("{\"name\":\"a\",\"inner\":[{\"dueOn\":[2017,5,16]}]}", "wrong-type", "inner[0].dueOn"),
                arguments("{\"name\":\"a\",\"inner\":[{\"dueOn\":17302}]}", "wrong-type", "inner[0].dueOn"),
                arguments("{\"name\":5}", "wrong-type", "name"),
                arguments("{\"name\":true}", "wrong-type", "name"),
                arguments("{\"name\":{\"$gt\":\"\"}}", "wrong-type", "name"),
                arguments("{\"name\":[\"a\"]}", "wrong-type", "name"),
                arguments("{\"name\":\"a\",\"count\":\"5\"}", "wrong-type", "count"),
                arguments("{\"name\":\"a\",\"count\":1.5}", "wrong-type", "count"),
                arguments("{\"name\":\"a\",\"count\":99999999999}", "wrong-type", "count"),
                arguments("{\"name\":\"a\",\"role\":\"EMPEROR\"}", "wrong-type", "role"),
                arguments("{\"name\":\"a\",\"role\":0}", "wrong-type", "role"),
                arguments("{\"name\":\"a\",\"inner\":[{\"dueOn\":\"31.03.2030\"}]}", "wrong-type", "inner[0].dueOn"),
                arguments("{\"name\":\"a\",\"organisationId\":\"1\"}", "wrong-type", "organisationId"),
                arguments("{\"name\":\"  \"}", "invalid-request", "name"),
                arguments("{\"name\":\"far too long\"}", "invalid-request", "name"),
                arguments("{}", "invalid-request", "name"),
                arguments("{\"name\":\"a\",\"inner\":[{}]}", "invalid-request", "inner[0].dueOn"));
    }

    @ParameterizedTest
    @MethodSource("badBodies")
    void aBodyThatIsNotAsItMustBeIsRefused(String body, String code, @Nullable String field) {
        var answer = ask("POST", "/api/things", token(Role.MANAGER), body);

        assertProblem(answer, 400, code);
        if (field != null) {
            assertThat(JSON.readTree(answer.body())
                            .path("errors")
                            .path(0)
                            .path("field")
                            .asString(""))
                    .isEqualTo(field);
        }
    }

    static Stream<Arguments> whatToSendInstead() {
        return Stream.of(
                arguments("", "The body is missing: send a JSON object"),
                arguments("null", "The body must be a JSON object, not null"),
                arguments("[]", "The body must be a JSON object, one and no more"),
                arguments("\"x\"", "The body must be a JSON object, one and no more"),
                arguments(
                        "{\"name\":\"a\",\"inner\":[{\"dueOn\":\"22.05.2017\"}]}",
                        "The field inner[0].dueOn must be a date such as 2017-05-22"),
                arguments(
                        "{\"name\":\"a\",\"inner\":[{\"dueOn\":\"2017-02-30\"}]}",
                        "The field inner[0].dueOn must be a date such as 2017-05-22"),
                arguments("{\"name\":\"a\",\"inner\":5}", "The field inner must be a list in square brackets"),
                arguments("{\"name\":\"a\",\"inner\":[5]}", "The field inner[0] must be a JSON object"),
                arguments("{\"name\":\"a\",\"texts\":[5]}", "The field texts[0] must be a text"),
                arguments("{\"name\":5}", "The field name must be a text"),
                arguments("{\"name\":\"a\",\"count\":\"5\"}", "The field count must be a whole number from 0 to 3"),
                arguments(
                        "{\"name\":\"a\",\"count\":99999999999}", "The field count must be a whole number from 0 to 3"),
                arguments(
                        "{\"name\":\"a\",\"role\":\"EMPEROR\"}",
                        "The field role must be one of VIEWER, DEVELOPER, MANAGER"),
                arguments("{\"name\":\"a\",\"role\":0}", "The field role must be one of VIEWER, DEVELOPER, MANAGER"),
                arguments(
                        "{\"name\":\"a\",\"organisationId\":\"1\"}",
                        "The field organisationId must be an id such as 3f1c9a52-0b7e-4c57-9d2e-8f6a1b2c3d4e, a UUID "
                                + "of 36 characters"),
                arguments(
                        "{\"name\":\"a\",\"organisationId\":7}",
                        "The field organisationId must be an id such as 3f1c9a52-0b7e-4c57-9d2e-8f6a1b2c3d4e, a UUID "
                                + "of 36 characters"),
                arguments(
                        "{\"name\":\"a\",\"zone\":\"Mars/X\"}",
                        "The field zone must be a time zone such as Europe/Warsaw"),
                arguments(
                        "{\"name\":\"a\",\"at\":\"noon\"}", "The field at must be a time such as 2017-05-22T13:30:00Z"),
                arguments("{}", "The field name is missing or empty. Nothing was stored."),
                arguments(
                        "{\"name\":\"far too long\"}",
                        "The field name must have at most 10 characters. Nothing was stored."),
                arguments(
                        "{\"name\":\"a\",\"texts\":[\"a\",\"a\",\"a\"]}",
                        "The field texts must have at most 2 entries. Nothing was stored."),
                arguments("{\"name\":\"a\",\"count\":4}", "The field count must be 3 or less. Nothing was stored."),
                arguments(
                        "{\"name\":\"a\",\"inner\":[{}]}", "The field inner[0].dueOn is missing. Nothing was stored."),
                arguments(
                        "{\"inner\":[{}]}",
                        "2 fields are not as they must be; errors names them. Nothing was stored."));
    }

    @ParameterizedTest
    @MethodSource("whatToSendInstead")
    void aRefusalSaysWhatToSendInstead(String body, String words) {
        var answer = ask("POST", "/api/things", token(Role.MANAGER), body);

        assertThat(detail(answer)).isEqualTo(words);
    }

    @Test
    void aParameterOfAnotherFormIsToldWhichFormItHas() {
        assertThat(detail(get("/api/things?limit=many", token(Role.VIEWER))))
                .isEqualTo("The parameter limit must be a whole number");
        assertThat(detail(get("/api/for-viewers?role=EMPEROR", token(Role.VIEWER))))
                .isEqualTo("The parameter role must be one of VIEWER, DEVELOPER, MANAGER");
    }

    @Test
    void anotherContentTypeIsToldWhichOnesAreAccepted() {
        var xml = send(request("/api/things", token(Role.MANAGER))
                .header("Content-Type", "application/xml")
                .POST(HttpRequest.BodyPublishers.ofString("<a/>"))
                .build());
        var file = ask("POST", "/api/things/import", token(Role.MANAGER), "{}");

        assertThat(detail(xml))
                .isEqualTo("The content type application/xml is not accepted here; send application/json");
        assertThat(detail(file)).isEqualTo("The content type application/json is not accepted here; send text/csv");
    }

    @Test
    void whoAcceptsNothingThatIsSpokenHereIsToldWhatIs() {
        var answer = send(request("/api/things", token(Role.VIEWER))
                .header("Accept", "application/xml")
                .GET()
                .build());

        assertProblem(answer, 406, "http-406");
        assertThat(detail(answer))
                .isEqualTo("There is no answer of the kind that Accept asks for here; accept application/json");
    }

    /** Told no afterwards, it would be sent again with another Accept, and would be done twice. */
    @ParameterizedTest
    @ValueSource(strings = {"application/xml", "text/html", "nonsense", "image/*, text/csv"})
    void whoCouldNotReadTheAnswerChangesNothing(String accepted) {
        int before = SmallController.MADE.get();

        var answer = send(accepting(accepted));

        assertProblem(answer, 406, "http-406");
        assertThat(SmallController.MADE).hasValue(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"*/*", "application/json", "text/html, */*;q=0.1", "application/problem+json", "application/*"})
    void whoReadsJsonUnderAnyNameGetsIt(String accepted) {
        assertThat(send(accepting(accepted)).statusCode()).isEqualTo(201);
    }

    private HttpRequest accepting(String kinds) {
        return request("/api/things", token(Role.MANAGER))
                .header("Accept", kinds)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"name\": \"x\"}"))
                .build();
    }

    private static String detail(HttpResponse<String> answer) {
        return JSON.readTree(answer.body()).path("detail").asString("");
    }

    @Test
    void aRequestOfAnotherKindIsRefused() {
        var token = token(Role.MANAGER);

        assertProblem(ask("DELETE", "/api/things", token, null), 405, "http-405");
        assertProblem(get("/api/things/1/2/3", token), 404, "http-404");
        assertProblem(get("/api/things?limit=many", token), 400, "wrong-type");
        assertProblem(get("/api/things?limit=0", token), 400, "malformed-limit");
        assertProblem(get("/api/things?limit=201", token), 400, "malformed-limit");
        assertProblem(get("/api/things?limit=99999999999", token), 400, "wrong-type");
        assertProblem(get("/api/things?cursor=%00", token), 400, "malformed-parameter");
        assertProblem(get("/api/things?name=a%1Bb", token), 400, "malformed-parameter");
        assertProblem(get("/api/things?a%20b=%01", token), 400, "malformed-parameter");
        assertProblem(get("/api/required", token), 400, "http-400");
        assertProblem(
                send(request("/api/things", token)
                        .header("Content-Type", "application/xml")
                        .POST(HttpRequest.BodyPublishers.ofString("<a/>"))
                        .build()),
                415,
                "http-415");
    }

    @Test
    void anAccountThatSearchesWithoutEndIsToldToWaitAndOthersAreNot() {
        var token = token(Role.VIEWER);
        HttpResponse<String> answer;
        int searches = 0;
        do {
            answer = get("/api/things?name=a", token);
        } while (answer.statusCode() == 200 && ++searches < 100);

        assertProblem(answer, 429, "too-many-requests");
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        assertThat(get("/api/things", token).statusCode()).isEqualTo(200);
        assertThat(get("/api/things?name=a", signed(claims().subject("jan"))).statusCode())
                .isEqualTo(200);
    }

    @Test
    void aChangeMustSayWhichVersionItHasSeen() {
        var token = token(Role.MANAGER);
        var body = "{\"name\":\"a\"}";

        assertProblem(put(token, body, request -> {}), 428, "version-required");
        assertProblem(put(token, body, request -> request.header("If-Match", "\"2\"")), 412, "version-outdated");
        for (var malformed : List.of("3", "W/\"3\"", "\"x\"", "\"3\", \"4\"", "\"-1\"", "\"99999999999999999999\"")) {
            assertProblem(put(token, body, request -> request.header("If-Match", malformed)), 400, "malformed-version");
        }
        var good = put(token, body, request -> request.header("If-Match", "\"3\""));
        assertThat(good.statusCode()).isEqualTo(200);
        assertThat(good.headers().firstValue("ETag")).contains("\"4\"");
    }

    /** An ETag is no number but a text: only the very one that was given is one. */
    @ParameterizedTest
    @ValueSource(strings = {"\"03\"", "\"000000000000000003\"", "\"00\"", "\"3 \"", "\"+3\""})
    void anETagThatNobodyGaveNamesNoVersion(String other) {
        var answer = put(token(Role.MANAGER), "{\"name\":\"a\"}", request -> request.header("If-Match", other));

        assertProblem(answer, 400, "malformed-version");
    }

    /** Several lines of a header are one list (RFC 9110, 5.3). */
    @Test
    void ofSeveralVersionsNoneIsTakenInWhicheverWayTheyAreNamed() {
        for (var both : List.of(List.of("\"3\"", "\"2\""), List.of("\"2\"", "\"3\""), List.of("\"3\"", "*"))) {
            var lines = put(
                    token(Role.MANAGER),
                    "{\"name\":\"a\"}",
                    request -> request.header("If-Match", both.getFirst()).header("If-Match", both.getLast()));
            var list = put(
                    token(Role.MANAGER),
                    "{\"name\":\"a\"}",
                    request -> request.header("If-Match", String.join(", ", both)));

            assertProblem(lines, 400, "malformed-version");
            assertProblem(list, 400, "malformed-version");
            assertThat(detail(lines)).contains("one ETag", "no list").isEqualTo(detail(list));
        }
    }

    @Test
    void aRequestWithTwoKeysIsRefused() {
        var request = request("/api/things", token(Role.MANAGER))
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", "key-1")
                .header("Idempotency-Key", "key-2")
                .POST(HttpRequest.BodyPublishers.ofString("{\"name\":\"a\"}"));

        assertProblem(send(request.build()), 400, "malformed-key");
    }

    @ParameterizedTest
    @ValueSource(strings = {"%FF", "%F0%9F", "%C3"})
    void aQueryThatIsNoTextIsRefused(String name) {
        assertProblem(get("/api/things?name=" + name, token(Role.VIEWER)), 400, "malformed-query");
    }

    /** Whoever misspells a filter would take everything for what was asked for. */
    @Test
    void aParameterThatTheOperationDoesNotHaveIsRefused() {
        var misspelt = get("/api/required?name=a&onwer=me", token(Role.VIEWER));

        assertProblem(misspelt, 400, "unknown-parameter");
        assertThat(misspelt.body()).contains("The parameter onwer is not known here; known are name");
        assertThat(get("/api/required?name=a", token(Role.VIEWER)).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"*/*", "application/*", "json", "a/b/c", "application/json;charset=nope"})
    void aContentTypeThatIsNoneIsRefused(String type) {
        assertProblem(post("Content-Type", type), 415, "unreadable-body");
    }

    @Test
    void aBodyIsTakenAsItIs() {
        assertProblem(post("Content-Encoding", "gzip"), 415, "unreadable-body");
        assertThat(post("Content-Encoding", "identity").statusCode()).isEqualTo(201);
    }

    /** It comes along with a library; nothing of what is asked of JSON would hold for it. */
    @Test
    void yamlIsNeitherReadNorWritten() {
        assertProblem(post("Content-Type", "application/yaml"), 415, "http-415");
        assertProblem(post("Accept", "application/yaml"), 406, "http-406");
        assertThat(send(request("/api/who", token(Role.VIEWER))
                                .header("Accept", "application/yaml")
                                .build())
                        .statusCode())
                .isEqualTo(406);
    }

    /** Security looks at it when it is read, in the midst of the work. */
    @ParameterizedTest
    @ValueSource(strings = {"Idempotency-Key", "If-Match"})
    void aHeaderThatHoldsAControlCharacterIsRefused(String header) throws IOException {
        var request = """
                POST /api/things HTTP/1.1
                Host: 127.0.0.1
                Connection: close
                Authorization: Bearer %s
                Content-Type: application/json
                Content-Length: 12
                %s: \u00c4\u0085

                {"name":"a"}""".formatted(token(Role.MANAGER), header).replace("\n", "\r\n");
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream().write(request.getBytes(ISO_8859_1));

            assertThat(new String(socket.getInputStream().readAllBytes(), UTF_8))
                    .startsWith("HTTP/1.1 400")
                    .contains("/problems/malformed-header");
        }
    }

    /** As in the queue's parameter: stored as it is written, what belongs to an account of that name is in nobody's queue. */
    @Test
    void whoNamesHimselfInABodyMayWriteMe() {
        var mine = ask("POST", "/api/things", token(Role.MANAGER), "{\"name\":\"a\",\"owner\":\"me\"}");
        var other = ask("POST", "/api/things", token(Role.MANAGER), "{\"name\":\"a\",\"owner\":\"jan\"}");

        assertThat(JSON.readTree(mine.body()).path("owner").asString("")).isEqualTo("maria");
        assertThat(JSON.readTree(other.body()).path("owner").asString("")).isEqualTo("jan");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"a b\"", "\"\"", "\" me\"", "5", "[\"me\"]"})
    void whatNamesNoAccountIsToldWhatDoes(String owner) {
        var answer = ask("POST", "/api/things", token(Role.MANAGER), "{\"name\":\"a\",\"owner\":%s}".formatted(owner));

        assertProblem(answer, 400, "wrong-type");
        assertThat(detail(answer))
                .startsWith("The field owner must be an account such as maria.nowak, or me for your own");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"reason\":\"by mistake\"}", "not json at all", "null", "{} {}", "a=b"})
    void aBodyThatAnOperationDoesNotTakeIsRefused(String body) {
        for (var type : List.of("application/json", "text/plain", "application/x-www-form-urlencoded")) {
            var answer = send(request("/api/things/1/archive", token(Role.MANAGER))
                    .header("Content-Type", type)
                    .POST(HttpRequest.BodyPublishers.ofString(body))
                    .build());

            assertProblem(answer, 400, "body-not-taken");
            assertThat(detail(answer)).contains("takes no body").contains("Nothing was done");
        }
    }

    @Test
    void aBodyThatAnOperationDoesNotTakeIsRefusedHoweverItIsSent() {
        var inParts =
                HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream("rubbish".getBytes(UTF_8)));
        var answer = send(request("/api/things/1/archive", token(Role.MANAGER))
                .POST(inParts)
                .build());

        assertProblem(answer, 400, "body-not-taken");
        assertProblem(ask("DELETE", "/api/things/1", token(Role.MANAGER), "rubbish"), 400, "body-not-taken");
    }

    /** Some clients send an empty object with every POST. */
    @ParameterizedTest
    @ValueSource(strings = {"", "{}", " { }\r\n"})
    void nothingMayBeSentAsNothing(String body) {
        assertThat(ask("POST", "/api/things/1/archive", token(Role.MANAGER), body)
                        .statusCode())
                .isEqualTo(200);
        assertThat(ask("DELETE", "/api/things/1", token(Role.MANAGER), body).statusCode())
                .isEqualTo(200);
    }

    /** Of two values one would be left out, or both be read as one that nobody sent. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "name=a&name=b",
                "role=VIEWER&role=MANAGER",
                "limit=2&limit=5",
                "limit=2&limit=2",
                "archived=true&archived"
            })
    void aParameterThatThereMayBeOnceIsRefusedTwice(String query) {
        var answer = get("/api/things/filtered?" + query, token(Role.VIEWER));

        assertProblem(answer, 400, "parameter-twice");
        assertThat(detail(answer)).contains("The parameter " + query.split("=")[0] + " is there 2 times");
    }

    @Test
    void aParameterThatTakesSeveralMayBeThereOftener() {
        assertThat(get("/api/things/filtered?kind=meeting&kind=contact", token(Role.VIEWER))
                        .body())
                .contains("kind [meeting, contact]");
        assertThat(get("/api/things/filtered?kind=meeting,contact", token(Role.VIEWER))
                        .body())
                .contains("kind [meeting, contact]");
    }

    /** Whoever lost the value of a filter would take everything for what was asked for. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "role=",
                "role",
                "role=%20",
                "partner=",
                "limit=",
                "archived=",
                "archived",
                "kind=",
                "kind=%20",
                "kind=,",
                "kind=meeting,&limit=2"
            })
    void aParameterWithoutAValueIsRefused(String query) {
        var answer = get("/api/things/filtered?" + query, token(Role.VIEWER));

        assertProblem(answer, 400, "parameter-empty");
        assertThat(detail(answer)).startsWith("The parameter %s is empty".formatted(query.split("[=&]")[0]));
    }

    /** What a text says, and be it nothing, is for the operation to judge. */
    @Test
    void aTextMayBeEmpty() {
        assertThat(get("/api/things/filtered?name=", token(Role.VIEWER)).body()).startsWith("name ,");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "limit=0x2",
                "limit=%202",
                "limit=2%20",
                "limit=%2B2",
                "limit=+2",
                "limit=#2",
                "limit=%D9%A2",
                "archived=yes",
                "archived=1",
                "archived=on",
                "archived=TRUE",
                "archived=%20true",
                "role=%20VIEWER",
                "role=viewer",
                "partner=%203f1c9a52-0b7e-4c57-9d2e-8f6a1b2c3d4e"
            })
    void aParameterIsReadAsItsFormIsDocumentedAndInNoOtherWay(String query) {
        var answer = get("/api/things/filtered?" + query.replace("#", "%23"), token(Role.VIEWER));

        assertProblem(answer, 400, "wrong-type");
        assertThat(detail(answer)).startsWith("The parameter %s must be ".formatted(query.split("=")[0]));
    }

    @Test
    void aParameterOfItsFormIsRead() {
        assertThat(get("/api/things/filtered?limit=20&archived=true", token(Role.VIEWER))
                        .body())
                .contains("limit 20, archived true");
        assertThat(get("/api/things/filtered?limit=-2&archived=false", token(Role.VIEWER))
                        .body())
                .contains("limit -2, archived false");
    }

    @ParameterizedTest
    @ValueSource(strings = {"csv", "text/csv;charset=klingon", "text/*"})
    void anImportThatSaysOfItselfWhatNobodyCanReadIsToldWhatIsRead(String type) {
        var answer = send(request("/api/things/import", token(Role.MANAGER))
                .header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofString("name\nA\n"))
                .build());

        assertThat(answer.statusCode()).isEqualTo(415);
        assertThat(detail(answer)).contains("text/csv").doesNotContain("application/json");
    }

    @Test
    void whoMakesSomethingNewHasSeenNoVersionOfIt() {
        assertProblem(post("If-Match", "\"1\""), 400, "nothing-to-match");
    }

    /** Of a time the day would be cut out, which is the day before in New York. */
    @ParameterizedTest
    @ValueSource(strings = {"2017-05-23T03:00:00Z", " 2017-05-23", "2017-02-30", "2017-5-3", "17500", ""})
    void aDateIsADateAndNothingAroundIt(String dueOn) {
        assertProblem(ask("POST", "/api/things", token(Role.MANAGER), """
                        {"name":"a","inner":[{"dueOn":"%s"}]}""".formatted(dueOn)), 400, "wrong-type");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1495508400", "2017-05-23", "2017-05-23T03:00:00"})
    void aTimeIsATimeWithItsZone(String at) {
        assertProblem(ask("POST", "/api/things", token(Role.MANAGER), """
                        {"name":"a","at":"%s"}""".formatted(at)), 400, "wrong-type");
    }

    @Test
    void aNumberOfThousandsOfDigitsIsToldToBeTooLong() {
        var endless = ask(
                "POST",
                "/api/things",
                token(Role.MANAGER),
                "{\"name\":\"a\",\"count\":%s}".formatted("1".repeat(5_000)));

        assertProblem(endless, 400, "malformed-json");
        assertThat(endless.body()).contains("too long");
    }

    /** RFC 9728; each 401 names it. */
    @Test
    void whoIsNotSignedInLearnsWhoseTokensCount() {
        var challenge = ask("GET", "/api/who", null, null)
                .headers()
                .firstValue("WWW-Authenticate")
                .orElseThrow();
        var address = challenge.replaceAll(".*resource_metadata=\"http://[^/]*([^\"]*)\".*", "$1");

        var metadata = ask("GET", address, null, null);

        assertThat(metadata.statusCode()).as(address).isEqualTo(200);
        assertThat(JSON.readTree(metadata.body()).path("authorization_servers"))
                .isEqualTo(JSON.readTree("[\"%s\"]".formatted(ISSUER)));
        // Whoever has the token is let in; no certificate of a client is looked at.
        assertThat(JSON.readTree(metadata.body())
                        .path("tls_client_certificate_bound_access_tokens")
                        .asBoolean(false))
                .isFalse();
    }

    private HttpResponse<String> post(String header, String value) {
        return send(request("/api/things", token(Role.MANAGER))
                .header("Content-Type", "application/json")
                .setHeader(header, value)
                .POST(HttpRequest.BodyPublishers.ofString("{\"name\":\"a\"}"))
                .build());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a\tb"})
    void anIdempotencyKeyHasVisibleCharactersOnly(String key) {
        assertProblem(keyed(key), 400, "malformed-key");
    }

    @Test
    void anIdempotencyKeyNamesTheCommand() {
        var first = keyed("key-1");
        var again = keyed("key-1");
        var other = keyed("key-2");

        assertThat(commandOf(again)).isEqualTo(commandOf(first));
        assertThat(commandOf(other)).isNotEqualTo(commandOf(first));
        assertProblem(keyed("k".repeat(129)), 400, "malformed-key");
        assertThat(keyed("k".repeat(128)).statusCode()).isEqualTo(201);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"version-outdated:412", "key-reused:422", "outbox-full:503", "outrun:503", "store-away:503"})
    void aRefusalOfTheWayOfAskingHasItsAnswer(String kind) {
        var code = kind.substring(0, kind.indexOf(':'));
        int status = Integer.parseInt(kind.substring(kind.indexOf(':') + 1));

        var answer = get("/api/refused/" + code, token(Role.MANAGER));

        assertProblem(answer, status, code);
        if (status == 503) {
            assertThat(answer.headers().firstValue("Retry-After")).contains("1");
        }
    }

    @Test
    void aStoreOnItsWayOutIsAwayAndOneThatSaysNoIsNot() {
        assertProblem(get("/api/refused/store-closing", token(Role.MANAGER)), 503, "store-away");
        assertProblem(get("/api/refused/store-says-no", token(Role.MANAGER)), 500, "unexpected");
    }

    @Test
    void aBugIsToldWithoutWhatItSays() {
        assertProblem(get("/api/refused/bug", token(Role.MANAGER)), 500, "unexpected");
    }

    @Test
    void aServiceExplainsItsOwnRefusalsFirst() {
        assertProblem(get("/api/refused/own", token(Role.MANAGER)), 409, "own");
    }

    @Test
    void aPageLinksToTheNext() {
        var answer = get("/api/things?limit=2&cursor=" + SmallController.CURSOR.after("a", "ż"), token(Role.VIEWER));

        var next = JSON.readTree(answer.body()).path("next").asString("");
        assertThat(SmallController.CURSOR.read(next)).containsExactly("b", "2");
        assertThat(answer.headers().firstValue("Link"))
                .contains("</api/things?limit=2&cursor=" + next + ">; rel=\"next\"");
        assertThat(JSON.readTree(answer.body()).path("items").path(0).asString(""))
                .isEqualTo("after a ż");
    }

    @Test
    void aPlaceInAnotherListIsNone() {
        var elsewhere = new Cursor("people", 2).after("a", "b");

        var answer = get("/api/things?cursor=" + elsewhere, token(Role.VIEWER));

        assertProblem(answer, 400, "malformed-cursor");
        assertThat(detail(answer)).contains("begin anew");
    }

    private HttpResponse<String> keyed(String key) {
        return send(request("/api/things", token(Role.MANAGER))
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key)
                .POST(HttpRequest.BodyPublishers.ofString("{\"name\":\"a\"}"))
                .build());
    }

    private static String commandOf(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(201);
        return JSON.readTree(answer.body()).path("command").asString("");
    }

    private HttpResponse<String> put(String token, String body, Consumer<HttpRequest.Builder> more) {
        var request = request("/api/things/1", token)
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString(body));
        more.accept(request);
        return send(request.build());
    }

    private HttpResponse<String> get(String path, String token) {
        return ask("GET", path, token, null);
    }

    private HttpResponse<String> ask(String method, String path, @Nullable String token, @Nullable String body) {
        var request = request(path, token);
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        return send(request.method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    private HttpRequest.Builder request(String path, @Nullable String token) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d%s".formatted(port, path)));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        return request;
    }

    private static HttpResponse<String> send(HttpRequest request) {
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.ofString(UTF_8));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private static void assertProblem(HttpResponse<String> answer, int status, String code) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertProblem(answer, code);
    }

    private static void assertProblem(HttpResponse<String> answer, String code) {
        assertThat(answer.headers().firstValue("Content-Type"))
                .as(answer.body())
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
        JsonNode problem = JSON.readTree(answer.body());
        assertThat(problem.path("type").asString("")).isEqualTo("https://bilateral.eu/problems/" + code);
        assertThat(problem.path("status").asInt()).isEqualTo(answer.statusCode());
        assertThat(problem.path("detail").asString("")).isNotBlank();
        assertThat(answer.body() + answer.headers().map())
                .doesNotContain(
                        "Exception", "java.", "eu.bilateral.kernel", "springframework", "\tat ", "secret", "trace");
    }

    // ---- the identity provider

    private static RSAKey key(String name) {
        try {
            return new RSAKeyGenerator(2048).keyID(name).generate();
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static HttpServer identity() {
        try {
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            var keys = new JWKSet(KEY.toPublicJWK()).toString().getBytes(UTF_8);
            server.createContext("/jwks", exchange -> {
                exchange.getResponseHeaders().add("Content-Type", "application/json");
                exchange.sendResponseHeaders(200, keys.length);
                exchange.getResponseBody().write(keys);
                exchange.close();
            });
            server.start();
            return server;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder()
                .issuer(ISSUER)
                .audience("bilateral-api")
                .subject("maria")
                .claim("workspace", "lublin")
                .claim("role", "developer")
                .issueTime(Date.from(Instant.now()))
                .expirationTime(Date.from(Instant.now().plusSeconds(300)));
    }

    private static String token(Role role) {
        return signed(claims().claim("role", role.name().toLowerCase(Locale.ROOT)));
    }

    private static String signed(JWTClaimsSet.Builder claims) {
        return signed(JWSAlgorithm.RS256, "at+jwt", claims);
    }

    private static String signed(JWSAlgorithm algorithm, String type, JWTClaimsSet.Builder claims) {
        try {
            return sign(new RSASSASigner(KEY), algorithm, type, claims);
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String sign(JWSSigner signer, JWSAlgorithm algorithm, String type, JWTClaimsSet.Builder claims)
            throws JOSEException {
        var token = new SignedJWT(
                new JWSHeader.Builder(algorithm)
                        .keyID("published")
                        .type(new JOSEObjectType(type))
                        .build(),
                claims.build());
        token.sign(signer);
        return token.serialize();
    }

    // ---- the service in small

    record Inner(@NotNull LocalDate dueOn) {}

    record ThingRequest(
            @NotBlank @Size(max = 10) String name,
            @Nullable @Min(0) @Max(3) Integer count,
            @Nullable Role role,
            @Nullable OrganisationId organisationId,
            @Nullable List<@Valid Inner> inner,
            @Nullable @Size(max = 2) List<String> texts,
            @Nullable Instant at,
            @Nullable ZoneId zone,
            @Nullable AccountId owner) {}

    record ThingView(String name, UUID command, @Nullable AccountId owner) {}

    /** A refusal of the service's own. */
    static final class OwnRefusal extends RuntimeException {
        private static final long serialVersionUID = 1L;

        OwnRefusal() {
            super("It is so");
        }
    }

    @RestControllerAdvice
    static class OwnProblems {

        @ExceptionHandler
        ProblemDetail explain(OwnRefusal refusal) {
            return Problems.problem(HttpStatus.CONFLICT, "own", "It is so");
        }
    }

    @RestController
    static class SmallController {

        static final AtomicInteger MADE = new AtomicInteger();
        static final Cursor CURSOR = new Cursor("things", 2);

        @GetMapping("/api/who")
        Caller who(Caller caller) {
            return caller;
        }

        @GetMapping({"/api/for-viewers", "/api/for-developers", "/api/for-managers", "/api/undeclared"})
        String door(@RequestParam(required = false) @Nullable Role role) {
            return "open";
        }

        @RequestMapping(
                path = "/api/only-managers-write",
                method = {RequestMethod.GET, RequestMethod.POST})
        String write() {
            return "written";
        }

        @Operation(operationId = "required")
        @GetMapping("/api/required")
        String required(@RequestParam String name) {
            return name;
        }

        @Operation(operationId = "filter")
        @GetMapping("/api/things/filtered")
        String filter(
                @RequestParam(required = false) @Nullable String name,
                @RequestParam(required = false) @Nullable Role role,
                @RequestParam(required = false) @Nullable OrganisationId partner,
                @RequestParam(required = false) @Nullable Integer limit,
                @RequestParam(defaultValue = "false") boolean archived,
                @RequestParam(required = false) @Nullable List<String> kind) {
            return "name %s, limit %s, archived %s, kind %s".formatted(name, limit, archived, kind);
        }

        @PostMapping("/api/things")
        ResponseEntity<ThingView> make(@Making Asking asking, @Valid @RequestBody ThingRequest request) {
            var by = asking.to(request);
            MADE.incrementAndGet();
            return Answers.created("/api/things/1", new Kept<>(view(request, by), 1, false));
        }

        @PostMapping(path = "/api/things/import", consumes = "text/csv")
        String importAll(Asking asking, InputStream file) {
            return "read";
        }

        @Operation(operationId = "archive")
        @PostMapping("/api/things/{id}/archive")
        String archive(Asking asking, @PathVariable String id) {
            return "archived";
        }

        @Operation(operationId = "delete")
        @DeleteMapping("/api/things/{id}")
        String delete(Asking asking, @PathVariable String id) {
            return "deleted";
        }

        @PutMapping("/api/things/{id}")
        ResponseEntity<ThingView> change(
                Asking asking, @PathVariable String id, @Valid @RequestBody ThingRequest request) {
            var by = asking.toSeen(request);
            if (by.onlyAt() == null || by.onlyAt() != 3) {
                throw new VersionOutdated(2, 3);
            }
            return Answers.found(new Kept<>(view(request, by), 4, false));
        }

        private static ThingView view(ThingRequest request, Instruction by) {
            return new ThingView(request.name(), by.command().value(), request.owner());
        }

        @GetMapping("/api/things")
        ResponseEntity<Page<String>> list(
                @RequestParam(required = false) @Nullable Integer limit,
                @RequestParam(required = false) @Nullable String cursor,
                HttpServletRequest request) {
            int unused = Cursor.limit(limit);
            var after = cursor == null ? List.<String>of() : CURSOR.read(cursor);
            return Answers.page(
                    new Page<>(List.of("after " + String.join(" ", after)), CURSOR.after("b", "2")), request);
        }

        /** As the driver says it where it was asked for documents. */
        private static MongoQueryException said(String answer) {
            return new MongoQueryException(BsonDocument.parse(answer), new ServerAddress());
        }

        @GetMapping("/api/refused/{kind}")
        String refused(@PathVariable String kind) {
            throw switch (kind) {
                case "version-outdated" -> new VersionOutdated(1, 2);
                case "key-reused" -> new KeyReused();
                case "outbox-full" -> new OutboxFull();
                case "outrun" -> new Outrun();
                case "store-away" -> new MongoSocketOpenException("secret", new ServerAddress(), new IOException());
                case "store-closing" -> said("{ok: 0, code: 91, codeName: 'ShutdownInProgress', errmsg: 'closed'}");
                case "store-says-no" -> said("{ok: 0, code: 2, codeName: 'BadValue', errmsg: 'secret'}");
                case "own" -> new OwnRefusal();
                default -> new IllegalStateException("{secret: {$gt: 1}} in java.lang.Object");
            };
        }
    }

    @SpringBootConfiguration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import({SmallController.class, OwnProblems.class})
    static class SmallService {

        @Bean
        Clock clock() {
            return Clock.systemUTC();
        }

        @Bean
        AccessRules accessRules() {
            return requests -> requests.requestMatchers("/api/for-managers")
                    .hasAuthority(AccessRules.authority(Role.MANAGER))
                    .requestMatchers(HttpMethod.POST, "/api/only-managers-write")
                    .hasAuthority(AccessRules.authority(Role.MANAGER))
                    .requestMatchers("/api/for-developers")
                    .hasAuthority(AccessRules.authority(Role.DEVELOPER))
                    .requestMatchers(
                            "/api/who",
                            "/api/for-viewers",
                            "/api/things/**",
                            "/api/required",
                            "/api/refused/**",
                            "/api/delivery",
                            "/api/quarantine/**")
                    .hasAuthority(AccessRules.authority(Role.VIEWER));
        }
    }
}
