package eu.bilateral.kernel.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class SilentBindingsTest {

    private static final Instant NOON = Instant.parse("2030-03-01T12:00:00Z");
    private static final String TOPIC = "meeting-events";

    private final Hands clock = new Hands(NOON);
    private final SilentBindings silent = new SilentBindings(Duration.ofSeconds(60), clock);

    @Test
    void aBindingThatShouldHearAndHearsNothingRaisesOneAlarm(CapturedOutput log) {
        look(0, 7);
        clock.at(NOON.plusSeconds(10));
        look(3, 7);
        clock.at(NOON.plusSeconds(60));
        look(3, 7);
        assertThat(log).doesNotContain("ALARM");

        clock.at(NOON.plusSeconds(65));
        look(4, 7);
        clock.at(NOON.plusSeconds(300));
        look(5, 7);

        assertThat(log.getAll().lines().filter(line -> line.contains("ALARM")))
                .singleElement()
                .asString()
                .contains("ALARM silent binding: meeting-events has 4 events to hear and has heard nothing for 65 s");
        assertThat(silent.isSilent(TOPIC)).isTrue();
        assertThat(silent.waitingSince(TOPIC)).isEqualTo(NOON);
    }

    @Test
    void itIsSaidWhenASilentBindingHearsAgainAndTheNextSilenceRaisesAnAlarmOfItsOwn(CapturedOutput log) {
        look(3, 7);
        clock.at(NOON.plusSeconds(61));
        look(3, 7);

        clock.at(NOON.plusSeconds(80));
        look(2, 8);

        assertThat(log).contains("meeting-events is heard again, after 80 s of silence; 2 events are still to hear");
        assertThat(silent.isSilent(TOPIC)).isFalse();
        assertThat(silent.waitingSince(TOPIC)).isEqualTo(NOON.plusSeconds(80));

        clock.at(NOON.plusSeconds(200));
        look(2, 8);
        assertThat(log.getAll().lines().filter(line -> line.contains("ALARM"))).hasSize(2);
    }

    @Test
    void aBindingThatHasNothingToHearMayBeQuietForEver(CapturedOutput log) {
        look(0, 7);
        clock.at(NOON.plus(Duration.ofDays(3)));
        look(0, 7);
        clock.at(clock.instant().plusSeconds(5));
        look(1, 7);

        assertThat(log).doesNotContain("ALARM");
        assertThat(silent.isSilent(TOPIC)).isFalse();
    }

    @Test
    void aBindingThatIsFarBehindButHearsIsNotSilent(CapturedOutput log) {
        for (int minute = 0; minute < 10; minute++) {
            clock.at(NOON.plus(Duration.ofMinutes(2L * minute)));
            look(100_000, minute);
        }

        assertThat(log).doesNotContain("ALARM");
    }

    @Test
    void whatWasHandledHereCountsAlsoBeforeItIsCommitted(CapturedOutput log) {
        look(3, 7);
        clock.at(NOON.plusSeconds(65));
        look(3, 7, NOON.plusSeconds(50));

        assertThat(log).doesNotContain("ALARM");
        assertThat(silent.waitingSince(TOPIC)).isEqualTo(NOON.plusSeconds(50));
    }

    private void look(long unheard, long heardUpTo) {
        look(unheard, heardUpTo, null);
    }

    private void look(long unheard, long heardUpTo, @Nullable Instant handledAt) {
        silent.look(TOPIC, new Backlog(unheard, heardUpTo), handledAt);
    }
}
