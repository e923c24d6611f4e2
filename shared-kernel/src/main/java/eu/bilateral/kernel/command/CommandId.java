package eu.bilateral.kernel.command;

import eu.bilateral.kernel.id.DerivedUuid;
import java.util.UUID;

/**
 * Names one wish to change something, so that asking twice does it once.
 *
 * @param fingerprint what was asked, so that the same id for something else is noticed; empty where the client gave no key
 */
public record CommandId(UUID value, String fingerprint) {

    /** One that nobody repeats: the client gave no key. */
    public static CommandId next() {
        return new CommandId(UUID.randomUUID(), "");
    }

    /** Whether the client gave a key, by which it may ask again. */
    public boolean hasKey() {
        return !fingerprint.isEmpty();
    }

    /** A step of what this command does. It needs no fingerprint: whoever notices a reused key notices it at the whole. */
    public CommandId part(String name) {
        return new CommandId(DerivedUuid.of(name, value.toString()), "");
    }
}
