package eu.bilateral.standalone.backup;

import static java.nio.charset.StandardCharsets.US_ASCII;

import eu.bilateral.kernel.event.Topic;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** How much each source had told when it was copied; an event of a higher sequence was told afterwards. */
final class Sequences {

    private final Map<Topic, Map<String, Long>> told = new EnumMap<>(Topic.class);

    /** The copy of that document has told so much. */
    void copied(Topic tells, String id, long sequence) {
        if (sequence > 0) {
            told.computeIfAbsent(tells, first -> new HashMap<>()).merge(id, sequence, Math::max);
        }
    }

    /**
     * Whether the copy of the event's source does not know it. A sequence goes on counting over all epochs, so it alone
     * decides. What is no event of ours is not for us to judge.
     */
    boolean lack(ConsumerRecord<byte[], byte[]> received) {
        var source = text(received.headers().lastHeader("ce_subject"));
        var sequence = text(received.headers().lastHeader("ce_sequence"));
        if (source == null || sequence == null || !sequence.matches("[0-9]{1,18}")) {
            return false;
        }
        long known = told.getOrDefault(Topic.named(received.topic()), Map.of()).getOrDefault(source, 0L);
        return Long.parseLong(sequence) > known;
    }

    private static @Nullable String text(@Nullable Header header) {
        return header == null || header.value() == null ? null : new String(header.value(), US_ASCII);
    }
}
