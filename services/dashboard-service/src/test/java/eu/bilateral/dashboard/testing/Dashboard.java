package eu.bilateral.dashboard.testing;

import eu.bilateral.dashboard.DashboardServiceApplication;
import eu.bilateral.kernel.testing.TestStore;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;

/** The whole service on a free port, with the real broker and a document store in the test's process. */
public final class Dashboard implements AutoCloseable {

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private static final Set<String> GONE = ConcurrentHashMap.newKeySet();

    private final ConfigurableApplicationContext context;
    private final URI address;

    private Dashboard(ConfigurableApplicationContext context) {
        this.context = context;
        int port = Objects.requireNonNull(((WebServerApplicationContext) context).getWebServer())
                .getPort();
        this.address = URI.create("http://localhost:" + port);
    }

    /** From now on no token of that account counts in any service of the tests. */
    public static void disable(String account) {
        var unused = GONE.add(account);
    }

    /** A connection string of an empty store, to start one or more services on. */
    public static String freshStore() {
        return TestStore.freshDatabase();
    }

    public static Dashboard start(String store, String... settings) {
        return startWith(List.of(), store, settings);
    }

    /** The service with these beside its own parts. */
    public static Dashboard startWith(List<Class<?>> more, String store, String... settings) {
        var all = new LinkedHashMap<String, String>();
        all.put("server.port", "0");
        all.put("management.server.port", "0");
        all.put("server.shutdown", "immediate");
        all.put("spring.mongodb.uri", store);
        all.put("spring.cloud.stream.kafka.binder.brokers", Broker.servers());
        all.put("spring.cloud.stream.default.group", group(store));
        all.put("bilateral.delivery.service", group(store));
        all.put("bilateral.read-models.look-every", "100ms");
        all.put("bilateral.read-models.keep-old", "1s");
        all.put("spring.main.register-shutdown-hook", "false");
        for (var setting : settings) {
            var parts = setting.substring(2).split("=", 2);
            all.put(parts[0], parts[1]);
        }
        var sources = new ArrayList<Class<?>>(
                List.of(DashboardServiceApplication.class, TestTokens.class, WatchedStore.class));
        sources.addAll(more);
        return new Dashboard(new SpringApplicationBuilder(sources.toArray(Class<?>[]::new))
                .properties("spring.config.name=dashboard-service")
                .run(all.entrySet().stream()
                        .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                        .toArray(String[]::new)));
    }

    private static String group(String store) {
        return "dashboard-" + store.substring(store.lastIndexOf('/') + 1);
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    /** The port on which it tells its health. */
    public int actuatorPort() {
        return context.getEnvironment().getRequiredProperty("local.management.port", Integer.class);
    }

    public URI address(String path) {
        return address.resolve(path);
    }

    public HttpRequest.Builder request(String path, String token) {
        return HttpRequest.newBuilder(address(path))
                .timeout(Duration.ofSeconds(30))
                .header("Authorization", "Bearer " + token);
    }

    public HttpResponse<String> get(String path, String token) {
        return send(request(path, token).GET().build());
    }

    public HttpResponse<String> post(String path, String token, String json) {
        return send(request(path, token)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json))
                .build());
    }

    public static HttpResponse<String> send(HttpRequest request) {
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    @Override
    public void close() {
        context.close();
    }

    /** A token that the service under test believes, valid for that long. */
    public static String token(String workspace, String account, String role, Duration lifetime) {
        return String.join(
                "~",
                workspace,
                account,
                role,
                Long.toString(Instant.now().plus(lifetime).toEpochMilli()));
    }

    public static String token(String workspace, String account, String role) {
        return token(workspace, account, role, Duration.ofHours(1));
    }

    /** In the place of the issuer: what is in a token is what it says. */
    @Configuration(proxyBeanMethods = false)
    public static class TestTokens {

        @Bean
        JwtDecoder jwtDecoder() {
            return token -> {
                var parts = token.split("~");
                if (parts.length != 4) {
                    throw new BadJwtException("no token of this test");
                }
                if (GONE.contains(parts[1])) {
                    throw new BadJwtException("an account that is gone");
                }
                return new Jwt(
                        token,
                        Instant.now().minusSeconds(1),
                        Instant.ofEpochMilli(Long.parseLong(parts[3])),
                        Map.of("alg", "none"),
                        Map.of("sub", parts[1], "workspace", parts[0], "role", parts[2]));
            };
        }
    }
}
