package eu.bilateral.standalone.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class SigninLimitsTest {

    private static final String HERE = "127.0.0.1";

    private final Ticking clock = new Ticking();
    private final SigninLimits limits = new SigninLimits(clock);

    @Test
    void afterFiveFailuresTheNextTryWaitsAndThenPasses() {
        fail(5, "manager", HERE);

        assertThat(limits.begin("manager", HERE)).contains(Duration.ofMinutes(5));
        clock.now = clock.now.plus(Duration.ofMinutes(5));
        assertThat(limits.begin("manager", HERE)).isEmpty();
    }

    @Test
    void guessingFromOneAddressDoesNotShutOutAnother() {
        fail(5, "manager", "10.0.0.1");

        assertThat(limits.begin("manager", HERE)).isEmpty();
    }

    @Test
    void anAddressThatTriesManyAccountsWaitsToo() {
        for (int i = 0; i < 30; i++) {
            var unused = limits.begin("account" + i, HERE);
        }

        assertThat(limits.begin("yet-another", HERE)).isPresent();
        assertThat(limits.begin("yet-another", "10.0.0.1")).isEmpty();
    }

    @Test
    void aRightPasswordTakesTheFailuresBack() {
        fail(5, "manager", HERE);
        limits.succeeded("manager", HERE);
        fail(4, "manager", HERE);

        assertThat(limits.begin("manager", HERE)).isEmpty();
    }

    @Test
    void whoSignsInOftenDoesNotUseUpTheOthersTries() {
        for (int i = 0; i < 100; i++) {
            assertThat(limits.begin("manager", HERE)).isEmpty();
            limits.succeeded("manager", HERE);
        }

        assertThat(limits.begin("developer", HERE)).isEmpty();
    }

    private void fail(int times, String account, String address) {
        for (int i = 0; i < times; i++) {
            var unused = limits.begin(account, address);
        }
    }

    private static final class Ticking extends Clock {
        private Instant now = Instant.parse("2030-03-01T12:00:00Z");

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
