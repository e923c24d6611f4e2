package eu.bilateral.kernel.setting;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.env.MockEnvironment;

class SettingsCheckTest {

    private final MockEnvironment settings = new MockEnvironment()
            .withProperty("spring.mongodb.uri", "mongodb://store:27017/contact-service")
            .withProperty("spring.cloud.stream.kafka.binder.brokers", "one:9092,two:9092")
            .withProperty("bilateral.identity.issuer", "https://identity.example")
            .withProperty("bilateral.identity.jwk-set-uri", "${bilateral.identity.issuer}/keys")
            .withProperty("bilateral.identity.audience", "bilateral-api")
            .withProperty("server.port", "8080")
            .withProperty("management.server.port", "9080");

    @Test
    void completeSettingsAreFine() {
        assertThat(new SettingsCheck(settings).findings()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "spring.mongodb.uri",
                "spring.cloud.stream.kafka.binder.brokers",
                "bilateral.identity.issuer",
                "bilateral.identity.audience"
            })
    void anEmptySettingIsMissing(String name) {
        settings.setProperty(name, " ");

        assertThat(new SettingsCheck(settings).findings()).contains(Setting.named(name) + " is missing");
    }

    @ParameterizedTest
    @CsvSource({
        "spring.mongodb.uri, mongodb://store:27017/, names no database after the hosts",
        "spring.mongodb.uri, postgres://store/x, is no MongoDB connection string",
        "spring.cloud.stream.kafka.binder.brokers, one;two, is no list of host:port",
        "bilateral.identity.issuer, identity.example, is no http or https address",
        "bilateral.identity.jwk-set-uri, file:/keys, is no http or https address"
    })
    void aSettingThatCannotBeReadIsNamedAndNotShown(String name, String value, String finding) {
        settings.setProperty(name, value);

        assertThat(new SettingsCheck(settings).findings())
                .contains(Setting.named(name) + " " + finding)
                .noneMatch(said -> said.contains(value));
    }

    @Test
    void aSecretThatIsNotThereIsNamedAndTheRestOfTheValueIsNot() {
        settings.setProperty("spring.mongodb.uri", "mongodb://hush:${secret.mongodb}@store/contact-service");

        assertThat(new SettingsCheck(settings).findings())
                .containsExactly("spring.mongodb.uri (SPRING_MONGODB_URI) refers to secret.mongodb, which is missing");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "spring.kafka.bootstrap-servers | three:9092 | name different brokers: set the first alone",
                "spring.kafka.security.protocol | SASL_SSL | asks for credentials and",
                "spring.kafka.properties.sasl.jaas.config | a secret | would not use",
                "server.port | 9080 | are the same port"
            })
    void settingsThatContradictEachOtherAreNamed(String name, String value, String finding) {
        settings.setProperty(name, value);

        assertThat(new SettingsCheck(settings).findings())
                .singleElement()
                .asString()
                .contains(finding, name)
                .doesNotContain("a secret", "three:9092");
    }

    @Test
    void theDoorMustKnowItsServicesAndItsOwnSecretAndOneIssuer() {
        settings.setProperty("bilateral.services.contact", "http://contact-service:8081");
        settings.setProperty("bilateral.services.meeting", "meeting-service");
        settings.setProperty("spring.security.oauth2.client.registration.bilateral.client-id", "bilateral");
        settings.setProperty("spring.security.oauth2.client.provider.bilateral.issuer-uri", "https://other.example");

        assertThat(new SettingsCheck(settings).findings())
                .containsExactly(
                        "bilateral.services.meeting (BILATERAL_SERVICES_MEETING) is no http or https address",
                        "bilateral.services.follow-up (BILATERAL_SERVICES_FOLLOW_UP) is missing",
                        "spring.security.oauth2.client.registration.bilateral.client-secret"
                                + " (SPRING_SECURITY_OAUTH2_CLIENT_REGISTRATION_BILATERAL_CLIENT_SECRET) is missing",
                        "spring.security.oauth2.client.provider.bilateral.issuer-uri"
                                + " (SPRING_SECURITY_OAUTH2_CLIENT_PROVIDER_BILATERAL_ISSUER_URI) and"
                                + " bilateral.identity.issuer (BILATERAL_IDENTITY_ISSUER) are different issuers:"
                                + " people would sign in for nothing");
    }
}
