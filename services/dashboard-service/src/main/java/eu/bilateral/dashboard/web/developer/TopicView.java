package eu.bilateral.dashboard.web.developer;

import java.util.List;
import tools.jackson.databind.JsonNode;

/** A topic with the events that are told on it. */
record TopicView(String name, String meaning, String key, List<EventLine> events) {

    /** An event in the list of its topic. */
    record EventLine(String name, String meaning) {}

    /** All topics of that AsyncAPI document. */
    static List<TopicView> of(JsonNode document, DocumentWords said) {
        return document.path("channels").properties().stream()
                .map(channel -> of(channel.getKey(), channel.getValue(), document, said))
                .toList();
    }

    private static TopicView of(String name, JsonNode channel, JsonNode document, DocumentWords said) {
        var events = channel.path("messages").propertyNames().stream()
                .map(event -> new EventLine(event, meaning(event, document, said)))
                .toList();
        var key = document.path("components")
                .path("messages")
                .path(events.getFirst().name())
                .at("/bindings/kafka/key/description")
                .asString();
        return new TopicView(
                name, said.of(name, channel.path("description").asString()), said.of("key." + name, key), events);
    }

    /** What that event means, in the reader's language. */
    static String meaning(String event, JsonNode document, DocumentWords said) {
        return said.of(
                event,
                document.path("components")
                        .path("messages")
                        .path(event)
                        .path("summary")
                        .asString());
    }
}
