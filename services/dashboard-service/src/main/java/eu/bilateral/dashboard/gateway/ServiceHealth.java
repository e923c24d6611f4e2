package eu.bilateral.dashboard.gateway;

import java.io.IOException;
import java.net.URI;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.springframework.stereotype.Component;

/** Asks the other services how they are. */
@Component
public class ServiceHealth {

    private static final int NOT_READY_FROM = 500;

    private final Line line;

    ServiceHealth(Line line) {
        this.line = line;
    }

    /** How a service is. */
    public enum State {
        UP,
        /** It answers, and says that it cannot work: its store or the broker is away. */
        NOT_READY,
        DOWN
    }

    /** How that service is now; takes no longer than the time limit of a call. */
    public State of(Neighbour service) {
        // A service may keep its readiness to itself; that it says so is an answer, too.
        var readiness = URI.create(line.address(service) + "/actuator/health/readiness");
        try (var answer = line.open(service, () -> new HttpUriRequestBase("GET", readiness), false)) {
            return answer.getCode() < NOT_READY_FROM ? State.UP : State.NOT_READY;
        } catch (ServiceUnavailable | IOException away) {
            return State.DOWN;
        }
    }
}
