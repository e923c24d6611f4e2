package eu.bilateral.meeting;

import eu.bilateral.kernel.testing.ActuatorPort;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.annotation.DirtiesContext;

@SpringBootTest(
        classes = {MeetingServiceApplication.class, RunningService.Surroundings.class},
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.config.name=meeting-service",
            "management.server.port=0",
            "spring.cloud.stream.default.group=meeting-service-actuator"
        })
@DirtiesContext
class ActuatorIT extends RunningService {

    @Value("${local.server.port}")
    private int port;

    @Value("${local.management.port}")
    private int actuator;

    @Test
    void healthIsToldOnAPortOfItsOwn() {
        ActuatorPort.tellsHealthAndNothingElse(actuator, port);
    }
}
