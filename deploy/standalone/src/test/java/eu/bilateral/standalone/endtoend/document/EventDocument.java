package eu.bilateral.standalone.endtoend.document;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The document of the events, held against what really travels. */
final class EventDocument {

    private static final JsonMapper JSON = new JsonMapper();

    private final JsonNode document;
    private final Schemas schemas;
    private final SortedSet<String> seen = new TreeSet<>();
    private final List<String> faults = new ArrayList<>();

    EventDocument(JsonNode document) {
        this.document = document;
        this.schemas = new Schemas(document);
    }

    /** The topics that are documented. */
    SortedSet<String> channels() {
        var channels = new TreeSet<String>();
        document.path("channels")
                .forEach(channel -> channels.add(channel.path("address").asString()));
        return channels;
    }

    /** The events that are documented. */
    SortedSet<String> messages() {
        return new TreeSet<>(document.at("/components/messages").propertyNames());
    }

    /** The events that it has seen. */
    SortedSet<String> seen() {
        return seen;
    }

    /** All that did not travel as documented. */
    List<String> faults() {
        return faults;
    }

    /** Takes a look at a record. */
    void see(ConsumerRecord<byte[], byte[]> record) {
        var headers = JSON.createObjectNode();
        record.headers().forEach(header -> headers.put(header.key(), new String(header.value(), UTF_8)));
        var type = headers.path("ce_type").asString("");
        var message =
                document.path("channels").path(record.topic()).path("messages").path(type);
        if (message.isMissingNode()) {
            faults.add("%s is not documented on %s".formatted(type, record.topic()));
            return;
        }
        seen.add(type);
        var said = document.at(message.path("$ref").asString("").substring(1));
        see(type, "headers", said.path("headers"), headers.toString());
        see(type, "payload", said.path("payload"), new String(record.value(), UTF_8));
        if (!(said.path("headers") instanceof ObjectNode)) {
            faults.add(type + " says nothing of its headers");
        }
        if (!headers.path("ce_partitionkey").asString().equals(new String(record.key(), UTF_8))) {
            faults.add(type + " has another key than it says");
        }
    }

    private void see(String type, String part, JsonNode schema, String value) {
        schemas.faults(schema, value).forEach(fault -> faults.add("%s, %s: %s".formatted(type, part, fault)));
    }
}
