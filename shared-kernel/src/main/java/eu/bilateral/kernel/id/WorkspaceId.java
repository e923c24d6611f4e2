package eu.bilateral.kernel.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/** Names one cluster's private space; nothing crosses it: lower-case letters, digits and inner hyphens, at most 40 characters. */
public record WorkspaceId(String value) {

    private static final Pattern SHAPE = Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?");

    public WorkspaceId {
        if (!SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "Not a workspace: lower-case letters, digits and inner hyphens, at most 40 characters are allowed");
        }
    }

    /** Reads the wire form; an {@link IllegalArgumentException} where the text has another shape. */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static WorkspaceId of(String text) {
        return new WorkspaceId(text);
    }

    @JsonValue
    @Override
    public String toString() {
        return value;
    }
}
