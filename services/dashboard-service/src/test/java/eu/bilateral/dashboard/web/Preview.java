package eu.bilateral.dashboard.web;

import eu.bilateral.dashboard.gateway.Deliveries;
import eu.bilateral.dashboard.gateway.Quarantines;
import eu.bilateral.dashboard.gateway.ServiceAnswer.Done;
import eu.bilateral.dashboard.gateway.WholeApi;
import eu.bilateral.dashboard.stream.EventStreams;
import eu.bilateral.dashboard.web.page.Visitor;
import eu.bilateral.dashboard.web.page.Visitors;
import eu.bilateral.dashboard.webhook.WebhookDesk;
import eu.bilateral.kernel.catalogue.Entrance;
import eu.bilateral.kernel.command.Role;
import eu.bilateral.kernel.delivery.EventFormat;
import eu.bilateral.kernel.delivery.QuarantineDesk;
import eu.bilateral.kernel.security.Caller;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mockito.Mockito;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.thymeleaf.autoconfigure.ThymeleafAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Import;
import tools.jackson.databind.json.JsonMapper;

/**
 * Serves the pages over a sample workspace, without sign-in and without any other service: for looking at them. No
 * configuration by name, so that the service under test does not find it.
 */
@ImportAutoConfiguration({
    TomcatServletWebServerAutoConfiguration.class,
    DispatcherServletAutoConfiguration.class,
    WebMvcAutoConfiguration.class,
    HttpMessageConvertersAutoConfiguration.class,
    ThymeleafAutoConfiguration.class
})
@Import(Quarantines.class)
@ComponentScan(
        basePackageClasses = Preview.class,
        excludeFilters = @Filter(type = FilterType.REGEX, pattern = ".*(BrowserSecurity|Test|LivePages)(\\$.*)?"))
class Preview {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    public static void main(String[] arguments) {
        var application = new SpringApplication(Preview.class);
        application.setDefaultProperties(Map.of(
                "server.port", "8099",
                "management.server.port", "-1",
                "spring.main.banner-mode", "off",
                "spring.thymeleaf.cache", "false",
                "bilateral.developer-pages", "true",
                "bilateral.clock-offset", "-P1D"));
        application.run(arguments);
    }

    @Bean
    SampleWorkspace sample() {
        return new SampleWorkspace();
    }

    @Bean
    SampleServices services() {
        var services = new SampleServices();
        var meeting = JSON.readTree(SampleServices.HELD);
        services.answer("GET", "/api/meetings/" + SampleServices.MEETING, new Done(200, "\"1\"", null, meeting));
        services.answer(
                "GET",
                "/api/meetings?limit=50",
                new Done(200, null, null, JSON.readTree("{\"items\":[" + SampleServices.HELD + "]}")));
        return services;
    }

    @Bean
    EventStreams streams() {
        return Mockito.mock(EventStreams.class);
    }

    @Bean
    QuarantineDesk quarantine() {
        return Mockito.mock(QuarantineDesk.class);
    }

    @Bean
    WebhookDesk webhooks() {
        return SampleWebhooks.desk();
    }

    @Bean
    EventFormat eventFormat() {
        return new EventFormat();
    }

    @Bean
    WholeApi api() {
        return new SampleApi();
    }

    @Bean
    Entrance entrance() {
        return new Entrance(List.of("localhost:9092"), "PLAINTEXT", null);
    }

    @Bean
    JsonMapper json() {
        return JSON;
    }

    @Bean
    Deliveries deliveries() {
        return new SampleDeliveries();
    }

    @Bean
    Clock clock() {
        return Clock.offset(
                Clock.systemUTC(), Duration.between(Clock.systemUTC().instant(), SampleWorkspace.NINE_ON_TUESDAY));
    }

    @Bean
    Visitors visitors() {
        var manager = new Caller(SampleWorkspace.OFFICE, SampleWorkspace.MANAGER, Role.MANAGER);
        return (request, response) ->
                Optional.ofNullable(request.getParameter("stranger") == null ? new Visitor(manager, "token") : null);
    }
}
