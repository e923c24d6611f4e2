package eu.bilateral.dashboard.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import eu.bilateral.dashboard.webhook.WebhookPost;
import eu.bilateral.dashboard.webhook.Webhooks;
import eu.bilateral.kernel.delivery.BrokerAccess;
import eu.bilateral.kernel.delivery.DeliverySettings;
import eu.bilateral.kernel.delivery.DeliveryWatch;
import eu.bilateral.kernel.delivery.EventFormat;
import eu.bilateral.kernel.delivery.Listeners;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Status;

class WebhookHearingTest {

    private static final Duration SOON = Duration.ofSeconds(20);

    private static WebhookHearing hearing(BrokerAccess broker) {
        var second = Duration.ofSeconds(1);
        return new WebhookHearing(
                mock(Webhooks.class),
                mock(WebhookPost.class),
                mock(EventFormat.class),
                new DeliverySettings("dashboard-service", second, second, second, second, second),
                broker,
                mock(DeliveryWatch.class),
                mock(Listeners.class));
    }

    @Test
    void anErrorThatEndsItIsSeen() {
        var broker = mock(BrokerAccess.class);
        when(broker.with(any())).thenThrow(new NoClassDefFoundError("of a test"));
        var hearing = hearing(broker);
        assertThat(hearing.health().getStatus()).isEqualTo(Status.UP);

        hearing.start();

        await().atMost(SOON).until(() -> hearing.health().getStatus(), Status.DOWN::equals);
        hearing.stop();
    }

    @Test
    void aBrokerThatIsAwayEndsNothing() {
        var hearing = hearing(BrokerAccess.at("127.0.0.1:1"));
        hearing.start();

        await().during(Duration.ofMillis(1_500))
                .atMost(SOON)
                .until(() -> hearing.health().getStatus(), Status.UP::equals);
        hearing.stop();
    }
}
