package eu.bilateral.dashboard.sending;

import static org.assertj.core.api.Assertions.assertThat;

import eu.bilateral.dashboard.webhook.WebhookDeliveries.Waiting;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class AgendaTest {

    static final Instant NOON = Instant.parse("2030-03-01T12:00:00Z");

    final Agenda agenda = new Agenda();

    static Waiting waiting(String lane, long place) {
        return new Waiting(lane + place, lane, place, NOON, false);
    }

    Waiting begun() {
        return Objects.requireNonNull(agenda.begin(NOON));
    }

    @Test
    void inALaneOnlyTheFirstGoesAndTheNextWhenItIsDoneWith() {
        agenda.replace(List.of(waiting("a", 1), waiting("b", 2), waiting("a", 3)));

        var first = begun();
        assertThat(first.id()).isEqualTo("a1");
        assertThat(begun().id()).isEqualTo("b2");
        assertThat(agenda.begin(NOON)).isNull();

        agenda.end(first, null);
        assertThat(begun().id()).isEqualTo("a3");
    }

    @Test
    void whatMustWaitHoldsUpItsOwnLaneOnly() {
        agenda.replace(List.of(waiting("a", 1), waiting("a", 2), waiting("b", 3)));

        agenda.end(begun(), NOON.plusSeconds(5));

        assertThat(begun().id()).isEqualTo("b3");
        assertThat(agenda.begin(NOON)).isNull();
        assertThat(agenda.nextDue()).isEqualTo(NOON.plusSeconds(5));
        assertThat(Objects.requireNonNull(agenda.begin(NOON.plusSeconds(5))).id())
                .isEqualTo("a1");
    }

    @Test
    void whatIsLoadedAnewMeanwhileDoesNotGoTwice() {
        agenda.replace(List.of(waiting("a", 1)));
        var first = begun();

        agenda.replace(List.of(waiting("a", 1), waiting("a", 2)));

        assertThat(agenda.begin(NOON)).isNull();
        agenda.end(first, null);
        var second = begun();
        assertThat(second.id()).isEqualTo("a2");
        agenda.end(second, null);
        assertThat(agenda.isEmpty()).isTrue();
    }

    @Test
    void aTestGoesBeforeAllThatWaits() {
        agenda.replace(List.of(waiting("a", 1), new Waiting("t", "t", 9, NOON, true)));

        assertThat(begun().id()).isEqualTo("t");
    }
}
