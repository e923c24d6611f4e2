package eu.bilateral.dashboard.webhook;

import eu.bilateral.kernel.id.DerivedUuid;
import eu.bilateral.kernel.id.EventId;
import eu.bilateral.kernel.id.WorkspaceId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One event on its way to one webhook.
 *
 * @param id follows from the webhook and the event, so that an event heard twice makes one delivery
 * @param lane what goes out one after the other: all about one key, in the order of {@code place}
 * @param at when the event happened
 * @param attempts how often it was tried since it began to wait, or was last asked for
 * @param nextAt when it is tried next, behind what is before it in its lane; absent unless it waits
 * @param log the latest attempts, the newest last
 * @param replayedBy the command that had it sent once more, or at once; absent where none had
 * @param trace where the event stands in its trace; absent where nobody recorded one
 */
public record WebhookDelivery(
        String id,
        WorkspaceId workspace,
        WebhookId webhook,
        EventId eventId,
        String type,
        String key,
        String lane,
        long place,
        Instant at,
        Instant madeAt,
        String body,
        Status status,
        int attempts,
        @Nullable Instant nextAt,
        List<Attempt> log,
        @Nullable UUID replayedBy,
        @Nullable String trace,
        long version) {

    /** The type of an event that only says that the webhook works. */
    public static final String TEST = "webhook-test";

    private static final int LONGEST_LOG = 20;

    public WebhookDelivery {
        log = List.copyOf(log);
    }

    /** How far it is. */
    public enum Status {
        WAITING,
        DELIVERED,
        GIVEN_UP
    }

    /** What came of an attempt. */
    public enum Outcome {
        /** 2xx. */
        DELIVERED,
        /** 410. */
        GONE,
        /** 3xx: nobody follows. */
        REDIRECTED,
        /** Any other status. */
        REFUSED,
        /** No whole answer in time. */
        TIMED_OUT,
        /** The name is not known. */
        UNKNOWN_HOST,
        /** Behind the address is a place that nobody may be sent to; nothing was sent. */
        FORBIDDEN_ADDRESS,
        /** Who answers cannot show, by a certificate that is trusted and valid, that the name is its own; nothing was sent. */
        UNTRUSTED,
        /** No connection, no encryption where there should be, or no HTTP. */
        UNREACHABLE
    }

    /**
     * What was answered when it was tried.
     *
     * @param status absent where there was no answer
     * @param answer how the answer's body begins, in printable characters
     */
    public record Attempt(
            Instant at,
            Duration took,
            Outcome outcome,
            @Nullable Integer status,
            @Nullable String answer) {}

    /** The event for that webhook, at that place in its order. */
    public static WebhookDelivery of(HeardEvent heard, Webhook webhook, long place, Instant now) {
        var id = id(webhook.id(), heard.eventId());
        return new WebhookDelivery(
                id,
                heard.workspace(),
                webhook.id(),
                heard.eventId(),
                heard.type(),
                heard.key(),
                // A test says something about now: it stands behind nothing.
                heard.type().equals(TEST) ? id : heard.key(),
                place,
                heard.at(),
                now,
                heard.body(),
                Status.WAITING,
                0,
                now,
                List.of(),
                null,
                heard.trace(),
                1);
    }

    /** The id of that event's delivery to that webhook. */
    public static String id(WebhookId webhook, EventId event) {
        return DerivedUuid.of("webhook-delivery", webhook.toString(), event.toString())
                .toString();
    }

    /** Whether it only says that the webhook works. */
    public boolean isTest() {
        return type.equals(TEST);
    }

    /** Whether it stands behind nothing. */
    public boolean isAlone() {
        return lane.equals(id);
    }

    /** It arrived. */
    public WebhookDelivery delivered(Attempt attempt) {
        return after(attempt, Status.DELIVERED, null);
    }

    /** It did not arrive and is not tried again. */
    public WebhookDelivery givenUp(Attempt attempt) {
        return after(attempt, Status.GIVEN_UP, null);
    }

    /** It did not arrive and is tried again then. */
    public WebhookDelivery waitsAfter(Attempt attempt, Instant next) {
        return after(attempt, Status.WAITING, next);
    }

    /** It is tried again because somebody asked; on its own, for what came behind it may be out already. */
    public WebhookDelivery replayed(UUID by, long atPlace, Instant now) {
        return new WebhookDelivery(
                id,
                workspace,
                webhook,
                eventId,
                type,
                key,
                id,
                atPlace,
                at,
                madeAt,
                body,
                Status.WAITING,
                0,
                now,
                log,
                by,
                trace,
                version + 1);
    }

    private WebhookDelivery after(Attempt attempt, Status became, @Nullable Instant next) {
        var longer = new ArrayList<>(log);
        longer.add(attempt);
        var latest = longer.subList(Math.max(0, longer.size() - LONGEST_LOG), longer.size());
        return new WebhookDelivery(
                id,
                workspace,
                webhook,
                eventId,
                type,
                key,
                lane,
                place,
                at,
                madeAt,
                body,
                became,
                attempts + 1,
                next,
                latest,
                replayedBy,
                trace,
                version + 1);
    }
}
