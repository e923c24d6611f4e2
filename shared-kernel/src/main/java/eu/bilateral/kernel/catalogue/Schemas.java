package eu.bilateral.kernel.catalogue;

import com.fasterxml.jackson.annotation.JsonValue;
import eu.bilateral.kernel.event.Interest;
import eu.bilateral.kernel.id.AccountId;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The JSON Schemas of record types as they travel. What is not {@link Nullable} is required; further properties may come
 * with any release. Enumerations and nested records are named schemas of their own, referred to under a given prefix.
 */
final class Schemas {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final String prefix;
    private final ObjectNode named = JSON.objectNode();

    /** {@code prefix} is where a document keeps named schemas, such as {@code #/$defs/}. */
    Schemas(String prefix) {
        this.prefix = prefix;
    }

    /** The named schemas that were referred to so far, by name. */
    ObjectNode named() {
        return named;
    }

    /** The schema of a record: an object with its components as properties; its name tells what they mean. */
    ObjectNode ofRecord(String name, Class<?> type) {
        var schema = JSON.objectNode().put("type", "object");
        var properties = schema.putObject("properties");
        var required = schema.putArray("required");
        for (var component : type.getRecordComponents()) {
            properties.set(
                    component.getName(), described(of(component.getGenericType()), meaning(name, component.getName())));
            if (!isOptional(component.getAnnotatedType())) {
                required.add(component.getName());
            }
        }
        return schema;
    }

    /** A reference has room for nothing beside it, at least in AsyncAPI. */
    private static ObjectNode described(ObjectNode schema, String meaning) {
        if (!schema.has("$ref")) {
            return schema.put("description", meaning);
        }
        var described = JSON.objectNode().put("description", meaning);
        described.putArray("allOf").add(schema);
        return described;
    }

    private static String meaning(String name, String component) {
        var said = FieldWords.of(name, component);
        if (said == null) {
            throw new IllegalStateException("fields.properties has no words for %s.%s".formatted(name, component));
        }
        return said;
    }

    private static boolean isOptional(AnnotatedType type) {
        return type.isAnnotationPresent(Nullable.class);
    }

    private ObjectNode of(Type type) {
        if (type instanceof ParameterizedType list && list.getRawType() == List.class) {
            var schema = JSON.objectNode().put("type", "array");
            schema.set("items", of(list.getActualTypeArguments()[0]));
            return schema;
        }
        return ofClass((Class<?>) type);
    }

    private ObjectNode ofClass(Class<?> type) {
        if (type == String.class || type == ZoneId.class) {
            return text();
        } else if (type == int.class || type == long.class) {
            return JSON.objectNode().put("type", "integer");
        } else if (type == Instant.class) {
            return text().put("format", "date-time");
        } else if (type == LocalDate.class) {
            return text().put("format", "date");
        } else if (type == Interest.class) {
            return JSON.objectNode().put("type", "integer").put("minimum", 0).put("maximum", 3);
        } else if (type == AccountId.class) {
            return text().put("minLength", 1).put("maxLength", 80);
        } else if (isId(type)) {
            return text().put("format", "uuid");
        } else if (type.isEnum()) {
            return reference(type, text().set("enum", names(type)));
        } else if (type.isRecord()) {
            return reference(type, ofRecord(type.getSimpleName(), type));
        }
        throw new IllegalStateException("No schema is known for " + type);
    }

    private ObjectNode reference(Class<?> type, JsonNode schema) {
        named.set(type.getSimpleName(), schema);
        return JSON.objectNode().put("$ref", prefix + type.getSimpleName());
    }

    private static ArrayNode names(Class<?> type) {
        var names = JSON.arrayNode();
        Arrays.stream(type.getEnumConstants()).map(Object::toString).forEach(names::add);
        return names;
    }

    /** Whether it travels as the text of its one UUID. */
    private static boolean isId(Class<?> type) {
        return type.isRecord()
                && Arrays.stream(type.getRecordComponents())
                        .map(RecordComponent::getType)
                        .toList()
                        .equals(List.of(UUID.class))
                && Arrays.stream(type.getMethods()).anyMatch(method -> method.isAnnotationPresent(JsonValue.class));
    }

    private static ObjectNode text() {
        return JSON.objectNode().put("type", "string");
    }
}
