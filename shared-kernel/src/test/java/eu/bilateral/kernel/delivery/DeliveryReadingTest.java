package eu.bilateral.kernel.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import eu.bilateral.kernel.delivery.DeliveryReading.Hearing;
import eu.bilateral.kernel.delivery.DeliveryReading.Outbox;
import eu.bilateral.kernel.delivery.DeliveryReading.Parked;
import eu.bilateral.kernel.delivery.DeliveryReading.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DeliveryReadingTest {

    private static final Instant NOON = Instant.parse("2030-03-01T12:00:00Z");
    private static final Instant A_MOMENT_AGO = NOON.minusSeconds(3);
    private static final Instant A_WHILE_AGO = NOON.minusSeconds(30);
    private static final Outbox NOTHING_TO_TELL = new Outbox(0, null);
    private static final Parked NOTHING_PARKED = new Parked(0, 0);
    private static final Hearing UP_TO_DATE = hearing(true, false, 0L, null);

    @ParameterizedTest(name = "{0}")
    @MethodSource("readings")
    void theVerdictNamesTheWorstOfWhatWasRead(
            String what, Verdict verdict, @Nullable Outbox outbox, @Nullable Parked parked, List<Hearing> hears) {
        assertThat(DeliveryReading.of(NOON, outbox, parked, hears).verdict()).isEqualTo(verdict);
    }

    static Stream<Arguments> readings() {
        return Stream.of(
                reading("who hears nothing by design is well", Verdict.WELL, NOTHING_TO_TELL, NOTHING_PARKED),
                reading("up to date", Verdict.WELL, NOTHING_TO_TELL, NOTHING_PARKED, UP_TO_DATE),
                reading("on their way", Verdict.WELL, new Outbox(40, A_MOMENT_AGO), NOTHING_PARKED, UP_TO_DATE),
                reading(
                        "just come in",
                        Verdict.WELL,
                        NOTHING_TO_TELL,
                        NOTHING_PARKED,
                        hearing(true, false, 12L, A_MOMENT_AGO)),
                reading("poison", Verdict.PARKED, NOTHING_TO_TELL, new Parked(1, 0), UP_TO_DATE),
                reading("behind poison", Verdict.PARKED, NOTHING_TO_TELL, new Parked(0, 1), UP_TO_DATE),
                reading("untold", Verdict.BEHIND, new Outbox(1, A_WHILE_AGO), new Parked(1, 0), UP_TO_DATE),
                reading(
                        "unheard for a while",
                        Verdict.BEHIND,
                        NOTHING_TO_TELL,
                        NOTHING_PARKED,
                        UP_TO_DATE,
                        hearing(true, false, 1L, A_WHILE_AGO)),
                reading(
                        "much unheard",
                        Verdict.BEHIND,
                        NOTHING_TO_TELL,
                        NOTHING_PARKED,
                        hearing(true, false, 5_000L, A_MOMENT_AGO)),
                reading(
                        "a stopped consumer",
                        Verdict.STOPPED,
                        NOTHING_TO_TELL,
                        NOTHING_PARKED,
                        UP_TO_DATE,
                        hearing(false, false, 0L, null)),
                reading(
                        "a silent binding",
                        Verdict.STOPPED,
                        NOTHING_TO_TELL,
                        NOTHING_PARKED,
                        hearing(true, true, 1L, A_WHILE_AGO)),
                reading(
                        "no broker",
                        Verdict.STOPPED,
                        NOTHING_TO_TELL,
                        NOTHING_PARKED,
                        hearing(true, false, null, null)),
                reading("no store", Verdict.STOPPED, null, null, UP_TO_DATE));
    }

    private static Arguments reading(
            String what, Verdict verdict, @Nullable Outbox outbox, @Nullable Parked parked, Hearing... hears) {
        return arguments(what, verdict, outbox, parked, List.of(hears));
    }

    private static Hearing hearing(
            boolean listening, boolean silent, @Nullable Long lag, @Nullable Instant waitingSince) {
        return new Hearing("meeting-events", "small", listening, silent, lag, waitingSince, null, null, 0, 0L, 0L);
    }
}
