package eu.bilateral.meeting.web;

import eu.bilateral.kernel.command.Page;
import eu.bilateral.kernel.web.Cursor;
import java.time.LocalDate;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Lists that go by a date and an id, page by page. */
final class Pages {

    private Pages() {}

    /** The place in that cursor; absent without one, refused where somebody made it up. */
    static <I, P> @Nullable P place(
            @Nullable String cursor, Function<String, I> id, BiFunction<LocalDate, I, P> place) {
        if (cursor == null) {
            return null;
        }
        return Cursor.read(cursor, 2, key -> place.apply(LocalDate.parse(key.getFirst()), id.apply(key.getLast())));
    }

    /** The page of what was found with one more than {@code size} asked for, which tells whether there is a next one. */
    static <T> Page<T> of(List<T> found, int size, Function<T, String> cursorBehind) {
        return found.size() > size
                ? new Page<>(found.subList(0, size), cursorBehind.apply(found.get(size - 1)))
                : new Page<>(found, null);
    }
}
