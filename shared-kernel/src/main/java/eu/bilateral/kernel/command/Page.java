package eu.bilateral.kernel.command;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One page of a longer list.
 *
 * @param next where the next page begins; absent on the last one. Opaque to clients
 */
public record Page<T>(List<T> items, @Nullable String next) {

    public Page {
        items = List.copyOf(items);
    }

    /** The page of what was found where one more than {@code size} was asked for, which tells whether there is a next one. */
    public static <T> Page<T> of(List<T> found, int size, Function<T, String> cursorBehind) {
        return found.size() > size
                ? new Page<>(found.subList(0, size), cursorBehind.apply(found.get(size - 1)))
                : new Page<>(found, null);
    }

    /** The same page of another form of its items. */
    public <U> Page<U> map(Function<T, U> form) {
        return new Page<>(items.stream().map(form).toList(), next);
    }
}
