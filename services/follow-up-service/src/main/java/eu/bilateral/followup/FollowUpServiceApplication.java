package eu.bilateral.followup;

import java.time.Clock;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Bean;

/** Starts follow-up-service. */
@SpringBootApplication(proxyBeanMethods = false)
public class FollowUpServiceApplication {

    public static void main(String[] arguments) {
        new SpringApplicationBuilder(FollowUpServiceApplication.class)
                .properties("spring.config.name=follow-up-service")
                .run(arguments);
    }

    /** The domain's clock; an offset lets a demonstration live in another year. */
    @Bean
    Clock clock(@Value("${bilateral.clock-offset:PT0S}") Duration offset) {
        // What MongoDB keeps of an instant.
        return Clock.tick(Clock.offset(Clock.systemUTC(), offset), Duration.ofMillis(1));
    }
}
