package eu.bilateral.kernel.web;

import eu.bilateral.kernel.text.Text;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.jdk.StringDeserializer;
import tools.jackson.databind.deser.std.StdScalarDeserializer;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.type.LogicalType;

/**
 * Reads the texts of a request. JSON can name characters that no text has; the store would take them, and the event, the
 * list or the search that meets them later would break.
 */
final class PrintableText extends StdScalarDeserializer<String> {

    PrintableText() {
        super(String.class);
    }

    @Override
    public LogicalType logicalType() {
        return LogicalType.Textual;
    }

    @Override
    public @Nullable String deserialize(JsonParser json, DeserializationContext context) {
        var text = StringDeserializer.instance.deserialize(json, context);
        if (text != null && !Text.isPrintable(text)) {
            throw new Unprintable(json);
        }
        return text;
    }

    /** The text holds a control character or half a surrogate pair. */
    static final class Unprintable extends MismatchedInputException {
        private static final long serialVersionUID = 1L;

        Unprintable(JsonParser json) {
            super(json, "It holds a character that no text has", String.class);
        }
    }
}
