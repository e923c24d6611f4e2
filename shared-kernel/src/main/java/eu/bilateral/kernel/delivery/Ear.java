package eu.bilateral.kernel.delivery;

import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A consumer group's ear on a topic, as the watch knows it. Whoever hears topics otherwise than by a binding gets one of
 * {@link DeliveryWatch#ear} and says there what it heard.
 */
public final class Ear {

    private final String topic;
    private final String group;
    private final String consumers;
    private final BooleanSupplier listening;
    private final Supplier<Set<Integer>> partitions;
    private final HeardSoFar heard;
    private final boolean looksForGaps;

    private Ear(
            String topic,
            String group,
            String consumers,
            BooleanSupplier listening,
            Supplier<Set<Integer>> partitions,
            HeardSoFar heard,
            boolean looksForGaps) {
        this.topic = topic;
        this.group = group;
        this.consumers = consumers;
        this.listening = listening;
        this.partitions = partitions;
        this.heard = heard;
        this.looksForGaps = looksForGaps;
    }

    /** That of a binding, under the service's name whatever the group of its consumers is called at the moment. */
    static Ear of(ListenerHealth.Binding binding, String service, HeardSoFar heard) {
        return new Ear(
                binding.topic(), service, binding.group(), binding::isListening, binding::partitions, heard, true);
    }

    /** One beside the bindings, which looks at no sequence. */
    static Ear beside(
            String topic,
            String group,
            BooleanSupplier listening,
            Supplier<Set<Integer>> partitions,
            HeardSoFar heard) {
        return new Ear(topic, group, group, listening, partitions, heard, false);
    }

    /** So many events were taken in just now. */
    public void heard(int events) {
        heard.handled.increment(events);
        heard.now(null);
    }

    String topic() {
        return topic;
    }

    String group() {
        return group;
    }

    /** What tells it from the service's others. */
    String name() {
        return "%s of %s".formatted(topic, group);
    }

    /** The consumer group at the broker. */
    String consumers() {
        return consumers;
    }

    boolean isListening() {
        return listening.getAsBoolean();
    }

    /** The partitions that fell to this instance; none where it has not been given any. */
    Set<Integer> partitions() {
        return partitions.get();
    }

    HeardSoFar heard() {
        return heard;
    }

    @Nullable
    Long gaps() {
        return looksForGaps ? (long) heard.gaps.count() : null;
    }

    @Nullable
    Long forks() {
        return looksForGaps ? (long) heard.forks.count() : null;
    }
}
