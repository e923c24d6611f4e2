package eu.bilateral.meeting.web;

import eu.bilateral.kernel.web.Cursor;
import java.time.LocalDate;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Cursors of lists that go by a date and an id. */
final class Pages {

    private Pages() {}

    /** The place in that cursor; absent without one, refused where somebody made it up. */
    static <I, P> @Nullable P place(
            Cursor ofList, @Nullable String cursor, Function<String, I> id, BiFunction<LocalDate, I, P> place) {
        if (cursor == null) {
            return null;
        }
        return ofList.read(cursor, key -> place.apply(LocalDate.parse(key.getFirst()), id.apply(key.getLast())));
    }
}
