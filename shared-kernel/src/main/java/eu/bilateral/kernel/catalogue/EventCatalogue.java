package eu.bilateral.kernel.catalogue;

import eu.bilateral.kernel.delivery.EventFormat;
import eu.bilateral.kernel.event.DomainEvent;
import eu.bilateral.kernel.event.Topic;
import eu.bilateral.kernel.tracing.Traces;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * All topics and events as an AsyncAPI 3 document and as JSON Schemas. Types and fields come from the event classes, examples
 * from the approved files of the wire format, so that neither can say anything else than what travels.
 */
public final class EventCatalogue {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String SCHEMAS = "#/components/schemas/";
    private static final String MESSAGES = "#/components/messages/";
    private static final String HEADERS = "CloudEventHeaders";
    private static final List<String> FORMS = List.of(".json", ".2.json", ".minimal.json");
    private static final WordList WORDS = WordList.beside(EventCatalogue.class, "events.properties");

    private final EventFormat format = new EventFormat();
    private final JsonMapper json;

    public EventCatalogue(JsonMapper json) {
        this.json = json;
    }

    /** The document, as of this release, of topics that are found there. */
    public ObjectNode asyncApi(Entrance entrance) {
        var document = asyncApi();
        document.set("servers", servers(entrance));
        return document;
    }

    /** The document, as of this release, without saying where. */
    public ObjectNode asyncApi() {
        var document = JSON.objectNode().put("asyncapi", "3.0.0").put("id", "urn:eu:bilateral:events");
        document.set("info", info());
        document.put("defaultContentType", "application/json");
        var channels = document.putObject("channels");
        var operations = document.putObject("operations");
        var components = document.putObject("components");
        var messages = components.putObject("messages");
        var all = components.putObject("schemas");
        all.set(HEADERS, headers());
        all.setAll(payloads(SCHEMAS));
        for (var topic : Topic.values()) {
            channels.set(topic.wireName(), channel(topic));
            operations.set("tell-" + topic.wireName(), telling(topic));
            events(topic).keySet().forEach(name -> messages.set(name, message(topic, name)));
        }
        return document;
    }

    /** The schemas of all events by wire name, and of what they refer to, for a document that keeps them under that prefix. */
    public ObjectNode payloads(String prefix) {
        var schemas = new Schemas(prefix);
        var all = JSON.objectNode();
        types().forEach((name, type) -> all.set(name, schemas.ofRecord(name, type)));
        all.setAll(schemas.named());
        return all;
    }

    /** The schema (draft 2020-12) of the event of that wire name, complete in itself; absent where there is no such event. */
    public Optional<ObjectNode> schema(String name) {
        return types().entrySet().stream()
                .filter(type -> type.getKey().equals(name))
                .findFirst()
                .map(type -> {
                    var schemas = new Schemas("#/$defs/");
                    var schema = JSON.objectNode()
                            .put("$schema", "https://json-schema.org/draft/2020-12/schema")
                            .put("title", name)
                            .put("description", WORDS.mustHave(name));
                    schema.setAll(schemas.ofRecord(name, type.getValue()));
                    schema.set("$defs", schemas.named());
                    return schema;
                });
    }

    /** All events by their wire names. */
    public TreeMap<String, Class<? extends DomainEvent>> types() {
        var all = new TreeMap<String, Class<? extends DomainEvent>>();
        for (var topic : Topic.values()) {
            all.putAll(format.types(topic));
        }
        return all;
    }

    private TreeMap<String, Class<? extends DomainEvent>> events(Topic topic) {
        return new TreeMap<>(format.types(topic));
    }

    private ObjectNode info() {
        var info = JSON.objectNode()
                .put("title", "Bilateral events")
                .put("version", "1")
                .put("description", WORDS.mustHave("info"));
        info.putObject("license")
                .put("name", "Apache-2.0")
                .put("url", "https://www.apache.org/licenses/LICENSE-2.0.html");
        return info;
    }

