package eu.bilateral.kernel.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** What every service tells on its actuator's own port, and what it does not tell. */
public final class ActuatorPort {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private ActuatorPort() {}

    /** Health, info and figures to whoever reaches that port, nothing else there, and nothing of it on the API's port. */
    public static void tellsHealthAndNothingElse(int actuator, int api) {
        assertThat(actuator).isNotEqualTo(api);
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (status(actuator, "/actuator/health/readiness") != 200 && System.nanoTime() < until) {
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
        }
        for (var path : List.of("/health", "/health/liveness", "/health/readiness", "/info", "/prometheus")) {
            assertThat(status(actuator, "/actuator" + path)).as(path).isEqualTo(200);
            assertThat(status(api, "/actuator" + path)).as(path).isEqualTo(401);
        }
        for (var path :
                List.of("/actuator/env", "/actuator/heapdump", "/actuator/beans", "/actuator", "/api/who", "/")) {
            assertThat(status(actuator, path)).as(path).isIn(401, 403, 404);
        }
    }

    private static int status(int port, String path) {
        try {
            return HTTP.send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                                    .timeout(Duration.ofSeconds(30))
                                    .build(),
                            HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
