package eu.bilateral.dashboard.web;

import eu.bilateral.dashboard.gateway.Deliveries;
import eu.bilateral.dashboard.gateway.Quarantines;
import eu.bilateral.dashboard.gateway.WholeApi;
import eu.bilateral.dashboard.stream.EventStreams;
import eu.bilateral.dashboard.stream.WallClock;
import eu.bilateral.dashboard.webhook.WebhookDesk;
import eu.bilateral.kernel.catalogue.Entrance;
import eu.bilateral.kernel.delivery.EventFormat;
import eu.bilateral.kernel.delivery.QuarantineDesk;
import eu.bilateral.kernel.security.IdentitySettings;
import jakarta.servlet.http.Cookie;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.mockito.Mockito;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.thymeleaf.autoconfigure.ThymeleafAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.InMemoryClientRegistrationRepository;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import tools.jackson.databind.json.JsonMapper;

/** All pages over a sample workspace, behind the browser's own security. */
@EnableWebSecurity
@ImportAutoConfiguration({
    DispatcherServletAutoConfiguration.class,
    WebMvcAutoConfiguration.class,
    ThymeleafAutoConfiguration.class
})
@Import(Quarantines.class)
@ComponentScan(
        basePackageClasses = SampleApplication.class,
        excludeFilters = @Filter(type = FilterType.REGEX, pattern = ".*(Preview|Test)(\\$.*)?"))
public class SampleApplication {

    /** What a browser sends whose reader has chosen Polish. */
    public static Cookie polish() {
        return new Cookie("bilateral-language", "pl-PL");
    }

    @Bean
    SampleWorkspace sample() {
        return new SampleWorkspace();
    }

    @Bean
    SampleServices services() {
        return new SampleServices();
    }

    @Bean
    EventStreams streams() {
        var streams = Mockito.mock(EventStreams.class, Mockito.CALLS_REAL_METHODS);
        Mockito.doReturn(Optional.of("1.2.3")).when(streams).place();
        return streams;
    }

    @Bean
    WallClock wallClock() {
        return SampleWorkspace.CLOCK::instant;
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
    Entrance entrance() {
        return new Entrance(List.of("localhost:9092"), "PLAINTEXT", null);
    }

    @Bean
    WholeApi api() {
        return new SampleApi();
    }

    @Bean
    JsonMapper json() {
        return JsonMapper.builder().build();
    }

    @Bean
    Deliveries deliveries() {
        return new SampleDeliveries();
    }

    @Bean
    Clock clock() {
        return SampleWorkspace.CLOCK;
    }

    @Bean
    @Primary
    SwitchedVisitors switchedVisitors() {
        return new SwitchedVisitors();
    }

    @Bean
    IdentitySettings identity() {
        return new IdentitySettings("https://issuer.example", "https://issuer.example/keys", "bilateral-api");
    }

    @Bean
    JwtDecoder tokens() {
        return token -> {
            throw new org.springframework.security.oauth2.jwt.BadJwtException("No token counts here");
        };
    }

    @Bean
    ClientRegistrationRepository registrations() {
        return new InMemoryClientRegistrationRepository(ClientRegistration.withRegistrationId("bilateral")
                .clientId("bilateral")
                .clientSecret("secret")
                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                .redirectUri("{baseUrl}/login/oauth2/code/{registrationId}")
                .scope("openid")
                .authorizationUri("https://issuer.example/oauth2/authorize")
                .tokenUri("https://issuer.example/oauth2/token")
                .jwkSetUri("https://issuer.example/keys")
                .userNameAttributeName("sub")
                .build());
    }
}
