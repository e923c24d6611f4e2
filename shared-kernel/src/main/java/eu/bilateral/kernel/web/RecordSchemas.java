package eu.bilateral.kernel.web;

import com.fasterxml.jackson.annotation.JsonValue;
import eu.bilateral.kernel.event.DomainEvent;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.util.Json;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Iterator;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What our records say of themselves and the generator does not see: a component that is not {@link Nullable} is always
 * sent, an id is a UUID. A request says by its constraints what it needs, and is left as it is.
 */
final class RecordSchemas implements ModelConverter {

    private static final String OURS = "eu.bilateral.";
    private static final String REQUEST = "Request";
    private static final String SCHEMAS = "#/components/schemas/";

    @Override
    public @Nullable Schema<?> resolve(
            AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> others) {
        var raw = Json.mapper().constructType(type.getType()).getRawClass();
        if (JsonNode.class.isAssignableFrom(raw)) {
            return new ObjectSchema();
        }
        if (raw == DomainEvent.class) {
            context.defineModel(
                    DomainEvent.class.getSimpleName(),
                    new ObjectSchema().description("An event, as its JSON Schema has it: /api/schemas/{event}"));
            return new Schema<>().$ref(SCHEMAS + DomainEvent.class.getSimpleName());
        }
        if (!others.hasNext()) {
            return null;
        }
        Schema<?> schema = others.next().resolve(type, context, others);
        if (schema == null || !raw.isRecord() || !raw.getName().startsWith(OURS)) {
            return schema;
        }
        if (isId(raw)) {
            schema.setFormat("uuid");
        } else if (!raw.getSimpleName().endsWith(REQUEST)) {
            sayWhatIsAlwaysSent(raw, defined(schema, context));
        }
        return schema;
    }

    private static void sayWhatIsAlwaysSent(Class<?> type, @Nullable Schema<?> schema) {
        if (schema != null && schema.getProperties() != null) {
            schema.setRequired(Arrays.stream(type.getRecordComponents())
                    .filter(component -> !component.getAnnotatedType().isAnnotationPresent(Nullable.class))
                    .map(RecordComponent::getName)
                    .toList());
        }
    }

    private static @Nullable Schema<?> defined(Schema<?> schema, ModelConverterContext context) {
        var reference = schema.get$ref();
        return reference == null
                ? schema
                : context.getDefinedModels().get(reference.substring(reference.lastIndexOf('/') + 1));
    }

    /** Whether it travels as the text of its one UUID. */
    private static boolean isId(Class<?> type) {
        var components = type.getRecordComponents();
        return components.length == 1
                && components[0].getType() == UUID.class
                && Arrays.stream(type.getMethods()).anyMatch(method -> method.isAnnotationPresent(JsonValue.class));
    }
}
