package eu.bilateral.dashboard;

import eu.bilateral.dashboard.stream.WallClock;
import eu.bilateral.kernel.catalogue.Entrance;
import eu.bilateral.kernel.delivery.BrokerAccess;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;

/** Starts dashboard-service. */
@SpringBootApplication(proxyBeanMethods = false)
@ConfigurationPropertiesScan
public class DashboardServiceApplication {

    public static void main(String[] arguments) {
        new SpringApplicationBuilder(DashboardServiceApplication.class)
                .properties("spring.config.name=dashboard-service")
                .run(arguments);
    }

    /** The domain's clock; an offset lets a demonstration live in another year. */
    @Bean
    Clock clock(@Value("${bilateral.clock-offset:PT0S}") Duration offset) {
        // What MongoDB keeps of an instant.
        return Clock.tick(Clock.offset(Clock.systemUTC(), offset), Duration.ofMillis(1));
    }

    /** Where others find the topics; published at other addresses than the services', if those are given. */
    @Bean
    Entrance entrance(BrokerAccess access, @Value("${bilateral.events.brokers:}") List<String> addresses) {
        return Entrance.of(access, addresses);
    }

    /** The real time, by which tokens expire whatever year the domain lives in. */
    @Bean
    WallClock wallClock() {
        return Instant::now;
    }
}
