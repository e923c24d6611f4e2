package eu.bilateral.dashboard.api;

import eu.bilateral.dashboard.gateway.Neighbour;
import eu.bilateral.dashboard.gateway.ServiceHealth;
import eu.bilateral.dashboard.projection.Rebuild;
import io.swagger.v3.oas.annotations.Operation;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** How the whole is, in words that a person understands; probes for machines are elsewhere. */
@RestController
class HealthController {

    private final ServiceHealth services;
    private final Rebuild readModels;

    HealthController(ServiceHealth services, Rebuild readModels) {
        this.services = services;
        this.readModels = readModels;
    }

    /** One service: {@code up}, {@code not-ready} or {@code down}. */
    record ServiceView(String name, String state) {}

    /** Everything; {@code eventsToTakeIn} is absent where the broker does not say. */
    record HealthView(List<ServiceView> services, @Nullable Long eventsToTakeIn) {}

    @Operation(
            operationId = "showHealth",
            summary = "Whether each service is up, and how many events are still to be taken in")
    @GetMapping("/api/health")
    HealthView health() throws InterruptedException {
        try (ExecutorService asking = Executors.newVirtualThreadPerTaskExecutor()) {
            var lag = asking.submit(readModels::lag);
            var asked = asking.invokeAll(Arrays.stream(Neighbour.values())
                    .map(service -> (Callable<ServiceView>)
                            () -> new ServiceView(service.serviceName(), word(services.of(service))))
                    .toList());
            return new HealthView(asked.stream().map(Future::resultNow).toList(), known(lag));
        }
    }

    private static String word(ServiceHealth.State state) {
        return state.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static @Nullable Long known(Future<Long> lag) throws InterruptedException {
        try {
            return lag.get();
        } catch (ExecutionException away) {
            return null;
        }
    }
}
