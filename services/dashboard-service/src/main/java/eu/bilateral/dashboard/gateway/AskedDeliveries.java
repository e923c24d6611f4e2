package eu.bilateral.dashboard.gateway;

import eu.bilateral.kernel.delivery.DeliveryReading;
import eu.bilateral.kernel.delivery.DeliveryWatch;
import eu.bilateral.kernel.id.WorkspaceId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks the other services, all at once, and this one itself. */
@Component
class AskedDeliveries implements Deliveries {

    private static final Logger LOG = LoggerFactory.getLogger(AskedDeliveries.class);
    private static final String OURS = "dashboard-service";

    /** A service of the next version may say more than this one knows of. */
    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final ServiceCalls services;
    private final DeliveryWatch own;

    AskedDeliveries(ServiceCalls services, DeliveryWatch own) {
        this.services = services;
        this.own = own;
    }

    @Override
    public List<ServiceDelivery> read(WorkspaceId workspace, String accessToken) throws InterruptedException {
        try (var asking = Executors.newVirtualThreadPerTaskExecutor()) {
            var asked = asking.invokeAll(Arrays.stream(Neighbour.values())
                    .map(service -> (Callable<ServiceDelivery>) () -> ask(service, accessToken))
                    .toList());
            var all = new ArrayList<ServiceDelivery>();
            asked.stream().map(Future::resultNow).forEach(all::add);
            all.add(new ServiceDelivery(OURS, own.read(workspace)));
            return List.copyOf(all);
        }
    }

    private ServiceDelivery ask(Neighbour service, String accessToken) {
        return switch (services.get(service, "/api/delivery", accessToken)) {
            case ServiceAnswer.Done done -> new ServiceDelivery(service.serviceName(), reading(service, done.body()));
            case ServiceAnswer.Problem problem -> new ServiceDelivery(service.serviceName(), null);
        };
    }

    private static @Nullable DeliveryReading reading(Neighbour service, JsonNode body) {
        try {
            return JSON.treeToValue(body, DeliveryReading.class);
        } catch (JacksonException incomprehensible) {
            LOG.warn("The {} says how it delivers in words that nobody here knows", service, incomprehensible);
            return null;
        }
    }
}
