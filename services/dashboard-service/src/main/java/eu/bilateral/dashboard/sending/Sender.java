package eu.bilateral.dashboard.sending;

import eu.bilateral.dashboard.webhook.Signatures;
import eu.bilateral.dashboard.webhook.Turns.Turn;
import eu.bilateral.dashboard.webhook.Webhook;
import eu.bilateral.dashboard.webhook.Webhook.Reason;
import eu.bilateral.dashboard.webhook.WebhookDeliveries.Waiting;
import eu.bilateral.dashboard.webhook.WebhookDelivery;
import eu.bilateral.dashboard.webhook.WebhookDelivery.Attempt;
import eu.bilateral.dashboard.webhook.WebhookDelivery.Outcome;
import eu.bilateral.dashboard.webhook.WebhookDelivery.Status;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.micrometer.tracing.Span;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends for one webhook while this instance holds its turn, until nothing waits. It has a circuit breaker of its own, so
 * that a receiver that is down is asked now and then and not once for each delivery; no receiver is waited for by another.
 */
final class Sender implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(Sender.class);
    private static final Duration AT_MOST_A_SECOND = Duration.ofSeconds(1);
    private static final Duration LOOK_FOR_MORE = Duration.ofSeconds(10);
    private static final Duration LATEST_WISH = Duration.ofHours(1);

    private final Tools tools;
    private final CircuitBreaker breaker;
    private final Agenda agenda = new Agenda();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    private volatile Turn turn;
    private volatile Instant heldUntil;
    private volatile boolean ended;
    private volatile boolean over;
    /** What was loaded may not be what is there. */
    private volatile boolean stale = true;
    /** It was stopped by ourselves, and what is known of it does not say so yet. */
    private volatile boolean halted;

    private volatile long haltedAtNanos;
    private volatile Instant arrivalNotedAt = Instant.EPOCH;

    /** More waits than was loaded. */
    private boolean partly;

    private long loadedBell = -1;
    private Webhook.@Nullable State loadedState;
    private Instant loadNotBefore = Instant.MIN;
    private Instant sendNotBefore = Instant.MIN;

    Sender(Tools tools, Turn turn, Instant heldUntil) {
        this.tools = tools;
        this.turn = turn;
        this.heldUntil = heldUntil;
        this.breaker = CircuitBreaker.of(
                "webhook",
                CircuitBreakerConfig.custom()
                        .slidingWindowType(CircuitBreakerConfig.SlidingWindowType.COUNT_BASED)
                        .slidingWindowSize(10)
                        .minimumNumberOfCalls(5)
                        .failureRateThreshold(80)
                        .waitDurationInOpenState(tools.settings().firstPause().multipliedBy(2))
                        .permittedNumberOfCallsInHalfOpenState(1)
                        .build());
    }

    /** Whether it has given its turn back. */
    boolean isOver() {
        return over;
    }

    /** What is known of the webhook, read no earlier than that. */
    void learn(Turn newer, long readAtNanos) {
        if (halted && readAtNanos - haltedAtNanos > 0) {
            // It says so by now, or somebody has had it go on since.
            halted = false;
            stale = true;
        }
        turn = newer;
        wake();
    }

    /** Begins nothing more; what is on its way is waited for. */
    void end() {
        ended = true;
        wake();
    }

    private void wake() {
        lock.lock();
        try {
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void run() {
        boolean held = true;
        Long settled = null;
        try {
            while (!ended) {
                held = hold();
                if (!held) {
                    return;
                }
                load();
                if (isSettled()) {
                    settled = loadedBell;
                    return;
                }
                begin();
                pause();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException away) {
            LOG.warn("Sending for webhook {} stops for now: {}", turn.webhook().id(), away.toString());
        } finally {
            leave(held, settled);
        }
    }

    private void leave(boolean held, @Nullable Long settled) {
        try {
            awaitWhatIsOnTheWay();
            if (held) {
                tools.turns().leave(turn, tools.holder(), settled);
            }
        } catch (RuntimeException away) {
            LOG.debug(
                    "The turn of webhook {} is not given back, it runs out",
                    turn.webhook().id(),
                    away);
        } finally {
            over = true;
        }
    }

    private void awaitWhatIsOnTheWay() {
        lock.lock();
        try {
            long left = tools.settings().answerWithin().plus(AT_MOST_A_SECOND).toNanos();
            while (agenda.onTheWay() > 0 && left > 0) {
                left = changed.awaitNanos(left);
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    /** Holds the turn on while more than half of its time is over; false where another instance has it. */
    private boolean hold() {
        var now = tools.clock().instant();
        var lease = tools.settings().lease();
        if (now.plus(lease.dividedBy(2)).isBefore(heldUntil)) {
            return true;
        }
        var until = now.plus(lease);
        if (!tools.turns().hold(turn, tools.holder(), until)) {
            LOG.info(
                    "Webhook {} is somebody else's turn by now, or gone",
                    turn.webhook().id());
            return false;
        }
        heldUntil = until;
        return true;
    }

    private void load() {
        var known = turn;
        var now = tools.clock().instant();
        boolean needed =
                stale || known.bell() != loadedBell || known.webhook().state() != loadedState || wantsMore(now);
        if (!needed || now.isBefore(loadNotBefore)) {
            return;
        }
        stale = false;
        loadNotBefore = now.plus(AT_MOST_A_SECOND);
        var webhook = known.webhook();
        int most = tools.settings().mostWaiting();
        var waiting = tools.deliveries().waiting(webhook.workspace(), webhook.id(), most + 1);
        boolean more = waiting.size() > most;
        if (more && mayTell(webhook) && hasGrownByMoreThan(most, webhook)) {
            stop(webhook, Reason.BACKLOG);
        }
        boolean telling = mayTell(webhook);
        partly = more && telling;
        lock.lock();
        try {
            agenda.replace(waiting.stream().filter(one -> telling || one.test()).toList());
        } finally {
            lock.unlock();
        }
        loadedBell = known.bell();
        loadedState = webhook.state();
    }

    /** What is beyond what was loaded is looked for when nothing of that can go, often only where none is left of it. */
    private boolean wantsMore(Instant now) {
        lock.lock();
        try {
            return partly && agenda.isIdle(now) && (agenda.isEmpty() || now.isAfter(loadNotBefore.plus(LOOK_FOR_MORE)));
        } finally {
            lock.unlock();
        }
    }

    /** What waited when it was last had go on does not count, or it could never go out. */
    private boolean hasGrownByMoreThan(int most, Webhook webhook) {
        return tools.deliveries().waitingSince(webhook.workspace(), webhook.id(), webhook.resumedAt(), most + 1) > most;
    }

    private boolean mayTell(Webhook webhook) {
        return webhook.state() == Webhook.State.ACTIVE && !halted;
    }

    private boolean isSettled() {
        if (stale || partly || turn.bell() != loadedBell || turn.webhook().state() != loadedState) {
            return false;
        }
        lock.lock();
        try {
            return agenda.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    private void begin() {
        while (!ended) {
            var now = tools.clock().instant();
            if (!isHeldLongEnough(now)) {
                return;
            }
            Waiting next;
            lock.lock();
            try {
                next = agenda.onTheWay() < tools.settings().atOnce() ? agenda.begin(now) : null;
                if (next == null) {
                    return;
                }
                if (!next.test() && !isLetThrough(now)) {
                    agenda.end(next, next.nextAt());
                    return;
                }
            } finally {
                lock.unlock();
            }
            var one = next;
            tools.threads().execute(() -> attempt(one));
        }
    }

    /** An attempt that begins now has to be over before anybody else can begin the same. */
    private boolean isHeldLongEnough(Instant now) {
        return !heldUntil.minus(tools.settings().answerWithin()).isBefore(now);
    }

    private boolean isLetThrough(Instant now) {
        if (now.isBefore(sendNotBefore)) {
            return false;
        }
        if (halted || !breaker.tryAcquirePermission()) {
            sendNotBefore = now.plus(AT_MOST_A_SECOND);
            return false;
        }
        return true;
    }

    private void pause() throws InterruptedException {
        lock.lock();
        try {
            var due = agenda.nextDue();
            var now = tools.clock().instant();
            boolean full = agenda.onTheWay() >= tools.settings().atOnce();
            var until = due == null || full || due.isBefore(sendNotBefore) ? sendNotBefore : due;
            var wait = due == null || full ? AT_MOST_A_SECOND : Duration.between(now, until);
            long nanos = Math.clamp(wait.toNanos(), 1_000_000, AT_MOST_A_SECOND.toNanos());
            var unused = changed.await(nanos, TimeUnit.NANOSECONDS);
        } finally {
            lock.unlock();
        }
    }

    // ---- one attempt

    private void attempt(Waiting one) {
        // While nobody knows what came of it, it is not done with: nothing of its lane may overtake it.
        Instant again = soon();
        try {
            again = tried(one);
        } catch (RuntimeException away) {
            // It may have arrived without our having noted it: at least once, under the same id.
            LOG.warn(
                    "What came of an attempt for webhook {} is not known: {}",
                    turn.webhook().id(),
                    away.toString());
            stale = true;
        } finally {
            lock.lock();
            try {
                agenda.end(one, again);
                changed.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }

    private Instant soon() {
        return tools.clock().instant().plus(AT_MOST_A_SECOND);
    }

    /** When it is tried again; absent where it is done with. */
    private @Nullable Instant tried(Waiting one) {
        boolean asked = false;
        try {
            var webhook = turn.webhook();
            var found = tools.deliveries().find(webhook.workspace(), webhook.id(), one.id());
            if (found.isEmpty() || found.get().status() != Status.WAITING) {
                return null;
            }
            var delivery = found.get();
            var began = tools.clock().instant();
            var due = delivery.nextAt();
            if (due != null && due.isAfter(began)) {
                // What was loaded was read before the last attempt was noted.
                return due;
            }
            if (!isHeldLongEnough(began)) {
                // Reading it took that long: whoever has the turn next tries it, this one if it gets it on.
                return soon();
            }
            long nanos = System.nanoTime();
            var answer = answer(webhook, delivery);
            asked = true;
            return noted(one, delivery, began, Duration.ofNanos(System.nanoTime() - nanos), answer);
        } finally {
            if (!asked && !one.test()) {
                // A breaker that is half open lets one through, and waits for what came of it.
                breaker.releasePermission();
            }
        }
    }

    /** One attempt, as the last step of the event's trace; the receiver is not told of it. */
    private Answer answer(Webhook webhook, WebhookDelivery delivery) {
        var trace = delivery.trace();
        var telling =
                trace == null ? Span.NOOP : tools.traces().goOn(trace, Span.Kind.CLIENT, "webhook " + delivery.type());
        try (var inItsTrace = tools.traces().in(telling)) {
            var answer = untraced(webhook, delivery);
            telling.tag("outcome", answer.outcome().name());
            return answer;
        } finally {
            telling.end();
        }
    }

    private Answer untraced(Webhook webhook, WebhookDelivery delivery) {
        try {
            return send(webhook, delivery);
        } catch (CancellationException stopped) {
            // Whoever has the turn next tries it again, as if nothing had been.
            throw stopped;
        } catch (RuntimeException bug) {
            LOG.warn("An attempt for webhook {} failed unexpectedly", webhook.id(), bug);
            return Answer.none(Outcome.UNREACHABLE);
        }
    }

    private @Nullable Instant noted(
            Waiting one, WebhookDelivery delivery, Instant began, Duration took, Answer answer) {
        tools.attempts(answer.outcome()).increment();
        if (!one.test()) {
            note(turn.webhook(), answer.outcome(), took);
        }
        var next = after(delivery, new Attempt(began, took, answer.outcome(), answer.status(), answer.text()), answer);
        if (!tools.deliveries().update(next)) {
            // Somebody has changed it meanwhile; what it is now is loaded before then.
            stale = true;
            return soon();
        }
        return next.nextAt();
    }

    private Answer send(Webhook webhook, WebhookDelivery delivery) {
        var id = delivery.eventId().toString();
        var now = tools.wallClock().instant();
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("webhook-id", id);
        headers.put("webhook-timestamp", Long.toString(now.getEpochSecond()));
        var secrets = webhook.secretsAt(tools.clock().instant());
        headers.put("webhook-signature", Signatures.header(secrets, id, now, delivery.body()));
        return tools.carrier().carry(URI.create(webhook.draft().url()), headers, delivery.body());
    }

    private WebhookDelivery after(WebhookDelivery delivery, Attempt attempt, Answer answer) {
        if (answer.outcome() == Outcome.DELIVERED) {
            return delivery.delivered(attempt);
        }
        int made = delivery.attempts() + 1;
        if (delivery.isTest()
                || answer.outcome() == Outcome.GONE
                || made >= tools.settings().attempts()) {
            return delivery.givenUp(attempt);
        }
        var pause = Duration.ofMillis(tools.pauses().apply(made));
        var wish = answer.later();
        if (wish != null) {
            pause = longer(pause, wish.compareTo(LATEST_WISH) > 0 ? LATEST_WISH : wish);
        }
        return delivery.waitsAfter(attempt, tools.clock().instant().plus(pause));
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? other : one;
    }

    /**
     * What the attempt says about the receiver. It is given up only where it was tried all that time: what failed before
     * nothing waited any more, perhaps once and days ago, does not count.
     */
    private void note(Webhook webhook, Outcome outcome, Duration took) {
        var now = tools.clock().instant();
        var inVainSince = turn.inVainSince();
        if (outcome == Outcome.DELIVERED) {
            breaker.onSuccess(took.toNanos(), TimeUnit.NANOSECONDS);
            // A receiver that takes many is not worth a write for each.
            if (turn.webhook().failingSince() != null || !now.isBefore(arrivalNotedAt.plus(AT_MOST_A_SECOND))) {
                tools.turns().arrived(turn, now);
                arrivalNotedAt = now;
            }
            return;
        }
        breaker.onError(took.toNanos(), TimeUnit.NANOSECONDS, new NotDelivered(outcome));
        if (outcome == Outcome.GONE) {
            stop(webhook, Reason.GONE);
        } else if (inVainSince == null) {
            tools.turns().failing(turn, now);
            arrivalNotedAt = Instant.EPOCH;
        } else if (inVainSince.plus(tools.settings().disableAfter()).isBefore(now)) {
            stop(webhook, Reason.FAILING);
        }
    }

    private void stop(Webhook webhook, Reason reason) {
        if (halted) {
            return;
        }
        halted = true;
        // What is read meanwhile may not say so yet.
        haltedAtNanos = System.nanoTime() + TimeUnit.HOURS.toNanos(1);
        try {
            tools.webhooks()
                    .disable(
                            webhook.workspace(),
                            webhook.id(),
                            reason,
                            tools.clock().instant());
        } finally {
            haltedAtNanos = System.nanoTime();
        }
        LOG.info("Webhook {} is disabled: {}", webhook.id(), reason);
    }

    /** For the breaker, which counts exceptions. */
    private static final class NotDelivered extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NotDelivered(Outcome outcome) {
            super(outcome.name(), null, false, false);
        }
    }
}
