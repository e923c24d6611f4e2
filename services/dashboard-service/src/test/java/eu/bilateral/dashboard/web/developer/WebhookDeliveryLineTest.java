package eu.bilateral.dashboard.web.developer;

import static org.assertj.core.api.Assertions.assertThat;

import eu.bilateral.dashboard.web.SampleWebhooks;
import eu.bilateral.dashboard.web.SampleWords;
import eu.bilateral.dashboard.web.SampleWorkspace;
import eu.bilateral.dashboard.webhook.HeardEvent;
import eu.bilateral.dashboard.webhook.Webhook;
import eu.bilateral.dashboard.webhook.WebhookDelivery;
import eu.bilateral.kernel.id.EventId;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class WebhookDeliveryLineTest {

    private static final Instant NINE = SampleWorkspace.NINE_ON_TUESDAY;
    private static final Webhook PORTAL = SampleWebhooks.desk()
            .get(SampleWorkspace.OFFICE, SampleWebhooks.PORTAL)
            .state();

    private static WebhookDeliveryLine line(String type, Webhook webhook) {
        var event = new HeardEvent(SampleWorkspace.OFFICE, EventId.next(), type, "boston", NINE, "{}", null);
        var delivery = WebhookDelivery.of(event, webhook, 1, NINE);
        return WebhookDeliveryLine.from(delivery, webhook, SampleWords.ENGLISH, NINE);
    }

    @Test
    void aTestWaitsForNobody() {
        assertThat(line(WebhookDelivery.TEST, PORTAL).next()).isEqualTo("next attempt in a moment");
        assertThat(line(WebhookDelivery.TEST, PORTAL.paused()).next()).isEqualTo("next attempt in a moment");
        assertThat(line(WebhookDelivery.TEST, PORTAL).button()).isNull();
    }

    @Test
    void anEventMayWaitForAnotherAndForItsWebhookToGoOn() {
        assertThat(line("meeting-held", PORTAL).next()).contains("after an earlier one of the same partnership");
        assertThat(line("meeting-held", PORTAL).button()).isEqualTo("Send now");
        assertThat(line("meeting-held", PORTAL.paused()).next()).isEqualTo("goes out once the webhook goes on");
        assertThat(line("meeting-held", PORTAL.paused()).button()).isNull();
    }
}
