package eu.bilateral.kernel.web;

import eu.bilateral.kernel.id.AccountId;
import eu.bilateral.kernel.id.WorkspaceId;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Collection;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.ValueInstantiationException;

/** Says in words what a field must look like: whoever is refused is told what to send, not only that it was wrong. */
final class Forms {

    private static final String ELSEWHERE = "of the form that the API's document gives (/api/openapi.json)";

    private Forms() {}

    /** What the field must be that could not be read; from the request's own record, which knows more than the parser. */
    static String neededFor(JacksonException wrong) {
        var path = wrong.getPath();
        int last = path.size() - 1;
        int inside = 0;
        while (last >= 0 && path.get(last).getPropertyName() == null) {
            last--;
            inside++;
        }
        var component = last < 0 ? null : component(path.get(last));
        if (component == null) {
            return of(target(wrong));
        }
        Type type = component.getGenericType();
        for (; inside > 0; inside--) {
            if (!(type instanceof ParameterizedType list)) {
                return of(target(wrong));
            }
            type = list.getActualTypeArguments()[0];
        }
        return type instanceof Class<?> simple ? of(simple, component.getAccessor()) : of(raw(type));
    }

    /** What a value of that type must be: the rest of a sentence that ends with "must be". */
    static String of(@Nullable Class<?> type) {
        return of(type, null);
    }

    private static String of(@Nullable Class<?> type, @Nullable AnnotatedElement limits) {
        if (type == null) {
            return ELSEWHERE;
        }
        if (type.isEnum()) {
            return "one of "
                    + Arrays.stream(type.getEnumConstants())
                            .map(one -> ((Enum<?>) one).name())
                            .collect(Collectors.joining(", "));
        }
        if (type == LocalDate.class) {
            return "a date such as 2017-05-22";
        }
        if (type == Instant.class) {
            return "a time such as 2017-05-22T13:30:00Z";
        }
        if (ZoneId.class.isAssignableFrom(type)) {
            return "a time zone such as Europe/Warsaw";
        }
        if (type == String.class) {
            return "a text";
        }
        if (type == Boolean.class || type == boolean.class) {
            return "true or false";
        }
        if (type == Integer.class || type == int.class || type == Long.class || type == long.class) {
            return "a whole number" + range(limits);
        }
        if (Number.class.isAssignableFrom(type) || type.isPrimitive()) {
            return "a number" + range(limits);
        }
        if (type == AccountId.class) {
            return "an account such as maria.nowak, or me for your own: letters, digits, dots, underscores, at signs and hyphens, "
                    + "80 at most";
        }
        if (type == WorkspaceId.class) {
            return "a workspace such as lublin-2017: lower-case letters, digits and inner hyphens, 40 at most";
        }
        if (type.getPackage() == AccountId.class.getPackage()) {
            return "an id such as 3f1c9a52-0b7e-4c57-9d2e-8f6a1b2c3d4e, a UUID of 36 characters";
        }
        if (Collection.class.isAssignableFrom(type)) {
            return "a list in square brackets";
        }
        return type.isRecord() ? "a JSON object" : ELSEWHERE;
    }

    private static String range(@Nullable AnnotatedElement limits) {
        var least = limits == null ? null : limits.getAnnotation(Min.class);
        var most = limits == null ? null : limits.getAnnotation(Max.class);
        if (least != null && most != null) {
            return " from " + least.value() + " to " + most.value();
        }
        if (least != null) {
            return " of at least " + least.value();
        }
        return most == null ? "" : " of at most " + most.value();
    }

    private static @Nullable RecordComponent component(JacksonException.Reference step) {
        var from = step.from() instanceof Class<?> type
                ? type
                : step.from() == null ? Object.class : step.from().getClass();
        if (!from.isRecord()) {
            return null;
        }
        return Arrays.stream(from.getRecordComponents())
                .filter(one -> one.getName().equals(step.getPropertyName()))
                .findFirst()
                .orElse(null);
    }

    private static @Nullable Class<?> target(JacksonException wrong) {
        return switch (wrong) {
            case MismatchedInputException mismatched -> mismatched.getTargetType();
            case InputCoercionException coerced -> coerced.getTargetType();
            case ValueInstantiationException refused -> refused.getType().getRawClass();
            default -> null;
        };
    }

    private static @Nullable Class<?> raw(Type type) {
        return type instanceof ParameterizedType parameterized && parameterized.getRawType() instanceof Class<?> raw
                ? raw
                : null;
    }

    /** A broken limit as a sentence that names the field and the limit; a constraint with words of its own keeps them. */
    static String sentence(String field, ConstraintViolation<?> broken) {
        var descriptor = broken.getConstraintDescriptor();
        var limits = descriptor.getAttributes();
        var rest = switch (descriptor.getAnnotation().annotationType().getSimpleName()) {
            case "NotNull" -> "is missing";
            case "NotBlank", "NotEmpty" -> "is missing or empty";
            case "Size" -> "must have " + size(limits.get("min"), limits.get("max"), broken.getInvalidValue());
            case "Min" -> "must be " + limits.get("value") + " or more";
            case "Max" -> "must be " + limits.get("value") + " or less";
            case "Email" -> "must be an e-mail address such as anna@example.org";
            case "Pattern" ->
                broken.getMessageTemplate().startsWith("{")
                        ? "must match " + limits.get("regexp") + " (a regular expression)"
                        : broken.getMessage();
            default -> broken.getMessage();
        };
        return "The field %s %s".formatted(field, rest);
    }

    private static String size(@Nullable Object min, @Nullable Object max, @Nullable Object value) {
        var what = value instanceof CharSequence ? "characters" : "entries";
        if (Integer.valueOf(0).equals(min)) {
            return "at most %s %s".formatted(max, what);
        }
        return Integer.valueOf(Integer.MAX_VALUE).equals(max)
                ? "at least %s %s".formatted(min, what)
                : "%s to %s %s".formatted(min, max, what);
    }
}