    private ObjectNode servers(Entrance entrance) {
        var servers = JSON.objectNode();
        var security = entrance.securityName();
        for (var broker : entrance.brokers()) {
            var server = servers.putObject("broker-" + (servers.size() + 1))
                    .put("host", broker)
                    .put("protocol", entrance.protocolName())
                    .put("description", WORDS.mustHave("servers"));
            if (security != null) {
                server.putArray("security")
                        .addObject()
                        .put("type", security)
                        .put("description", WORDS.mustHave("security"));
            }
        }
        return servers;
    }

    private ObjectNode channel(Topic topic) {
        var channel = JSON.objectNode()
                .put("address", topic.wireName())
                .put("title", topic.wireName())
                .put("description", WORDS.mustHave(topic.wireName()));
        var messages = channel.putObject("messages");
        events(topic).keySet().forEach(name -> messages.putObject(name).put("$ref", MESSAGES + name));
        var kafka = channel.putObject("bindings").putObject("kafka").put("bindingVersion", "0.5.0");
        kafka.putObject("topicConfiguration")
                .put("retention.ms", -1)
                .put("max.message.bytes", EventFormat.LARGEST_RECORD)
                .putArray("cleanup.policy")
                .add("delete");
        return channel;
    }

    private ObjectNode telling(Topic topic) {
        var channel = "#/channels/" + topic.wireName();
        var telling = JSON.objectNode()
                .put("action", "send")
                .put("title", "What " + topic.source().substring(1) + " tells")
                .put("description", WORDS.mustHave("telling"));
        telling.putObject("channel").put("$ref", channel);
        var messages = telling.putArray("messages");
        events(topic).keySet().forEach(name -> messages.addObject().put("$ref", channel + "/messages/" + name));
        return telling;
    }

    private ObjectNode message(Topic topic, String name) {
        var message = JSON.objectNode()
                .put("name", name)
                .put("title", name)
                .put("summary", WORDS.mustHave(name))
                .put("contentType", "application/json");
        message.putObject("correlationId").put("location", "$message.header#/ce_correlationid");
        var form = message.putObject("headers").put("type", "object");
        var headers = form.putArray("allOf");
        headers.addObject().put("$ref", SCHEMAS + HEADERS);
        var own = headers.addObject().put("type", "object").putObject("properties");
        own.putObject("ce_type").put("const", name);
        own.putObject("ce_source").put("const", topic.source());
        message.putObject("payload").put("$ref", SCHEMAS + name);
        message.putObject("bindings")
                .putObject("kafka")
                .put("bindingVersion", "0.5.0")
                .putObject("key")
                .put("type", "string")
                .put("description", WORDS.mustHave("key." + topic.wireName()));
        var examples = message.putArray("examples");
        examples(name).forEach(example -> examples.addObject().set("payload", example));
        return message;
    }

    private ObjectNode headers() {
        var headers = JSON.objectNode().put("type", "object").put("description", WORDS.mustHave("headers"));
        var properties = headers.putObject("properties");
        var required = headers.putArray("required");
        for (var header : List.of(
                "content-type",
                "ce_specversion",
                "ce_id",
                "ce_source",
                "ce_type",
                "ce_time",
                "ce_subject",
                "ce_partitionkey",
                "ce_workspace",
                "ce_epoch",
                "ce_sequence",
                "ce_causationid",
                "ce_correlationid",
                "ce_hop")) {
            properties.putObject(header).put("type", "string").put("description", WORDS.mustHave("header." + header));
            required.add(header);
        }
        properties
                .putObject(Traces.HEADER)
                .put("type", "string")
                .put("description", WORDS.mustHave("header." + Traces.HEADER));
        return headers;
    }

    private List<JsonNode> examples(String name) {
        var examples = new ArrayList<JsonNode>();
        for (var form : FORMS) {
            try (var file = file("/wire/" + name + form)) {
                if (file != null) {
                    examples.add(json.readTree(file));
                }
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }
        return examples;
    }

    private static @Nullable InputStream file(String name) {
        return EventCatalogue.class.getResourceAsStream(name);
    }
}
