package eu.bilateral.standalone.endtoend.operation;

import eu.bilateral.standalone.FreePort;
import eu.bilateral.standalone.endtoend.driver.RunningBilateral;
import java.io.IOException;
import java.util.HashMap;
import org.jspecify.annotations.Nullable;

/** A standalone that is watched from all sides: its spans are collected, its figures can be asked for. */
final class Observed {

    private static final int SERVICES = 4;
    private static @Nullable Observed one;

    private final Collector collector;
    private final RunningBilateral bilateral;
    private final int metrics;

    private Observed(Collector collector, RunningBilateral bilateral, int metrics) {
        this.collector = collector;
        this.bilateral = bilateral;
        this.metrics = metrics;
    }

    /** The one that all tests share. */
    static synchronized Observed running() throws IOException, InterruptedException {
        if (one == null) {
            int metrics = FreePort.findInARow(SERVICES);
            var collector = Collector.start();
            var environment = new HashMap<>(collector.asEnvironment());
            environment.put("BILATERAL_WEBHOOKS_HTTP_ON_LOOPBACK", "true");
            var bilateral = RunningBilateral.start(environment, "--metrics", Integer.toString(metrics));
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                bilateral.close();
                collector.close();
            }));
            one = new Observed(collector, bilateral, metrics);
        }
        return one;
    }

    Collector collector() {
        return collector;
    }

    RunningBilateral bilateral() {
        return bilateral;
    }

    /** The figures of all services as they are now. */
    Scrape scrape() throws IOException, InterruptedException {
        var scrape = new Scrape();
        for (int service = 0; service < SERVICES; service++) {
            scrape.take(metrics + service);
        }
        return scrape;
    }
}
