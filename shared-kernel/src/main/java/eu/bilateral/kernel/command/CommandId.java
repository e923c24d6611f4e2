package eu.bilateral.kernel.command;

import java.util.UUID;

/**
 * Names one wish to change something, so that asking twice does it once.
 *
 * @param fingerprint what was asked, so that the same id for something else is noticed
 */
public record CommandId(UUID value, String fingerprint) {

    /** One that nobody repeats: the client gave no key. */
    public static CommandId next() {
        return new CommandId(UUID.randomUUID(), "");
    }
}
