package eu.bilateral.dashboard.webhook;

import eu.bilateral.kernel.command.Instruction;
import eu.bilateral.kernel.command.Kept;
import eu.bilateral.kernel.id.WorkspaceId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** The webhooks of all workspaces; every question names one. */
public interface Webhooks {

    /** The workspaces that have any: what hears for webhooks serves everybody. */
    Set<WorkspaceId> workspaces();

    /** All of that workspace, the oldest first. */
    List<Kept<Webhook>> of(WorkspaceId workspace);

    /** That one; absent where the workspace has none of that id. */
    Optional<Kept<Webhook>> find(WorkspaceId workspace, WebhookId id);

    /**
     * Keeps a new one. The same command again finds what it made; the same key for something else is
     * {@link eu.bilateral.kernel.command.CommandRefusal.KeyReused}.
     */
    Kept<Webhook> add(Instruction by, Webhook webhook);

    /**
     * Changes one by a guarded write; decides again where somebody was quicker. The same command again changes nothing.
     * Absent where there is none. Refusals: {@link eu.bilateral.kernel.command.CommandRefusal}.
     */
    Optional<Kept<Webhook>> change(Instruction by, WebhookId id, UnaryOperator<Webhook> decision);

    /** Forgets one; false where there is none. */
    boolean remove(Instruction by, WebhookId id);

    /** Stops one that is active; nothing happens where it is not. */
    void disable(WorkspaceId workspace, WebhookId id, Webhook.Reason reason, Instant now);
}
