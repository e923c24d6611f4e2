package eu.bilateral.dashboard.webhook;

import eu.bilateral.dashboard.stream.StreamFilter;
import eu.bilateral.dashboard.webhook.Webhook.Secret;
import eu.bilateral.dashboard.webhook.WebhookDelivery.Status;
import eu.bilateral.dashboard.webhook.WebhookRefusal.TooManyWebhooks;
import eu.bilateral.dashboard.webhook.WebhookRefusal.UnknownDelivery;
import eu.bilateral.dashboard.webhook.WebhookRefusal.UnknownWebhook;
import eu.bilateral.kernel.command.Instruction;
import eu.bilateral.kernel.command.Kept;
import eu.bilateral.kernel.command.Page;
import eu.bilateral.kernel.delivery.EventFormat;
import eu.bilateral.kernel.id.EventId;
import eu.bilateral.kernel.id.WorkspaceId;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** What managers do with the webhooks of their workspace. Whoever asks has been asked for the role already. */
@Service
public class WebhookDesk {

    private final Webhooks webhooks;
    private final WebhookDeliveries deliveries;
    private final Turns turns;
    private final WebhookPost post;
    private final Bell bell;
    private final AddressRules addresses;
    private final EventFormat format;
    private final WebhookSettings settings;
    private final Clock clock;

    WebhookDesk(
            Webhooks webhooks,
            WebhookDeliveries deliveries,
            Turns turns,
            WebhookPost post,
            Bell bell,
            AddressRules addresses,
            EventFormat format,
            WebhookSettings settings,
            Clock clock) {
        this.webhooks = webhooks;
        this.deliveries = deliveries;
        this.turns = turns;
        this.post = post;
        this.bell = bell;
        this.addresses = addresses;
        this.format = format;
        this.settings = settings;
        this.clock = clock;
    }

    /** All webhooks of the workspace, the oldest first. */
    public List<Kept<Webhook>> list(WorkspaceId workspace) {
        return webhooks.of(workspace);
    }

    /** That webhook; {@link UnknownWebhook} where there is none. */
    public Kept<Webhook> get(WorkspaceId workspace, WebhookId id) {
        return known(webhooks.find(workspace, id), id);
    }

    /**
     * Makes a webhook, which is told of what happens from now on. Refusals:
     * {@link WebhookRefusal.AddressRefused}, {@link TooManyWebhooks}, and a malformed request for a kind that does not
     * exist.
     */
    public Kept<Webhook> create(Instruction by, WebhookDraft said) {
        var draft = checked(said);
        var id = WebhookId.derivedFrom("webhook", by.command().value().toString());
        var present = webhooks.of(by.workspace());
        boolean again = present.stream().anyMatch(kept -> kept.state().id().equals(id));
        // Two who ask in the same moment may both pass: one more does no harm.
        if (!again && present.size() >= settings.perWorkspace()) {
            throw new TooManyWebhooks(settings.perWorkspace());
        }
        var secret = new Secret(Signatures.newSecret(), by.command().value(), null);
        return webhooks.add(by, Webhook.begins(id, by.workspace(), draft, secret, by.account(), clock.instant()));
    }

    /** Gives it another address, filter or description; refusals as for {@link #create}. */
    public Kept<Webhook> change(Instruction by, WebhookId id, WebhookDraft said) {
        var draft = checked(said);
        return changed(by, id, webhook -> webhook.with(draft));
    }

    /** The name in that webhook's address where nobody knows it now: nothing arrives before somebody does. */
    public Optional<String> unknownName(WebhookDraft draft) {
        return addresses.unknownName(draft.url());
    }

    /** Has it wait: deliveries collect. */
    public Kept<Webhook> pause(Instruction by, WebhookId id) {
        return changed(by, id, Webhook::paused);
    }

    /** Has it go on at once with what waits, also after it was disabled. */
    public Kept<Webhook> resume(Instruction by, WebhookId id) {
        var now = clock.instant();
        var resumed = changed(by, id, webhook -> webhook.resumed(now));
        deliveries.hasten(by.workspace(), id, now);
        ring(by.workspace(), id);
        return resumed;
    }

