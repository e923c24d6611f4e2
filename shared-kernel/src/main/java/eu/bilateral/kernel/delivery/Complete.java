package eu.bilateral.kernel.delivery;

import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sees that an event read from the wire has all that its type promises: JSON leaves out what it likes, and a
 * {@code null} where none is declared would fail later and elsewhere.
 */
final class Complete {

    private Complete() {}

    /** What reflection says of a class is asked once: annotations are parsed anew at each asking. */
    private static final ClassValue<List<Promised>> PROMISES = new ClassValue<>() {
        @Override
        protected List<Promised> computeValue(Class<?> type) {
            boolean isOurs = type.isRecord() && type.getName().startsWith("eu.bilateral.");
            return isOurs
                    ? Arrays.stream(type.getRecordComponents())
                            .map(Promised::of)
                            .toList()
                    : List.of();
        }
    };

    private record Promised(String name, Method accessor, boolean optional) {

        static Promised of(RecordComponent component) {
            return new Promised(
                    component.getName(),
                    component.getAccessor(),
                    component.getAnnotatedType().isAnnotationPresent(Nullable.class));
        }

        @Nullable
        Object of(Object value) {
            try {
                return accessor.invoke(value);
            } catch (ReflectiveOperationException impossible) {
                throw new IllegalStateException(impossible);
            }
        }
    }

    /** {@link Unreadable} where a component that is not declared {@link Nullable} is missing. */
    static void check(Object value) {
        for (var component : PROMISES.get(value.getClass())) {
            var content = component.of(value);
            if (content == null) {
                if (!component.optional()) {
                    throw new Unreadable("missing-field", "Its field " + component.name() + " is missing");
                }
            } else if (content instanceof Iterable<?> items) {
                items.forEach(Complete::check);
            } else {
                check(content);
            }
        }
    }
}
