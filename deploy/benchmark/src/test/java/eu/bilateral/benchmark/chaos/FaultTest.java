package eu.bilateral.benchmark.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FaultTest {

    private static final Duration LONG = Duration.ofMinutes(10);

    @Test
    void theSameSeedPlansTheSameFaults() {
        assertThat(Fault.plan(seeded(7, null))).isEqualTo(Fault.plan(seeded(7, null)));
        assertThat(Fault.plan(seeded(7, null))).isNotEqualTo(Fault.plan(seeded(8, null)));
    }

    @Test
    void everyKindComesOnceBeforeAnyComesAgain() {
        var kinds = FaultKind.all();

        assertThat(Fault.plan(seeded(7, null)).subList(0, kinds.size()))
                .extracting(Fault::kind)
                .containsExactlyInAnyOrderElementsOf(kinds);
    }

    @Test
    void oneKindAloneCanBeAskedFor() {
        assertThat(Fault.plan(seeded(7, FaultKind.KILL)))
                .extracting(Fault::kind)
                .containsOnly(FaultKind.KILL);
    }

    private static Options seeded(long seed, @Nullable FaultKind only) {
        return new Options(Path.of("."), LONG, seed, 100, Duration.ofSeconds(6), null, only);
    }
}
