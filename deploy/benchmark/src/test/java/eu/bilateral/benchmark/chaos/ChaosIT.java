package eu.bilateral.benchmark.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Short runs with fixed seeds: what is shipped loses nothing, and what is broken on purpose does not pass. */
@Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ChaosIT {

    private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();
    private static final int RATE = 40;

    @Test
    void theShippedBuildLosesNothingAndDoublesNothing() throws Exception {
        var report = run(null, FaultKind.KILL_WHILE_BROKER_FROZEN, Duration.ofSeconds(14));

        assertThat(report.findings()).as(report.text()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "send-taken-for-done,   KILL_WHILE_BROKER_FROZEN",
        "bounded-deduplication, REPEATED",
        "stream-from-now,       REPEATED"
    })
    void aBuildThatIsBrokenOnPurposeIsCaught(String broken, FaultKind fault) throws Exception {
        var report = run(broken, fault, Duration.ofSeconds(12));

        assertThat(report.findings()).as(report.text()).isNotEmpty();
    }

    private static Report run(@Nullable String broken, FaultKind fault, Duration load) throws Exception {
        return Chaos.run(new Options(ROOT, load, 2017, RATE, Duration.ofSeconds(4), broken, fault));
    }
}
