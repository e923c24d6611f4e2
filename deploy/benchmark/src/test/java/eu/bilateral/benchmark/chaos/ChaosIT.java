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
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;

/** Two short acts with fixed seeds: what is shipped loses nothing, and what is broken on purpose does not pass. */
@EnabledIf(
        value = "servicesArePackaged",
        disabledReason = "The services are not packaged: ask for verify instead of test")
class ChaosIT {

    private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();

    /** Each in a service of its own, where it breaks a promise that none of the others touches. */
    private static final String BROKEN = "send-taken-for-done@meeting-service,save-without-guard@follow-up-service,"
            + "stream-from-now@dashboard-service";

    private static Report shipped;
    private static Report broken;

    /** On one cluster: most of the time of such a run goes into starting processes. */
    @BeforeAll
    @Timeout(value = 6, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    static void runs() throws Exception {
        var reports = Chaos.run(List.of(act(2017, Map.of()), act(2023, Options.broken(BROKEN))));
        shipped = reports.getFirst();
        broken = reports.getLast();
    }

    @Test
    void theShippedBuildLosesNothingAndDoublesNothing() {
        assertThat(shipped.findings()).as(shipped.text()).isEmpty();
    }

    @Test
    void threeBuildsThatAreBrokenOnPurposeAreEachCaught() {
        assertThat(broken.findings())
                .as(broken.text())
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

    private static Options act(long seed, Map<Service, String> broken) {
        return new Options(
                ROOT,
                Duration.ofSeconds(14),
                seed,
                25,
                Duration.ofSeconds(4),
                broken,
                List.of(KILL_WHILE_BROKER_FROZEN, REPEATED),
                1);
    }
}
