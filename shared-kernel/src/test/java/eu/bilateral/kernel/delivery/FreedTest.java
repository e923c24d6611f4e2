package eu.bilateral.kernel.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.timeout;
import static org.mockito.Mockito.verify;

import eu.bilateral.kernel.delivery.DeliveryAutoConfiguration.Freed;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class FreedTest {

    @Test
    void anErrorDoesNotEndTheLookThroughTheQuarantine(CapturedOutput log) {
        var desk = mock(QuarantineDesk.class);
        doThrow(new OutOfMemoryError("for a moment")).doNothing().when(desk).replayFreed();

        try (var freed = new Freed(desk, Duration.ofMillis(10))) {
            verify(desk, timeout(30_000).atLeast(2)).replayFreed();
            assertThat(log).contains("ALARM quarantine: ").contains("for a moment");
        }
    }
}
