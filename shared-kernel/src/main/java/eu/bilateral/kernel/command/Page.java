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

    /** The same page of another form of its items. */
    public <U> Page<U> map(Function<T, U> form) {
        return new Page<>(items.stream().map(form).toList(), next);
    }
}
