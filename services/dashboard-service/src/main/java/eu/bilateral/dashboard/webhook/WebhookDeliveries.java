package eu.bilateral.dashboard.webhook;

import eu.bilateral.dashboard.webhook.WebhookDelivery.Status;
import eu.bilateral.kernel.command.Page;
import eu.bilateral.kernel.id.WorkspaceId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is on its way to webhooks and what became of it. */
public interface WebhookDeliveries {

    /** A delivery that waits, without what it carries. */
    record Waiting(String id, String lane, long place, Instant nextAt, boolean test) {}

    /** Which of these are there already. */
    Set<String> known(WorkspaceId workspace, Collection<String> ids);

    /** Keeps them, one after the other, so that none is there without those before it; one that is there stays as it is. */
    void add(List<WebhookDelivery> made);

    /** That one; absent where there is none. */
    Optional<WebhookDelivery> find(WorkspaceId workspace, WebhookId webhook, String id);

    /** What waits, in order, at most so many. */
    List<Waiting> waiting(WorkspaceId workspace, WebhookId webhook, int limit);

    /** How many of those that wait were made after that, counted up to {@code limit}. */
    int waitingSince(WorkspaceId workspace, WebhookId webhook, Instant since, int limit);

    /** Keeps the next version of a delivery; false where somebody else has, or it is gone. */
    boolean update(WebhookDelivery next);

    /**
     * Has a delivery that waits tried now, behind what waits before it in its lane, which is due now too, and keeps which
     * command asked for it. What is due already, and what waits no longer, stays as it is.
     */
    void hasten(WebhookDelivery delivery, UUID by, Instant now);

    /** Has all that waits for a webhook tried now, each lane in its order. */
    void hasten(WorkspaceId workspace, WebhookId webhook, Instant now);

    /** Deliveries of a webhook, the latest first; {@code status} narrows them. */
    Page<WebhookDelivery> page(
            WorkspaceId workspace, WebhookId webhook, @Nullable Status status, int limit, @Nullable String cursor);

    /** Forgets all that are about events before that; all there are where it is absent. */
    void forget(WorkspaceId workspace, WebhookId webhook, @Nullable Instant before);
}
