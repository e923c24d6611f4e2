package eu.bilateral.dashboard.web.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.boot.web.server.Cookie;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.InMemoryClientRegistrationRepository;
import org.springframework.security.oauth2.core.AuthorizationGrantType;

class BrowserSecurityTest {

    private static final String END = "https://identity.example/end";

    /** As from settings that name each address: nothing was discovered. */
    private final ClientRegistrationRepository known =
            new InMemoryClientRegistrationRepository(ClientRegistration.withRegistrationId("bilateral")
                    .clientId("bilateral")
                    .clientSecret("secret")
                    .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                    .redirectUri("{baseUrl}/login/oauth2/code/{registrationId}")
                    .authorizationUri("https://identity.example/authorize")
                    .tokenUri("https://identity.example/token")
                    .build());

    @Test
    void aLogOutEndsTheSessionAtTheIssuerWhereTheSettingsSayHow() {
        assertThat(told(BrowserSecurity.ending(known, END))).isEqualTo(Map.of("end_session_endpoint", END));
        assertThat(BrowserSecurity.ending(known, END).findByRegistrationId("another"))
                .isNull();
    }

    @Test
    void whatWasDiscoveredStaysWhereTheySayNothing() {
        assertThat(BrowserSecurity.ending(known, "")).isSameAs(known);
    }

    @Test
    void overTlsTheSessionCookieBelongsToThisHostAlone() {
        var cookie = new Cookie();
        cookie.setSecure(true);

        BrowserSecurity.guard(cookie);

        assertThat(cookie.getName()).isEqualTo("__Host-bilateral-session");
        assertThat(cookie.getPath()).isEqualTo("/");
        assertThat(cookie.getDomain()).isNull();
        assertThat(cookie.getHttpOnly()).isTrue();
        assertThat(cookie.getSameSite()).isEqualTo(Cookie.SameSite.LAX);
    }

    @Test
    void overPlainHttpWhereBrowsersWouldRefuseThatNameItHasAnother() {
        var cookie = new Cookie();

        BrowserSecurity.guard(cookie);

        assertThat(cookie.getName()).isEqualTo("bilateral-session");
    }

    private static Map<String, Object> told(ClientRegistrationRepository registrations) {
        return Objects.requireNonNull(registrations.findByRegistrationId("bilateral"))
                .getProviderDetails()
                .getConfigurationMetadata();
    }
}
