package eu.bilateral.standalone.endtoend.api;

import static org.assertj.core.api.Assertions.assertThat;

import eu.bilateral.standalone.endtoend.driver.LiveStream;
import eu.bilateral.standalone.endtoend.driver.RunningBilateral;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** What deploy/account changes holds within a minute: for tokens of hours, and for streams that are open. */
class AccountsIT {

    private static final long MINUTE = Duration.ofMinutes(1).toNanos();

    @Test
    void aChangedRoleHoldsWithinAMinuteAlsoForATokenOfHours() throws Exception {
        var demo = RunningBilateral.demo();
        assertThat(demo.account("add", "promoted", "klaster-lubelska-medycyna", "manager"))
                .contains("promoted  manager");
        var before = demo.as("promoted");
        assertThat(before.get("/api/whoami").json().path("role").asString()).isEqualToIgnoringCase("manager");

        assertThat(demo.account("role", "promoted", "viewer")).contains("promoted  viewer");

        long began = System.nanoTime();
        while (before.get("/api/whoami").status() != 401) {
            assertThat(System.nanoTime() - began).isLessThan(MINUTE);
            LockSupport.parkNanos(Duration.ofMillis(500).toNanos());
        }
    }

    @Test
    void aDisabledAccountIsOutAtOnceAndItsStreamEndsWithinAMinute() throws Exception {
        var demo = RunningBilateral.demo();
        assertThat(demo.account("add", "leaver", "klaster-lubelska-medycyna", "viewer"))
                .contains("leaver  viewer");
        var leaver = demo.as("leaver");
        try (var stream = LiveStream.open(demo.url(), leaver)) {
            assertThat(stream.isEnded()).isFalse();

            assertThat(demo.account("disable", "leaver")).contains("(disabled)");

            assertThat(leaver.get("/api/whoami").status()).isEqualTo(401);
            long began = System.nanoTime();
            while (!stream.isEnded()) {
                assertThat(System.nanoTime() - began).isLessThan(MINUTE);
                LockSupport.parkNanos(Duration.ofMillis(500).toNanos());
            }
        }
    }
}
