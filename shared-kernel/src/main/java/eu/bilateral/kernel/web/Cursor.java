package eu.bilateral.kernel.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.DateTimeException;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * Where the pages of a list begin: the sort key of the last item before, opaque to clients. It carries the name of its list, since
 * in another one, which may go by the same parts, it would lead to just anywhere.
 */
public final class Cursor {

    /** How many items a page has where nobody says. */
    static final int USUAL = 50;
    /** The most items of a page. */
    static final int MOST = 200;

    private static final String SEPARATOR = "\u001f";

    private final String list;
    private final int parts;

    /** The cursors of the list of that name, whose sort keys have that many parts. */
    public Cursor(String list, int parts) {
        this.list = list;
        this.parts = parts;
    }

    /** A cursor behind an item with that sort key; the last part must tell items apart. */
    public String after(String... sortKey) {
        var named = list + SEPARATOR + String.join(SEPARATOR, sortKey);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(named.getBytes(UTF_8));
    }

    /** The sort key in a cursor; {@link MalformedRequest} where the text is no cursor of this list. */
    public List<String> read(String cursor) {
        return read(cursor, key -> key);
    }

    /** The place that the sort key in a cursor names; {@link MalformedRequest} also where {@code place} cannot be made of it. */
    public <P> P read(String cursor, Function<List<String>, P> place) {
        try {
            var key = List.of(new String(Base64.getUrlDecoder().decode(cursor), UTF_8).split(SEPARATOR, -1));
            if (key.size() == parts + 1 && key.getFirst().equals(list)) {
                return place.apply(key.subList(1, key.size()));
            }
        } catch (IllegalArgumentException | DateTimeException invented) {
            // Said below: no Base64, or no id or date.
        }
        throw new MalformedRequest(
                HttpStatus.BAD_REQUEST,
                "malformed-cursor",
                "cursor",
                "Send the cursor as this list gave it, or begin anew without one");
    }

    /** How many items a page may have: 50 unless asked for, at most 200; {@link MalformedRequest} outside of 1 to 200. */
    public static int limit(@Nullable Integer asked) {
        if (asked == null) {
            return USUAL;
        }
        if (asked < 1 || asked > MOST) {
            throw new MalformedRequest(
                    HttpStatus.BAD_REQUEST, "malformed-limit", "limit", "A page has 1 to %d items".formatted(MOST));
        }
        return asked;
    }
}
