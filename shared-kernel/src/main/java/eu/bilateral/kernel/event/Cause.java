package eu.bilateral.kernel.event;

import eu.bilateral.kernel.id.EventId;
import java.util.UUID;

/**
 * Why an event happened: the command or event right before it, the one that began the chain, and how many steps lie
 * between. A chain longer than {@link #MAX_HOPS} is a loop and refused (playbook, rule 14).
 */
public record Cause(UUID causationId, UUID correlationId, int hop) {

    /** The longest chain that the playbook allows. */
    public static final int MAX_HOPS = 8;

    /** A chain that begins with this command. */
    public static Cause begins(UUID commandId) {
        return new Cause(commandId, commandId, 0);
    }

    /** The next step of the chain, caused by that event; {@link ChainTooLong} after {@link #MAX_HOPS}. */
    public Cause then(EventId because) {
        if (hop >= MAX_HOPS) {
            throw new ChainTooLong(correlationId);
        }
        return new Cause(because.value(), correlationId, hop + 1);
    }

    /** An event caused an event caused an event, more often than any rule intends. */
    public static final class ChainTooLong extends RuntimeException {
        private static final long serialVersionUID = 1L;

        ChainTooLong(UUID correlationId) {
            super("The chain that began with %s is longer than %d steps: rules trigger each other"
                    .formatted(correlationId, MAX_HOPS));
        }
    }
}
