package eu.bilateral.kernel.delivery;

import java.lang.reflect.RecordComponent;
import org.jspecify.annotations.Nullable;

/**
 * Sees that an event read from the wire has all that its type promises: JSON leaves out what it likes, and a
 * {@code null} where none is declared would fail later and elsewhere.
 */
final class Complete {

    private Complete() {}

    /** {@link Unreadable} where a component that is not declared {@link Nullable} is missing. */
    static void check(Object value) {
        if (!(value instanceof Record) || !value.getClass().getName().startsWith("eu.bilateral.")) {
            return;
        }
        for (var component : value.getClass().getRecordComponents()) {
            var content = content(value, component);
            if (content == null) {
                if (!component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
                    throw new Unreadable("missing-field", "Its field " + component.getName() + " is missing");
                }
            } else if (content instanceof Iterable<?> items) {
                items.forEach(Complete::check);
            } else {
                check(content);
            }
        }
    }

    private static @Nullable Object content(Object value, RecordComponent component) {
        try {
            return component.getAccessor().invoke(value);
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
