package eu.bilateral.dashboard.webhook;

import eu.bilateral.kernel.id.AccountId;
import eu.bilateral.kernel.id.WorkspaceId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A subscription of something outside to the events of one workspace.
 *
 * @param since events that happened before are not for it
 * @param resumedAt when it was made or last had go on: what waited by then is not counted as its backlog
 * @param stopped why and when it was stopped without anybody asking; absent unless it is {@link State#DISABLED}
 * @param secrets what it is signed with, the newest first; an older one only for a while
 * @param failingSince since when nothing has arrived; absent where the last attempt did. Whoever sends notes it.
 */
public record Webhook(
        WebhookId id,
        WorkspaceId workspace,
        WebhookDraft draft,
        State state,
        @Nullable Stopped stopped,
        List<Secret> secrets,
        AccountId createdBy,
        Instant createdAt,
        Instant since,
        Instant resumedAt,
        @Nullable Instant failingSince) {

    /** Services write down by clocks of their own when something happened. */
    private static final Duration CLOCKS_DIFFER = Duration.ofSeconds(1);

    public Webhook {
        secrets = List.copyOf(secrets);
    }

    /** Whether it is told of events. */
    public enum State {
        /** It is. */
        ACTIVE,
        /** A manager wants it to wait: deliveries collect. */
        PAUSED,
        /** Stopped by us: nothing more is collected; what had been waits for a manager. */
        DISABLED
    }

    /** Why it was stopped without anybody asking. */
    public enum Reason {
        /** The receiver answered 410: it does not want to be told any more. */
        GONE,
        /** Nothing arrived for days, although something waited all the time. */
        FAILING,
        /** More deliveries wait for it than may collect while it is active. */
        BACKLOG
    }

    /** Why and when. */
    public record Stopped(Reason reason, Instant at) {}

    /**
     * What bodies are signed with.
     *
     * @param madeBy the command that it was made for, to which alone it is shown
     * @param until from when on it no longer counts; absent for the newest
     */
    public record Secret(String text, UUID madeBy, @Nullable Instant until) {

        @Override
        public String toString() {
            return "Secret[...]";
        }
    }

    /** A new one. */
    public static Webhook begins(
            WebhookId id, WorkspaceId workspace, WebhookDraft draft, Secret secret, AccountId by, Instant now) {
        return new Webhook(id, workspace, draft, State.ACTIVE, null, List.of(secret), by, now, now, now, null);
    }

    /** Whether deliveries are made for it. */
    public boolean collects() {
        return state != State.DISABLED;
    }

    /** Whether that delivery goes out as long as it is as it is; a test always does. */
    public boolean sends(WebhookDelivery delivery) {
        return state == State.ACTIVE || delivery.isTest();
    }

    /** Whether it should be told and nothing arrives. */
    public boolean isFailing() {
        return state == State.ACTIVE && failingSince != null;
    }

    /** Whether what happened then is for it; what is older than what is kept would be told twice. */
    public boolean isAbout(Instant happened, Instant keptFrom) {
        return !happened.isBefore(since.minus(CLOCKS_DIFFER)) && !happened.isBefore(keptFrom);
    }

    /** The secrets that count, the newest first. */
    public List<String> secretsAt(Instant now) {
        return secrets.stream()
                .filter(secret -> secret.until() == null || secret.until().isAfter(now))
                .map(Secret::text)
                .toList();
    }

    /** The same with another address, filter or description; of another address nothing is known. */
    public Webhook with(WebhookDraft other) {
        var failing = other.url().equals(draft.url()) ? failingSince : null;
        return new Webhook(
                id, workspace, other, state, stopped, secrets, createdBy, createdAt, since, resumedAt, failing);
    }

    /** The same, waiting; a disabled one stays as it is. */
    public Webhook paused() {
        return state == State.ACTIVE ? inState(State.PAUSED, null, since, resumedAt, failingSince) : this;
    }

    /** The same, going on; after having been disabled, with what happens from now on and what had waited before. */
    public Webhook resumed(Instant now) {
        var from = state == State.DISABLED ? now : since;
        return inState(State.ACTIVE, null, from, state == State.ACTIVE ? resumedAt : now, null);
    }

    /** The same, stopped. */
    public Webhook disabled(Reason reason, Instant now) {
        return inState(State.DISABLED, new Stopped(reason, now), since, resumedAt, failingSince);
    }

    /**
     * The same with a new secret; the one before counts until then, and so do older ones for as long as it was said of them:
     * who asks twice for a new one has seen but one of the two, and the receiver knows neither yet.
     */
    public Webhook rotated(Secret newest, Instant now, Instant until) {
        var before = secrets.getFirst();
        var all = new ArrayList<>(List.of(newest, new Secret(before.text(), before.madeBy(), until)));
        secrets.stream()
                .skip(1)
                .filter(older -> older.until() != null && older.until().isAfter(now))
                .forEach(all::add);
        return new Webhook(
                id, workspace, draft, state, stopped, all, createdBy, createdAt, since, resumedAt, failingSince);
    }

    private Webhook inState(
            State other, @Nullable Stopped why, Instant from, Instant resumed, @Nullable Instant failing) {
        return new Webhook(id, workspace, draft, other, why, secrets, createdBy, createdAt, from, resumed, failing);
    }
}
