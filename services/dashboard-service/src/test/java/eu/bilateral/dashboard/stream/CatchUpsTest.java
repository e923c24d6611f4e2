package eu.bilateral.dashboard.stream;

import static org.assertj.core.api.Assertions.assertThat;

import eu.bilateral.kernel.command.Role;
import eu.bilateral.kernel.id.AccountId;
import eu.bilateral.kernel.id.WorkspaceId;
import eu.bilateral.kernel.security.Caller;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class CatchUpsTest {

    static final Duration AT_ONCE = Duration.ZERO;
    static final Duration SOON = Duration.ofSeconds(30);
    static final Caller MARTA = viewer("office", "marta");
    static final Caller JAN = viewer("office", "jan");

    final CatchUps catchUps = new CatchUps(new StreamSettings(SOON, 16, 16, 10, 3, 2, SOON, SOON));

    private static Caller viewer(String workspace, String account) {
        return new Caller(WorkspaceId.of(workspace), AccountId.of(account), Role.VIEWER);
    }

    @Test
    void oneAccountLeavesSomeToTheOthers() throws InterruptedException {
        assertThat(catchUps.enter(MARTA, AT_ONCE)).isTrue();
        assertThat(catchUps.enter(MARTA, AT_ONCE)).isTrue();

        assertThat(catchUps.enter(MARTA, AT_ONCE)).isFalse();
        assertThat(catchUps.enter(JAN, AT_ONCE)).isTrue();
        assertThat(catchUps.enter(viewer("elsewhere", "marta"), AT_ONCE)).isFalse();

        catchUps.leave(MARTA);
        assertThat(catchUps.enter(viewer("elsewhere", "marta"), AT_ONCE)).isTrue();
        assertThat(catchUps.enter(MARTA, AT_ONCE)).isFalse();
    }

    @Test
    void whoeverWaitsGoesOnOnceAnotherOfTheAccountHasLeft() throws Exception {
        assertThat(catchUps.enter(MARTA, AT_ONCE)).isTrue();
        assertThat(catchUps.enter(MARTA, AT_ONCE)).isTrue();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var waiting = threads.submit(() -> catchUps.enter(MARTA, SOON));

            catchUps.leave(MARTA);

            assertThat(waiting.get(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
        }
    }
}
