package eu.bilateral.benchmark.chaos;

import static eu.bilateral.benchmark.chaos.FaultKind.KILL_WHILE_BROKER_FROZEN;
import static eu.bilateral.benchmark.chaos.FaultKind.REPEATED;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;

/** Two short runs with fixed seeds: what is shipped loses nothing, and what is broken on purpose does not pass. */
@EnabledIf(
        value = "servicesArePackaged",
        disabledReason = "The services are not packaged: ask for verify instead of test")
@Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ChaosIT {

    private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();

    @Test
    void theShippedBuildLosesNothingAndDoublesNothing() throws Exception {
        var report = run(Map.of());

        assertThat(report.findings()).as(report.text()).isEmpty();
    }

    /** Each in a service of its own, where it breaks a promise that none of the others touches. */
    @Test
    void threeBuildsThatAreBrokenOnPurposeAreEachCaught() throws Exception {
        var report = run(Options.broken("send-taken-for-done@meeting-service,save-without-guard@follow-up-service,"
                + "stream-from-now@dashboard-service"));

        assertThat(report.findings())
                .as(report.text())
                .anyMatch(lost ->
                        lost.rule().equals("accepted = told") && lost.what().startsWith("LOG"))
                .anyMatch(gone ->
                        gone.rule().equals("accepted = stored") && gone.what().startsWith("ADD_FOLLOW_UP"))
                .anyMatch(missed -> missed.rule().equals("stream"));
    }

    static boolean servicesArePackaged() {
        return Arrays.stream(Service.values()).allMatch(ChaosIT::isPackaged);
    }

    private static boolean isPackaged(Service service) {
        var target = ROOT.resolve("services/%s/target".formatted(service.wireName()));
        var jars = target.toFile().list((directory, name) -> name.endsWith("-exec.jar"));
        return jars != null && jars.length > 0;
    }

    private static Report run(Map<Service, String> broken) throws Exception {
        return Chaos.run(new Options(
                ROOT,
                Duration.ofSeconds(14),
                2017,
                25,
                Duration.ofSeconds(4),
                broken,
                List.of(KILL_WHILE_BROKER_FROZEN, REPEATED),
                1));
    }
}
