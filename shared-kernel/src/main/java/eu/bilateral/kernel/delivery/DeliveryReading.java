package eu.bilateral.kernel.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a service's events fare at one moment: what it has still to tell, what it hears, and what it could not handle.
 * The figures are the service's, of all workspaces; only the quarantine's are those that one workspace may see.
 *
 * @param readAt by the service's clock, as are all moments in it
 * @param verdict the whole in one word
 * @param outbox absent where the store does not answer
 * @param quarantine absent where the store does not answer
 * @param hears one for each topic that the service hears, by who of it does and in their order there; empty where it hears none
 */
public record DeliveryReading(
        Instant readAt,
        Verdict verdict,
        @Nullable Outbox outbox,
        @Nullable Parked quarantine,
        List<Hearing> hears) {

    /** A delay that somebody would notice. */
    private static final Duration NOTICEABLE = Duration.ofSeconds(10);

    /** More than two batches: it will not be gone in a moment. */
    private static final long MANY = 1_000;

    public DeliveryReading {
        hears = List.copyOf(hears);
    }

    static DeliveryReading of(
            Instant readAt, @Nullable Outbox outbox, @Nullable Parked quarantine, List<Hearing> hears) {
        return new DeliveryReading(readAt, verdict(readAt, outbox, quarantine, hears), outbox, quarantine, hears);
    }

    private static Verdict verdict(
            Instant readAt, @Nullable Outbox outbox, @Nullable Parked quarantine, List<Hearing> hears) {
        if (outbox == null || quarantine == null || hears.stream().anyMatch(Hearing::isDeaf)) {
            return Verdict.STOPPED;
        }
        if (isLong(outbox.oldestSince(), readAt) || hears.stream().anyMatch(one -> one.isBehind(readAt))) {
            return Verdict.BEHIND;
        }
        return quarantine.isEmpty() ? Verdict.WELL : Verdict.PARKED;
    }

    private static boolean isLong(@Nullable Instant since, Instant now) {
        return since != null && since.plus(NOTICEABLE).isBefore(now);
    }

    /** The whole in one word, the best first. */
    public enum Verdict {
        /** What happens is told and heard at once. */
        WELL,
        /** So it is, but for events in the quarantine: somebody has to look at them. */
        PARKED,
        /** Events wait longer than a few seconds to be told or heard. */
        BEHIND,
        /** It does not hear, or its store or the broker does not answer; nothing is lost, but nothing goes on either. */
        STOPPED
    }

    /**
     * What waits to be told.
     *
     * @param documents how many documents hold something that the broker has not confirmed yet
     * @param oldestSince when the oldest of it happened; absent where nothing waits
     */
    public record Outbox(long documents, @Nullable Instant oldestSince) {}

    /** What is in the quarantine: events that could not be handled themselves, and those that wait behind them. */
    public record Parked(long poisoned, long waiting) {

        boolean isEmpty() {
            return poisoned + waiting == 0;
        }
    }

    /**
     * What the service hears on a topic; the counts are those since it started.
     *
     * @param group who of the service hears it: the service itself under its own name, or one beside it
     * @param listening whether its consumer runs
     * @param silent whether it should hear and has heard nothing for so long that an alarm was raised
     * @param lag how many events it has still to hear; absent where the broker does not answer
     * @param waitingSince since when events wait to be heard and none is; absent where none waits
     * @param heardAt when it last heard something; absent until then
     * @param happenedAt when that had happened which it last heard; absent until then
     * @param gaps absent where nobody looks for them
     * @param forks absent where nobody looks for them
     */
    public record Hearing(
            String topic,
            String group,
            boolean listening,
            boolean silent,
            @Nullable Long lag,
            @Nullable Instant waitingSince,
            @Nullable Instant heardAt,
            @Nullable Instant happenedAt,
            long handled,
            @Nullable Long gaps,
            @Nullable Long forks) {

        private boolean isDeaf() {
            return !listening || silent || lag == null;
        }

        private boolean isBehind(Instant now) {
            return isLong(waitingSince, now) || lag != null && lag > MANY;
        }
    }
}
