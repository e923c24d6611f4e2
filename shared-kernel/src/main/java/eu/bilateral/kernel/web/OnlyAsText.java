package eu.bilateral.kernel.web;

import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.std.StdScalarDeserializer;

/** Reads dates and times from text alone: a number would be taken for days or seconds, and 1e400 of them for some day. */
final class OnlyAsText<T> extends StdScalarDeserializer<T> {

    private final transient ValueDeserializer<T> text;

    OnlyAsText(Class<T> type, ValueDeserializer<T> text) {
        super(type);
        this.text = text;
    }

    @Override
    public T deserialize(JsonParser json, DeserializationContext context) {
        return json.hasToken(JsonToken.VALUE_STRING)
                ? text.deserialize(json, context)
                : context.reportInputMismatch(this, "Only a text tells a date or a time");
    }
}
