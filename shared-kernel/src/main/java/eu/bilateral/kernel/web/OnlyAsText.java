package eu.bilateral.kernel.web;

import java.time.DateTimeException;
import java.util.function.Function;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdScalarDeserializer;

/**
 * Reads accounts, dates and times from text alone, the latter in their ISO form and nothing around it. A number would be taken
 * for days or seconds, and of a time where a day belongs the day would be cut out, which is the day before somewhere.
 */
final class OnlyAsText<T> extends StdScalarDeserializer<T> {

    private final Class<T> type;
    private final transient Function<String, T> reader;

    OnlyAsText(Class<T> type, Function<String, T> reader) {
        super(type);
        this.type = type;
        this.reader = reader;
    }

    @Override
    public T deserialize(JsonParser json, DeserializationContext context) {
        if (!json.hasToken(JsonToken.VALUE_STRING)) {
            return context.reportInputMismatch(this, "Only a text names an account or tells a date or a time");
        }
        var text = json.getString();
        try {
            return reader.apply(text);
        } catch (DateTimeException | IllegalArgumentException none) {
            return type.cast(context.handleWeirdStringValue(type, text, "It is none"));
        }
    }
}
