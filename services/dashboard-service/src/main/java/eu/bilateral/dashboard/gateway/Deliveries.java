package eu.bilateral.dashboard.gateway;

import eu.bilateral.kernel.delivery.DeliveryReading;
import eu.bilateral.kernel.id.WorkspaceId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How all services tell and hear. */
public interface Deliveries {

    /** One for each service, this one last; takes no longer than the time limit of a call. */
    List<ServiceDelivery> read(WorkspaceId workspace, String accessToken) throws InterruptedException;

    /**
     * How one service tells and hears.
     *
     * @param delivery absent where the service does not answer
     */
    record ServiceDelivery(String service, @Nullable DeliveryReading delivery) {}
}
