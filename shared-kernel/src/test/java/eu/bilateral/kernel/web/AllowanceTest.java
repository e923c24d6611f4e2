package eu.bilateral.kernel.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class AllowanceTest {

    final AtomicLong now = new AtomicLong();
    final Allowance sixAMinute = new Allowance(6, now::get);

    @Test
    void aBurstMayUseAMinutesShareAndThenWaitsForTheNext() {
        for (int used = 0; used < 6; used++) {
            assertThat(sixAMinute.use("anna")).isEmpty();
        }

        assertThat(sixAMinute.use("anna")).contains(Duration.ofSeconds(10));
        now.addAndGet(Duration.ofSeconds(10).toNanos());
        assertThat(sixAMinute.use("anna")).isEmpty();
        assertThat(sixAMinute.use("anna")).isPresent();
    }

    @Test
    void oneAccountsHurryCostsNobodyElseAnything() {
        for (int used = 0; used < 10; used++) {
            var unused = sixAMinute.use("anna");
        }

        assertThat(sixAMinute.use("jan")).isEmpty();
    }

    @Test
    void nobodySavesUpMoreThanAMinutesShare() {
        assertThat(sixAMinute.use("anna")).isEmpty();
        now.addAndGet(Duration.ofHours(5).toNanos());
        for (int used = 0; used < 6; used++) {
            assertThat(sixAMinute.use("anna")).isEmpty();
        }
        assertThat(sixAMinute.use("anna")).isPresent();
    }
}
