package eu.bilateral.kernel.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.DateTimeException;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** Where a page begins: the sort key of the last item before it, opaque to clients. */
public final class Cursor {

    /** How many items a page has where nobody says. */
    static final int USUAL = 50;
    /** The most items of a page. */
    static final int MOST = 200;

    private static final String SEPARATOR = "\u001f";

    private Cursor() {}

    /** A cursor behind an item with that sort key; the last part must tell items apart. */
    public static String after(String... sortKey) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(String.join(SEPARATOR, sortKey).getBytes(UTF_8));
    }

    /** The sort key in a cursor of that many parts; {@link MalformedRequest} where the text is no cursor of ours. */
    public static List<String> read(String cursor, int parts) {
        return read(cursor, parts, key -> key);
    }

    /** The place that the sort key in a cursor names; {@link MalformedRequest} also where {@code place} cannot be made of it. */
    public static <P> P read(String cursor, int parts, Function<List<String>, P> place) {
        try {
            var key = List.of(new String(Base64.getUrlDecoder().decode(cursor), UTF_8).split(SEPARATOR, -1));
            if (key.size() == parts) {
                return place.apply(key);
            }
        } catch (IllegalArgumentException | DateTimeException invented) {
            // Said below: no Base64, or no id or date.
        }
        throw new MalformedRequest(
                HttpStatus.BAD_REQUEST, "malformed-cursor", "cursor", "Send the cursor as it was given, or none");
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
