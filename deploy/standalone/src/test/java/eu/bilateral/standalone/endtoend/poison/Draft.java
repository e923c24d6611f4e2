package eu.bilateral.standalone.endtoend.poison;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.function.Consumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A record in the making: it begins as a good event, and whoever spoils one thing leaves the rest good. */
final class Draft {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String PLACE = "-the-value-goes-here-";

    private final String topic;
    private final RecordHeaders headers = new RecordHeaders();
    private byte @Nullable [] key;
    private byte @Nullable [] content;

    Draft(String topic, String key, String content) {
        this.topic = topic;
        this.key = key.getBytes(UTF_8);
        this.content = content.getBytes(UTF_8);
    }

    String topic() {
        return topic;
    }

    Draft with(String attribute, String value) {
        return with(attribute, value.getBytes(UTF_8));
    }

    Draft with(String attribute, byte @Nullable [] value) {
        headers.remove("ce_" + attribute);
        headers.add("ce_" + attribute, value);
        return this;
    }

    Draft header(String name, String value) {
        headers.remove(name);
        headers.add(name, value.getBytes(UTF_8));
        return this;
    }

    Draft and(String attribute, String value) {
        headers.add("ce_" + attribute, value.getBytes(UTF_8));
        return this;
    }

    Draft twice(String attribute) {
        return and(attribute, attribute(attribute));
    }

    Draft without(String attribute) {
        headers.remove("ce_" + attribute);
        return this;
    }

    Draft withoutAnyHeader() {
        for (var header : headers.toArray()) {
            headers.remove(header.key());
        }
        return this;
    }

    Draft keyed(byte @Nullable [] other) {
        key = other;
        return this;
    }

    Draft keyed(String other) {
        return keyed(other.getBytes(UTF_8));
    }

    Draft content(byte @Nullable [] other) {
        content = other;
        return this;
    }

    Draft content(String other) {
        return content(other.getBytes(UTF_8));
    }

    Draft edited(Consumer<ObjectNode> edit) {
        var tree = (ObjectNode) JSON.readTree(text());
        edit.accept(tree);
        return content(JSON.writeValueAsString(tree));
    }

    /** With this JSON, whatever it is, as the field of that name. */
    Draft field(String name, String json) {
        return edited(tree -> tree.put(name, PLACE)).content(text().replace("\"" + PLACE + "\"", json));
    }

    String text() {
        return content == null ? "" : new String(content, UTF_8);
    }

    byte[] bytes() {
        return text().getBytes(UTF_8);
    }

    String attribute(String name) {
        var header = headers.lastHeader("ce_" + name);
        return header == null || header.value() == null ? "" : new String(header.value(), UTF_8);
    }

    ProducerRecord<byte[], byte[]> toRecord() {
        return new ProducerRecord<>(topic, null, key, content, headers);
    }
}
