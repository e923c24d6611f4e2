package eu.bilateral.meeting.web;

import eu.bilateral.kernel.command.Page;
import eu.bilateral.kernel.web.Cursor;
import eu.bilateral.kernel.web.MalformedRequest;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** Lists that go by a date and an id, page by page. */
final class Pages {

    private Pages() {}

    /** The place in that cursor; absent without one, {@link MalformedRequest} where somebody made it up. */
    static <I, P> @Nullable P place(
            @Nullable String cursor, Function<String, I> id, BiFunction<LocalDate, I, P> place) {
        if (cursor == null) {
            return null;
        }
        var parts = Cursor.read(cursor, 2);
        try {
            return place.apply(LocalDate.parse(parts.get(0)), id.apply(parts.get(1)));
        } catch (DateTimeException | IllegalArgumentException invented) {
            throw new MalformedRequest(
                    HttpStatus.BAD_REQUEST, "malformed-cursor", "cursor", "Send the cursor as it was given, or none");
        }
    }

    /** The page of what was found with one more than {@code size} asked for, which tells whether there is a next one. */
    static <T> Page<T> of(List<T> found, int size, Function<T, String> cursorBehind) {
        return found.size() > size
                ? new Page<>(found.subList(0, size), cursorBehind.apply(found.get(size - 1)))
                : new Page<>(found, null);
    }
}
