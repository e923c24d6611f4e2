package eu.bilateral.dashboard.webhook;

import static eu.bilateral.dashboard.webhook.AddressRulesTest.settings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.bilateral.kernel.setting.StartRefused;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebhookSettingsTest {

    @Test
    void whatNobodySetsHolds() {
        assertThat(settings(Map.of()).lease()).isEqualTo(Duration.ofSeconds(30));
    }

    @ParameterizedTest
    @CsvSource({
        "answer-within, 15s, BILATERAL_WEBHOOKS_LEASE",
        "lease, 20s, BILATERAL_WEBHOOKS_LEASE",
        "attempts, 0, BILATERAL_WEBHOOKS_ATTEMPTS",
        "at-once, 0, BILATERAL_WEBHOOKS_AT_ONCE",
        "pause-grows, 0.5, BILATERAL_WEBHOOKS_PAUSE_GROWS",
        "most-waiting, 0, BILATERAL_WEBHOOKS_MOST_WAITING",
        "ports, 70000, BILATERAL_WEBHOOKS_PORTS",
        "allow, everywhere, BILATERAL_WEBHOOKS_ALLOW"
    })
    void whatCannotWorkIsRefusedByItsName(String setting, String value, String named) {
        assertThatThrownBy(() -> settings(Map.of("bilateral.webhooks." + setting, value)))
                .hasRootCauseInstanceOf(StartRefused.class)
                .rootCause()
                .hasMessageContaining(named);
    }
}
