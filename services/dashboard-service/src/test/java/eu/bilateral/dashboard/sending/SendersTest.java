package eu.bilateral.dashboard.sending;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.timeout;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import eu.bilateral.dashboard.webhook.Anywhere;
import eu.bilateral.dashboard.webhook.Turns;
import eu.bilateral.dashboard.webhook.WebhookDeliveries;
import eu.bilateral.dashboard.webhook.Webhooks;
import eu.bilateral.kernel.tracing.Traces;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class SendersTest {

    @Test
    void anErrorDoesNotEndTheLookAtTheWebhooks(CapturedOutput log) {
        var turns = mock(Turns.class);
        when(turns.all()).thenThrow(new OutOfMemoryError("for a moment")).thenReturn(List.of());
        var senders = new Senders(
                mock(Webhooks.class),
                mock(WebhookDeliveries.class),
                turns,
                mock(Carrier.class),
                Anywhere.settings(Map.of("bilateral.webhooks.look-every", "10ms")),
                Clock.systemUTC(),
                Instant::now,
                new SimpleMeterRegistry(),
                Traces.none());

        senders.start();
        try {
            verify(turns, timeout(30_000).atLeast(2)).all();
            assertThat(log).contains("ALARM webhooks: ").contains("for a moment");
        } finally {
            senders.stop();
        }
    }
}
