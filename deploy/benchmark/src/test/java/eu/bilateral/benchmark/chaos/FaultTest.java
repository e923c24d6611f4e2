package eu.bilateral.benchmark.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FaultTest {

    private static final Duration LONG = Duration.ofMinutes(10);

    @Test
    void theSameSeedPlansTheSameFaults() {
        assertThat(Fault.plan(seeded(7, FaultKind.all()))).isEqualTo(Fault.plan(seeded(7, FaultKind.all())));
        assertThat(Fault.plan(seeded(7, FaultKind.all()))).isNotEqualTo(Fault.plan(seeded(8, FaultKind.all())));
    }

    @Test
    void everyKindComesOnceBeforeAnyComesAgain() {
        var kinds = FaultKind.all();

        assertThat(Fault.plan(seeded(7, FaultKind.all())).subList(0, kinds.size()))
                .extracting(Fault::kind)
                .containsExactlyInAnyOrderElementsOf(kinds);
    }

    @Test
    void oneKindAloneCanBeAskedFor() {
        assertThat(Fault.plan(seeded(7, List.of(FaultKind.KILL))))
                .extracting(Fault::kind)
                .containsOnly(FaultKind.KILL);
    }

    private static Options seeded(long seed, List<FaultKind> only) {
        return new Options(Path.of("."), LONG, seed, 100, Duration.ofSeconds(6), Map.of(), only, 1);
    }
}