    /** Gives it a new secret; the one before counts for a while beside it. */
    public Kept<Webhook> rotate(Instruction by, WebhookId id) {
        var secret = new Secret(Signatures.newSecret(), by.command().value(), null);
        var now = clock.instant();
        return changed(by, id, webhook -> webhook.rotated(secret, now, now.plus(settings.oldSecretFor())));
    }

    /** Forgets it and all its deliveries; {@link UnknownWebhook} where there is none. */
    public void delete(Instruction by, WebhookId id) {
        boolean removed = webhooks.remove(by, id);
        // Also where an earlier attempt was cut off in between.
        deliveries.forget(by.workspace(), id, null);
        if (!removed) {
            throw new UnknownWebhook(id);
        }
    }

    /** Sends an event that only says that it works, whatever state it is in, once. */
    public WebhookDelivery test(Instruction by, WebhookId id) {
        var webhook = get(by.workspace(), id).state();
        var event = EventId.derivedFrom(
                "webhook-test", id.toString(), by.command().value().toString());
        post.add(webhook, List.of(HeardEvent.test(webhook, event, clock.instant())), clock.instant());
        return delivery(by.workspace(), id, WebhookDelivery.id(id, event));
    }

    /** When something last arrived there; absent where nothing has, or nobody knows any more. */
    public Optional<Instant> lastDelivered(WorkspaceId workspace, WebhookId id) {
        return turns.lastArrived(workspace, id).or(() -> lastOfThoseDelivered(workspace, id));
    }

    /** For what was kept before arrivals were noted: the last one in the order need not be the last that arrived. */
    private Optional<Instant> lastOfThoseDelivered(WorkspaceId workspace, WebhookId id) {
        return deliveries.page(workspace, id, Status.DELIVERED, 1, null).items().stream()
                .findFirst()
                .map(delivery -> delivery.log().getLast().at());
    }

    /** Deliveries of a webhook, the latest first. */
    public Page<WebhookDelivery> deliveries(
            WorkspaceId workspace, WebhookId id, @Nullable Status status, int limit, @Nullable String cursor) {
        var unused = get(workspace, id);
        return deliveries.page(workspace, id, status, limit, cursor);
    }

    /** That delivery; {@link UnknownDelivery} where there is none. */
    public WebhookDelivery delivery(WorkspaceId workspace, WebhookId id, String delivery) {
        return deliveries.find(workspace, id, delivery).orElseThrow(UnknownDelivery::new);
    }

    /**
     * Sends it once more, under the same {@code webhook-id}, whatever became of it. One that waits is tried now, in the order
     * of its lane: where others wait before it, they are. Of a webhook that waits itself it goes out once that goes on.
     */
    public WebhookDelivery replay(Instruction by, WebhookId id, String deliveryId) {
        var delivery = delivery(by.workspace(), id, deliveryId);
        var command = by.command().value();
        boolean isRepeated = command.equals(delivery.replayedBy());
        var now = clock.instant();
        if (delivery.status() == Status.WAITING) {
            // Asked again too: the first attempt may have been cut off before anybody was told.
            deliveries.hasten(delivery, command, now);
        } else if (isRepeated) {
            return delivery;
        } else {
            // Where somebody was quicker, it is on its way once more already.
            var unused = deliveries.update(delivery.replayed(command, turns.reserve(by.workspace(), id, 1), now));
        }
        ring(by.workspace(), id);
        return delivery(by.workspace(), id, deliveryId);
    }

    private void ring(WorkspaceId workspace, WebhookId id) {
        turns.ring(workspace, id);
        bell.rung();
    }

    private Kept<Webhook> changed(Instruction by, WebhookId id, UnaryOperator<Webhook> decision) {
        return known(webhooks.change(by, id, decision), id);
    }

    private static Kept<Webhook> known(Optional<Kept<Webhook>> found, WebhookId id) {
        return found.orElseThrow(() -> new UnknownWebhook(id));
    }

    /** The draft with its address as it is kept. */
    private WebhookDraft checked(WebhookDraft draft) {
        var address = addresses.read(draft.url());
        checkKinds(draft.kinds());
        return new WebhookDraft(address.toString(), draft.kinds(), draft.description());
    }

    private void checkKinds(List<String> kinds) {
        var unused = StreamFilter.types(kinds, "kinds", format);
    }
}
