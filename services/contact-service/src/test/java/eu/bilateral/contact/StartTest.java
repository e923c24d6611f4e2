package eu.bilateral.contact;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

import eu.bilateral.kernel.testing.TestBroker;
import eu.bilateral.kernel.testing.TestStore;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** What the service asks of its surroundings before it starts, and how it says no. */
class StartTest {

    private final String store = TestStore.freshDatabase();

    @Test
    void aServiceWithoutAnIssuerSaysSoInOneLine() {
        assertThat(refusal("--bilateral.identity.issuer="))
                .containsExactly(
                        "contact-service cannot start: bilateral.identity.issuer (BILATERAL_IDENTITY_ISSUER) is"
                                + " missing; bilateral.identity.jwk-set-uri (BILATERAL_IDENTITY_JWK_SET_URI) is no http or https"
                                + " address");
    }

    @Test
    void aSettingOfTheWrongKindIsSaidInOneLine() {
        assertThat(refusal("--bilateral.delivery.send-timeout=soon"))
                .singleElement()
                .asString()
                .startsWith("contact-service cannot start: bilateral.delivery.send-timeout"
                        + " (BILATERAL_DELIVERY_SEND_TIMEOUT) does not take what it is set to: ");
    }

    @Test
    void aServiceThatMayMakeNothingWaitsForTheCommandThatDoes() {
        assertThat(refusal("--bilateral.ground.missing=refuse"))
                .singleElement()
                .asString()
                .startsWith("contact-service cannot start: the collection ")
                .contains(" lacks the index ");

        try (var prepared = start("--bilateral.prepare")) {
            assertThat(prepared.isActive()).isFalse();
        }
        try (var again = start("--bilateral.prepare")) {
            assertThat(again.isActive()).isFalse();
        }

        try (var service = start("--bilateral.ground.missing=refuse")) {
            assertThat(service.isRunning()).isTrue();
        }
    }

    private List<String> refusal(String... settings) {
        var said = new ByteArrayOutputStream();
        var before = System.err;
        System.setErr(new PrintStream(said, true, UTF_8));
        try {
            assertThatException().isThrownBy(() -> start(settings).close());
        } finally {
            System.setErr(before);
        }
        // Without Logback's own lines: the broker of the tests logs from its threads while logging is set up anew.
        return said.toString(UTF_8)
                .lines()
                .filter(line -> !line.contains(" |-"))
                .toList();
    }

    private ConfigurableApplicationContext start(String... settings) {
        var all = new ArrayList<>(List.of(
                "--server.port=0",
                "--management.server.port=0",
                "--spring.main.register-shutdown-hook=false",
                "--spring.mongodb.uri=" + store,
                "--spring.cloud.stream.kafka.binder.brokers=" + TestBroker.bootstrapServers()));
        all.addAll(List.of(settings));
        return new SpringApplicationBuilder(ContactServiceApplication.class)
                .properties("spring.config.name=contact-service")
                .run(all.toArray(String[]::new));
    }
}
