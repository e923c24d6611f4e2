package eu.bilateral.meeting;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Bean;

/** Starts meeting-service. */
@SpringBootApplication(proxyBeanMethods = false)
public class MeetingServiceApplication {

    public static void main(String[] arguments) {
        new SpringApplicationBuilder(MeetingServiceApplication.class)
                .properties("spring.config.name=meeting-service")
                .run(arguments);
    }

    /** Where meetings are that say nothing of it. */
    @Bean
    ZoneId home(@Value("${bilateral.zone:Europe/Warsaw}") ZoneId zone) {
        return zone;
    }

    /** The domain's clock; an offset lets a demonstration live in another year. */
    @Bean
    Clock clock(@Value("${bilateral.clock-offset:PT0S}") Duration offset) {
        // What MongoDB keeps of an instant.
        return Clock.tick(Clock.offset(Clock.systemUTC(), offset), Duration.ofMillis(1));
    }
}
