package eu.bilateral.benchmark.chaos;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Records that no service can handle, each wrong in one way: all of them belong into the quarantine of whoever hears them. */
final class Poison {

    private static final int LARGE = 900 * 1024;

    private final Random dice;

    Poison(long seed) {
        this.dice = new Random(seed);
    }

    /** A record of each kind for that topic, under keys that nobody else uses. */
    List<ProducerRecord<byte[], byte[]>> forTopic(String topic) {
        var all = new ArrayList<ProducerRecord<byte[], byte[]>>();
        all.add(new ProducerRecord<>(topic, bytes(key()), new byte[] {0, 1, 2, (byte) 0xff}));
        all.add(new ProducerRecord<>(topic, bytes(key()), bytes("{\"neither\":\"headers nor sense\"}")));
        all.add(event(topic, Map.of("specversion", "0.3"), "{}"));
        all.add(event(topic, Map.of("type", "meeting-dreamt-of"), "{}"));
        all.add(event(topic, Map.of("source", "/somebody-else"), "{}"));
        all.add(event(topic, Map.of("workspace", "$where 1"), "{}"));
        all.add(event(topic, Map.of("sequence", "-1"), "{}"));
        all.add(event(topic, Map.of("epoch", "one"), "{}"));
        all.add(event(topic, Map.of("id", "none"), "{}"));
        all.add(event(topic, Map.of(), "{\"organisationId\":"));
        all.add(event(topic, Map.of(), "[".repeat(20_000)));
        all.add(event(topic, Map.of(), "null"));
        all.add(event(topic, Map.of(), "x".repeat(LARGE)));
        var doubled = event(topic, Map.of(), "{}");
        doubled.headers().add("ce_sequence", bytes("2"));
        all.add(doubled);
        return all;
    }

    /** One of them. */
    ProducerRecord<byte[], byte[]> some(String topic) {
        var all = forTopic(topic);
        return all.get(dice.nextInt(all.size()));
    }

    /** One that stands in the way of all that comes later under that key. */
    ProducerRecord<byte[], byte[]> under(String topic, String key) {
        return event(topic, key, Map.of("type", "meeting-dreamt-of"), "{}");
    }

    private ProducerRecord<byte[], byte[]> event(String topic, Map<String, String> wrong, String content) {
        return event(topic, key(), wrong, content);
    }

    private static ProducerRecord<byte[], byte[]> event(
            String topic, String key, Map<String, String> wrong, String content) {
        var attributes = new LinkedHashMap<String, String>();
        attributes.put("specversion", "1.0");
        attributes.put("id", UUID.randomUUID().toString());
        attributes.put("source", "/" + topic.replace("-events", "-service"));
        attributes.put("type", type(topic));
        attributes.put("time", "2030-01-01T00:00:00Z");
        attributes.put("subject", key);
        attributes.put("partitionkey", key);
        attributes.put("workspace", "first");
        attributes.put("epoch", "1");
        attributes.put("sequence", "1");
        attributes.put("causationid", UUID.randomUUID().toString());
        attributes.put("correlationid", UUID.randomUUID().toString());
        attributes.put("hop", "0");
        attributes.putAll(wrong);
        var sent = new ProducerRecord<>(topic, bytes(key), bytes(content));
        attributes.forEach((name, value) -> sent.headers().add("ce_" + name, bytes(value)));
        return sent;
    }

    private static String type(String topic) {
        return switch (topic) {
            case Told.CONTACTS -> "organisation-changed";
            case Told.MEETINGS -> "meeting-voided";
            default -> "stage-moved";
        };
    }

    private String key() {
        return new UUID(dice.nextLong(), dice.nextLong()).toString();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
