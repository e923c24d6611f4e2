package eu.bilateral.dashboard.gateway;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Sends away at once whoever wants to change something while the waiting room of the service is full, before token and body
 * are looked at. They would be sent away behind the security filters all the same; but there a flood of them takes more of
 * the processor than the work that is done meanwhile.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class Doorkeeper extends HttpFilter {

    private static final long serialVersionUID = 1L;
    private static final Set<String> CHANGING = Set.of("POST", "PUT");

    private final transient Line line;
    private final transient JsonMapper json;
    private final transient Counter sentAway;

    Doorkeeper(Line line, JsonMapper json, MeterRegistry metrics) {
        this.line = line;
        this.json = json;
        this.sentAway = Counter.builder("bilateral.door.sent.away")
                .description("Changes that found the waiting room of their service full")
                .register(metrics);
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        var service = CHANGING.contains(request.getMethod()) ? behind(request.getRequestURI()) : null;
        if (service == null || !line.isFull(service)) {
            chain.doFilter(request, response);
            return;
        }
        sentAway.increment();
        var problem = GatewayProblems.problem(ServiceUnavailable.busy(service, null));
        problem.setInstance(URI.create(request.getRequestURI()));
        response.setStatus(HttpStatus.SERVICE_UNAVAILABLE.value());
        response.setHeader(HttpHeaders.RETRY_AFTER, GatewayProblems.RETRY_AFTER);
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.getOutputStream().write(json.writeValueAsBytes(problem));
    }

    /** Who answers for that address; absent where nobody does, or where it is written so oddly that it takes a closer look. */
    private static @Nullable Neighbour behind(String path) {
        for (var routes : GatewayController.ROUTES.entrySet()) {
            if (routes.getValue().stream().anyMatch(route -> path.equals(route) || path.startsWith(route + "/"))) {
                return routes.getKey();
            }
        }
        return null;
    }
}
