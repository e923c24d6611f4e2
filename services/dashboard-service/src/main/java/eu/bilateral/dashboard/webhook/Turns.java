package eu.bilateral.dashboard.webhook;

import eu.bilateral.kernel.id.WorkspaceId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whose turn it is to send for a webhook: one instance of the service at a time holds it, for a limited time. And the
 * numbers that put its deliveries in order.
 */
public interface Turns {

    /**
     * A webhook and who sends for it.
     *
     * @param bell how often it was said that something waits
     * @param settled up to which of those nothing waits any more
     * @param until until when it is held; in the past where it is free
     * @param inVainSince since when it has been tried without a break and nothing has arrived; absent where something did
     *     since, or nothing waited for a moment
     */
    record Turn(
            Webhook webhook,
            long bell,
            long settled,
            Instant until,
            @Nullable Instant inVainSince) {

        /** Whether somebody should take it. */
        public boolean isCalledFor(Instant now) {
            return bell > settled && isFree(now);
        }

        /** Whether nobody holds it. */
        public boolean isFree(Instant now) {
            return until.isBefore(now);
        }
    }

    /** All webhooks of all workspaces: what sends serves everybody. */
    List<Turn> all();

    /** The first of so many places in the order that nobody has; 0 where there is no such webhook any more. */
    long reserve(WorkspaceId workspace, WebhookId id, int places);

    /** Says that something waits. */
    void ring(WorkspaceId workspace, WebhookId id);

    /** Takes a free turn until then; false where somebody was quicker. */
    boolean take(Turn turn, String holder, Instant now, Instant until);

    /** Holds it longer; false where it is lost. */
    boolean hold(Turn turn, String holder, Instant until);

    /**
     * Gives it back; nothing waits of what was said up to {@code settled}, so nothing is tried in vain any more. Absent where
     * something may wait still.
     */
    void leave(Turn turn, String holder, @Nullable Long settled);

    /** Notes that from then on attempts are in vain, on top of those before. */
    void failing(Turn turn, Instant since);

    /** Notes that something arrived then, so that nothing is tried in vain any more; tests are not noted. */
    void arrived(Turn turn, Instant at);

    /** When something last arrived; absent where that was never noted. */
    Optional<Instant> lastArrived(WorkspaceId workspace, WebhookId id);
}
