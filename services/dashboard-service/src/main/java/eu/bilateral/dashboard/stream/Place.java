package eu.bilateral.dashboard.stream;

import eu.bilateral.kernel.event.Topic;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.apache.kafka.common.TopicPartition;

/**
 * A place in all topics at once: per partition the offset of the next event to come. In a {@link Bookmark} it is what a client
 * gets as the id of an event and sends back as {@code Last-Event-ID}; as it names nothing but offsets, any instance understands it, at any
 * time. A partition that it does not name begins at 0. Immutable.
 */
final class Place {

    private static final byte VERSION = 1;
    private static final int MOST_PARTITIONS = 1_000;
    private static final int TOPICS = Topic.values().length;

    private final long[][] next;

    private Place(long[][] next) {
        this.next = next;
    }

    /** The beginning of topics with that many partitions each. */
    static Place beginning(int... partitions) {
        var next = new long[TOPICS][];
        for (int topic = 0; topic < TOPICS; topic++) {
            next[topic] = new long[partitions[topic]];
        }
        return new Place(next);
    }

    /** How many partitions of that topic it names. */
    int partitions(Topic topic) {
        return next[topic.ordinal()].length;
    }

    /** The offset of the next event to come from there. */
    long next(Topic topic, int partition) {
        var offsets = next[topic.ordinal()];
        return partition < offsets.length ? offsets[partition] : 0;
    }

    long next(TopicPartition partition) {
        return next(Topic.named(partition.topic()), partition.partition());
    }

    /** The same place, but there. */
    Place with(Topic topic, int partition, long offset) {
        var copy = next.clone();
        int length = Math.max(copy[topic.ordinal()].length, partition + 1);
        copy[topic.ordinal()] = Arrays.copyOf(copy[topic.ordinal()], length);
        copy[topic.ordinal()][partition] = offset;
        return new Place(copy);
    }

    Place with(TopicPartition partition, long offset) {
        return with(Topic.named(partition.topic()), partition.partition(), offset);
    }

    /** Per partition the later of the two. */
    Place orLater(Place other) {
        var later = new long[TOPICS][];
        for (var topic : Topic.values()) {
            later[topic.ordinal()] = new long[Math.max(partitions(topic), other.partitions(topic))];
            for (int partition = 0; partition < later[topic.ordinal()].length; partition++) {
                later[topic.ordinal()][partition] = Math.max(next(topic, partition), other.next(topic, partition));
            }
        }
        return new Place(later);
    }

    /** Whether it is nowhere before that one. */
    boolean reaches(Place other) {
        for (var topic : Topic.values()) {
            for (int partition = 0; partition < other.partitions(topic); partition++) {
                if (next(topic, partition) < other.next(topic, partition)) {
                    return false;
                }
            }
        }
        return true;
    }

    /** The partitions in which this place comes after that one. */
    List<TopicPartition> partitionsAfter(Place other) {
        var later = new ArrayList<TopicPartition>();
        for (var topic : Topic.values()) {
            for (int partition = 0; partition < partitions(topic); partition++) {
                if (next(topic, partition) > other.next(topic, partition)) {
                    later.add(new TopicPartition(topic.wireName(), partition));
                }
            }
        }
        return later;
    }

    /** The form in which it travels: letters, digits, hyphen and underscore. */
    String text() {
        var bytes = ByteBuffer.allocate(1
                + TOPICS * 3
                + Arrays.stream(next).mapToInt(of -> of.length * 9).sum());
        bytes.put(VERSION);
        for (var offsets : next) {
            putNumber(bytes, offsets.length);
            for (long offset : offsets) {
                putNumber(bytes, offset);
            }
        }
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(bytes.array(), bytes.position()));
    }

    /** Reads the form in which it travels; an {@link IllegalArgumentException} where the text is none of ours. */
    static Place parse(String text) {
        if (text.length() > MOST_PARTITIONS * TOPICS * 12) {
            throw new IllegalArgumentException("too long");
        }
        var bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
        if (!bytes.hasRemaining() || bytes.get() != VERSION) {
            throw new IllegalArgumentException("another version");
        }
        var next = new long[TOPICS][];
        for (int topic = 0; topic < TOPICS; topic++) {
            long partitions = number(bytes);
            if (partitions > MOST_PARTITIONS) {
                throw new IllegalArgumentException("too many partitions");
            }
            next[topic] = new long[(int) partitions];
            for (int partition = 0; partition < partitions; partition++) {
                next[topic][partition] = number(bytes);
            }
        }
        if (bytes.hasRemaining()) {
            throw new IllegalArgumentException("too long");
        }
        return new Place(next);
    }

    /** Seven bits a byte, the lowest first; most offsets are small. */
    private static void putNumber(ByteBuffer bytes, long number) {
        long rest = number;
        while (rest > 0x7f) {
            bytes.put((byte) (rest & 0x7f | 0x80));
            rest >>>= 7;
        }
        bytes.put((byte) rest);
    }

    private static long number(ByteBuffer bytes) {
        long number = 0;
        for (int shift = 0; shift < 63; shift += 7) {
            if (!bytes.hasRemaining()) {
                throw new IllegalArgumentException("too short");
            }
            byte one = bytes.get();
            number |= (long) (one & 0x7f) << shift;
            if (one >= 0) {
                return number;
            }
        }
        throw new IllegalArgumentException("no offset");
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Place place && Arrays.deepEquals(next, place.next);
    }

    @Override
    public int hashCode() {
        return Arrays.deepHashCode(next);
    }

    @Override
    public String toString() {
        return Arrays.deepToString(next);
    }
}
