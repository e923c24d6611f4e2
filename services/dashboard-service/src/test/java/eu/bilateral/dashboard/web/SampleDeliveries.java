package eu.bilateral.dashboard.web;

import eu.bilateral.dashboard.gateway.Deliveries;
import eu.bilateral.kernel.delivery.DeliveryReading;
import eu.bilateral.kernel.delivery.DeliveryReading.Hearing;
import eu.bilateral.kernel.delivery.DeliveryReading.Outbox;
import eu.bilateral.kernel.delivery.DeliveryReading.Parked;
import eu.bilateral.kernel.delivery.DeliveryReading.Verdict;
import eu.bilateral.kernel.id.WorkspaceId;
import java.time.Instant;
import java.util.List;

/** Four services, one of each kind: well, behind, stopped, and one that does not answer. */
final class SampleDeliveries implements Deliveries {

    private static final Instant NOW = SampleWorkspace.NINE_ON_TUESDAY;

    @Override
    public List<ServiceDelivery> read(WorkspaceId workspace, String accessToken) {
        return List.of(
                new ServiceDelivery("contact-service", reading(Verdict.WELL, new Outbox(0, null), new Parked(0, 0))),
                new ServiceDelivery("meeting-service", null),
                new ServiceDelivery(
                        "follow-up-service",
                        reading(
                                Verdict.STOPPED,
                                new Outbox(1_204, NOW.minusSeconds(300)),
                                new Parked(1, 2),
                                new Hearing(
                                        "contact-events",
                                        "follow-up-service",
                                        true,
                                        true,
                                        12L,
                                        NOW.minusSeconds(180),
                                        NOW.minusSeconds(180),
                                        NOW.minusSeconds(240),
                                        40,
                                        1L,
                                        0L),
                                new Hearing(
                                        "meeting-events",
                                        "follow-up-service",
                                        false,
                                        false,
                                        0L,
                                        null,
                                        null,
                                        null,
                                        0,
                                        0L,
                                        0L))),
                new ServiceDelivery(
                        "dashboard-service",
                        reading(
                                Verdict.BEHIND,
                                new Outbox(0, null),
                                new Parked(0, 0),
                                new Hearing(
                                        "follow-up-events",
                                        "dashboard-service",
                                        true,
                                        false,
                                        2_310L,
                                        NOW.minusSeconds(1),
                                        NOW.minusSeconds(1),
                                        NOW.minusSeconds(90),
                                        18_455,
                                        0L,
                                        0L),
                                new Hearing(
                                        "follow-up-events",
                                        "dashboard-service-webhooks",
                                        true,
                                        false,
                                        0L,
                                        null,
                                        NOW.minusSeconds(1),
                                        null,
                                        18_455,
                                        null,
                                        null))));
    }

    private static DeliveryReading reading(Verdict verdict, Outbox outbox, Parked parked, Hearing... hears) {
        return new DeliveryReading(NOW, verdict, outbox, parked, List.of(hears));
    }
}
