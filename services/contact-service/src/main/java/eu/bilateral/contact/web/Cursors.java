package eu.bilateral.contact.web;

import eu.bilateral.kernel.web.MalformedRequest;
import java.util.function.Function;
import org.springframework.http.HttpStatus;

/** Reads the ids in the cursors of this service's lists. */
final class Cursors {

    private Cursors() {}

    /** The id at the end of a cursor; {@link MalformedRequest} where somebody made the cursor up. */
    static <I> I id(String text, Function<String, I> form) {
        try {
            return form.apply(text);
        } catch (IllegalArgumentException invented) {
            throw new MalformedRequest(
                    HttpStatus.BAD_REQUEST, "malformed-cursor", "cursor", "Send the cursor as it was given, or none");
        }
    }
}
