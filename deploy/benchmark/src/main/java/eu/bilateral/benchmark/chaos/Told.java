package eu.bilateral.benchmark.chaos;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A record of a topic as anybody can read it there, without the kernel: its place and its CloudEvents attributes.
 *
 * @param again whether an earlier record of the topic has the same event id
 */
record Told(
        String topic,
        int partition,
        long offset,
        String key,
        String eventId,
        String type,
        String workspace,
        String aggregate,
        long sequence,
        String causation,
        int hop,
        boolean again) {

    static final String CONTACTS = "contact-events";
    static final String MEETINGS = "meeting-events";
    static final String FOLLOW_UPS = "follow-up-events";

    static Told from(ConsumerRecord<byte[], byte[]> read, boolean again) {
        return new Told(
                read.topic(),
                read.partition(),
                read.offset(),
                read.key() == null ? "" : new String(read.key(), UTF_8),
                attribute(read, "id"),
                attribute(read, "type"),
                attribute(read, "workspace"),
                attribute(read, "subject"),
                Long.parseLong(attribute(read, "sequence")),
                attribute(read, "causationid"),
                Integer.parseInt(attribute(read, "hop")),
                again);
    }

    static String attribute(ConsumerRecord<byte[], byte[]> read, String name) {
        var header = read.headers().lastHeader("ce_" + name);
        return header == null || header.value() == null ? "" : new String(header.value(), UTF_8);
    }

    String place() {
        return place(topic, partition, offset);
    }

    /** A place in a topic as the quarantine names it. */
    static String place(String topic, int partition, long offset) {
        return "%s-%d-%d".formatted(topic, partition, offset);
    }

    String line() {
        return "%s %s seq %d id %s caused by %s%s"
                .formatted(place(), type, sequence, eventId, causation, again ? " (again)" : "");
    }

    /** Whether it comes of a write that somebody asked for, and not of another event. */
    boolean isFirstHand() {
        return hop == 0;
    }
}
