package eu.bilateral.kernel.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/**
 * Names an account of the identity provider (its subject), never a person's name: letters, digits, dot, underscore, at sign
 * and hyphen, at most 80 characters.
 */
public record AccountId(String value) {

    private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9](?:[A-Za-z0-9._@-]{0,79})");

    public AccountId {
        if (!SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "Not an account: letters, digits, dot, underscore, at sign and hyphen, at most 80 characters are allowed");
        }
    }

    /** Reads the wire form; an {@link IllegalArgumentException} where the text has another shape. */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static AccountId of(String text) {
        return new AccountId(text);
    }

    @JsonValue
    @Override
    public String toString() {
        return value;
    }
}
