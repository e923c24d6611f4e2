package eu.bilateral.dashboard.webhook;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import eu.bilateral.kernel.id.DerivedUuid;
import java.util.UUID;

/** Names a webhook; in the API and in the store a lower-case UUID string. */
public record WebhookId(UUID value) {

    /** Derived from what it is for, so that doing it again names the same webhook. */
    public static WebhookId derivedFrom(String... parts) {
        return new WebhookId(DerivedUuid.of(parts));
    }

    /** Reads the form of the API; an {@link IllegalArgumentException} where the text is no UUID. */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static WebhookId of(String text) {
        return new WebhookId(DerivedUuid.parse(text));
    }

    @JsonValue
    @Override
    public String toString() {
        return value.toString();
    }
}
